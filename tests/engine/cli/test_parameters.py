"""``param``: read and set, for people and for scripts."""

import pytest

from engine.parameters.catalogue import CATALOGUE
from tests.engine.cli.fakes import Commands, FakeEngine, running

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
RETRY = "SS_ENDPOINTREGISTERRETRY"


def test_a_script_can_toggle_a_parameter_and_read_it_back(command: Commands) -> None:
    # req 30, 43
    assert command("param", "get", ZERO).out == "1\n"
    changed = command("param", "set", ZERO, "off", "--reason", "flood")
    assert (changed.code, changed.out) == (0, f"{ZERO}=0 (stored)\n")
    assert command("param", "get", ZERO).out == "0\n"


def test_without_a_name_all_are_shown_alphabetically(command: Commands) -> None:
    # req 72, 143
    lines = command("param", "get").out.splitlines()
    expected = [f"{name}={parameter.default}" for name, parameter in CATALOGUE.items()]
    assert lines == expected


def test_a_value_out_of_range_ends_with_two_and_names_the_range(command: Commands) -> None:
    # req 24, 68, 70
    refused = command("param", "set", RETRY, "101")
    assert refused.code == 2
    assert refused.err == f"error: {RETRY} must be a whole number from 1 to 100 (attempts)\n"
    assert command("param", "get", RETRY).out == "6\n"


@pytest.mark.parametrize("action", [("get", "NO_SUCH"), ("set", "NO_SUCH", "1")])
def test_an_unknown_parameter_ends_with_two(command: Commands, action: tuple[str, ...]) -> None:
    refused = command("param", *action)
    assert refused.code == 2
    assert "NO_SUCH" in refused.err


def test_a_value_that_is_not_recommended_is_set_with_a_note(command: Commands) -> None:
    # req 194
    changed = command("param", "set", RETRY, "20")
    assert changed.code == 0
    assert changed.out.startswith(f"{RETRY}=20 ")
    assert "not recommended" in changed.err
    assert command("param", "set", RETRY, "10").err == ""


def test_a_timed_change_tells_when_it_returns(command: Commands) -> None:
    changed = command("param", "set", RETRY, "3", "--for", "600")
    assert changed.code == 0
    assert ", returns at 20" in changed.out


@pytest.mark.parametrize("seconds", ["0", "-1", "2592001", "soon"])
def test_a_time_out_of_range_ends_with_two(command: Commands, seconds: str) -> None:
    assert command("param", "set", RETRY, "3", "--for", seconds).code == 2


def test_a_running_engine_tells_since_when_the_switch_obeys(command: Commands) -> None:
    # req 26
    reply = {"name": ZERO, "value": 0, "effective_at": "2026-01-01T00:00:00.000Z"}
    engine = FakeEngine(replies={("PUT", f"/api/v1/parameters/{ZERO}"): (200, reply)})
    with running(command.data, engine):
        changed = command("param", "set", ZERO, "Off", "--for", "60", "--reason", "flood")
    assert changed.out == f"{ZERO}=0 (in effect since 2026-01-01T00:00:00.000Z)\n"
    ((_, _, body, _),) = engine.requests
    assert body == {"value": "Off", "reason": "flood", "revert_after_s": 60}
