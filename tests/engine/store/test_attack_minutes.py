"""A week of minutes, whatever the clock does."""

from collections.abc import Iterator

import pytest

from engine.defence.picture import Minute
from engine.store.attack_minutes import AttackMinutes
from engine.store.config_store import ConfigStore
from tests.helpers.stores import config_store


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConfigStore]:
    made = config_store(tmp_path_factory.mktemp("minutes"))
    yield made
    made.close()


def test_minutes_are_summed_by_steps_and_bounded_and_added_up(config: ConfigStore) -> None:
    minutes = AttackMinutes(config._database, most=4)
    for number in range(10, 15):
        minutes.add(Minute(number, (number, 1, 0, 0, 0)))
    assert minutes.count() == 4
    assert minutes.since(0)[0] == Minute(11, (11, 1, 0, 0, 0))
    assert minutes.since(12, 2) == [Minute(12, (25, 2, 0, 0, 0)), Minute(14, (14, 1, 0, 0, 0))]
    minutes = config.attack_minutes
    minutes.add(Minute(900, (1, 2, 3, 4, 5)))
    minutes.add(Minute(900, (1, 1, 1, 1, 1)))
    assert minutes.since(900) == [Minute(900, (2, 3, 4, 5, 6))]
    assert minutes.since(901) == []
