import threading

import pytest

from engine.errors import ControlError, StoreError
from engine.management.reverts import Reverts
from engine.store.config_store import ConfigStore
from tests.engine.management.conftest import Told
from tests.helpers.stores import BY, Wall

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"


class Switch:
    """Remembers the values it was told; may be away."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int | str]] = []
        self.away = False

    def apply_parameters(self, version: int, values: dict[str, int | str]) -> float:
        if self.away:
            raise ControlError("the softswitch is not running")
        self.told.append((version, values[ZERO]))
        return 1.0


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def reverts(config: ConfigStore, switch: Switch, hub: Told, wall: Wall) -> Reverts:
    return Reverts(config, switch, hub, threading.Lock(), wall)  # type: ignore[arg-type]


def test_a_timed_change_returns_at_its_time_and_not_before(
    reverts: Reverts, config: ConfigStore, switch: Switch, hub: Told, wall: Wall
) -> None:
    config.parameters.set(ZERO, 0, revert_at=wall.now + 1800, **BY)
    wall.now += 1799
    assert reverts.sweep() == []
    wall.now += 1
    assert reverts.sweep() == [ZERO]
    assert config.parameters.get(ZERO).value == 1
    assert switch.told == [(2, 1)]
    ((name, items),) = hub.events
    assert name == "parameter"
    assert isinstance(items, list)
    assert (items[0]["name"], items[0]["value"], items[0]["changed_by"]) == (ZERO, 1, "timer")
    assert reverts.sweep() == []


def test_what_was_due_while_the_engine_was_down_returns_at_start(
    reverts: Reverts, config: ConfigStore, wall: Wall
) -> None:
    config.parameters.set(ZERO, 0, revert_at=wall.now + 60, **BY)
    config.parameters.set("SS_ENDPOINTREGISTERRETRY", 3, revert_at=wall.now + 30, **BY)
    wall.now += 86400
    assert reverts.sweep() == ["SS_ENDPOINTREGISTERRETRY", ZERO]


def test_a_switch_that_is_away_does_not_keep_a_change_from_returning(
    reverts: Reverts, config: ConfigStore, switch: Switch, wall: Wall
) -> None:
    config.parameters.set(ZERO, 0, revert_at=wall.now, **BY)
    switch.away = True
    assert reverts.sweep() == [ZERO]
    assert config.version == 2  # by which the link knows that the switch missed it


def test_a_store_that_cannot_be_written_is_tried_again(
    reverts: Reverts, config: ConfigStore, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.parameters.set(ZERO, 0, revert_at=wall.now, **BY)

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(config.parameters, "revert", refuse)
        assert reverts.sweep() == []
        assert reverts.sweep() == []
    assert config.parameters.get(ZERO).value == 0
    assert reverts.sweep() == [ZERO]


def test_a_change_in_that_very_moment_counts(
    reverts: Reverts, config: ConfigStore, switch: Switch, wall: Wall
) -> None:
    row = config.parameters.set(ZERO, 0, revert_at=wall.now, **BY)
    config.parameters.set(ZERO, 0, **BY)
    assert not reverts._revert(row)
    assert config.parameters.get(ZERO).value == 0
    assert switch.told == []
