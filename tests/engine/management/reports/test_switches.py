from pathlib import Path

from engine.management.reports.switches import MAX_CHANGES, SWITCHES, switch_states
from tests.helpers.stores import Wall, config_store

NAME = "SERVER_BILLING_RECORD_ILLEGAL_CALL"


def test_a_switch_is_known_by_its_changes_in_and_before_the_period(tmp_path: Path) -> None:
    wall = Wall(1000.0)
    config = config_store(tmp_path, wall)
    untouched, other = switch_states(config, 0.0, 900.0)
    assert (untouched.name, untouched.on_at_start, untouched.changes) == (NAME, True, ())
    assert other.title == SWITCHES[other.name]
    for at, value in ((1000.0, 0), (2000.0, 1), (3000.0, 0), (4000.0, 1)):
        wall.now = at
        config.parameters.set(NAME, value, actor="bob", address="", reason=f"to {value}")
    state, _ = switch_states(config, 1500.0, 3500.0)
    assert not state.on_at_start
    assert [(each.at, each.on, each.by, each.reason) for each in state.changes] == [
        (2000.0, True, "bob", "to 1"),
        (3000.0, False, "bob", "to 0"),
    ]
    assert list(state.spans()) == [
        (1500.0, 2000.0, False),
        (2000.0, 3000.0, True),
        (3000.0, 3500.0, False),
    ]
    assert state.off_s == 1000.0
    before, _ = switch_states(config, 100.0, 900.0)
    assert before.on_at_start, "what was before the first change"
    after, _ = switch_states(config, 5000.0, 6000.0)
    assert (after.on_at_start, after.off_s) == (True, 0.0)
    config.close()


def test_the_history_that_is_read_has_an_end() -> None:
    assert MAX_CHANGES % 100 == 0
