from pathlib import Path

import pytest

from engine.store.facts import MAX_NAME
from tests.helpers.stores import config_store


def test_a_fact_is_found_after_a_restart_and_is_no_change_of_the_configuration(
    tmp_path: Path,
) -> None:
    config = config_store(tmp_path)
    assert config.facts.get("guard") == {}
    config.facts.put("guard", {"state": "holding", "since": 1.5})
    config.facts.put("guard", {"state": "falling", "since": 2.5})
    config.close()
    config = config_store(tmp_path)
    try:
        assert config.facts.get("guard") == {"state": "falling", "since": 2.5}
        assert config.version == 0
    finally:
        config.close()


@pytest.mark.parametrize("name", ["", "x" * (MAX_NAME + 1)])
def test_names_have_the_room_of_their_column(tmp_path: Path, name: str) -> None:
    config = config_store(tmp_path)
    try:
        with pytest.raises(ValueError, match="no name"):
            config.facts.get(name)
    finally:
        config.close()
