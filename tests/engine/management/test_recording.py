import threading

import pytest

from engine.api.alarm_board import AlarmBoard
from engine.defence.flood import ILLEGAL_CALL, ZERO_HOLD_TIME
from engine.errors import ControlError
from engine.management.recording import GUARD, RecordingSwitch
from engine.management.reverts import Reverts
from engine.store.config_store import ConfigStore
from tests.engine.management.conftest import Told
from tests.helpers.clock import ManualClock
from tests.helpers.stores import BY, Wall
from tests.helpers.switch_port import FakeSwitch

BOTH = (ZERO_HOLD_TIME, ILLEGAL_CALL)


@pytest.fixture
def switch() -> FakeSwitch:
    return FakeSwitch()


@pytest.fixture
def recording(config: ConfigStore, switch: FakeSwitch, hub: Told, wall: Wall) -> RecordingSwitch:
    return RecordingSwitch(config, switch, hub, threading.Lock(), wall)


def values(config: ConfigStore) -> tuple[int | str, ...]:
    return tuple(config.parameters.get(name).value for name in BOTH)


def test_its_change_is_timed_audited_pushed_and_taken_back(
    recording: RecordingSwitch, config: ConfigStore, switch: FakeSwitch, hub: Told, wall: Wall
) -> None:
    assert recording.look().recording == "on"
    recording.close(BOTH, "412 calls a second", 3600)
    assert (recording.look().recording, values(config)) == ("ours", (0, 0))
    row = config.parameters.get(ZERO_HOLD_TIME)
    assert (row.revert_to, row.revert_at) == (1, wall.now + 3600)
    assert switch.parameters[ZERO_HOLD_TIME] == 0
    change = config.parameters.history(ZERO_HOLD_TIME)[0]
    assert (change.actor, change.reason) == (GUARD, "412 calls a second")
    recording.open("over")
    assert (recording.look().recording, values(config)) == ("returned", (1, 1))
    assert config.parameters.timed() == []
    assert switch.parameters[ZERO_HOLD_TIME] == 1
    assert [name for name, _ in hub.events] == ["parameter", "parameter"]


def test_what_others_switched_off_is_theirs(
    recording: RecordingSwitch, config: ConfigStore, switch: FakeSwitch
) -> None:
    config.parameters.set(ILLEGAL_CALL, 0, **BY)
    recording.close(BOTH, "flood", 3600)
    config.parameters.set(ZERO_HOLD_TIME, 0, **BY)
    assert recording.look().recording == "off"
    recording.open("let go")
    assert values(config) == (0, 0)
    assert switch.versions == [2], "there was nothing to tell the second time"


def test_a_timed_change_of_an_operator_keeps_its_end(
    recording: RecordingSwitch, config: ConfigStore, wall: Wall
) -> None:
    config.parameters.set(ZERO_HOLD_TIME, 0, **BY)
    config.parameters.set(ZERO_HOLD_TIME, 1, revert_at=wall.now + 600, **BY)
    recording.close((ZERO_HOLD_TIME,), "flood", 3600)
    recording.open("over")
    row = config.parameters.get(ZERO_HOLD_TIME)
    assert (row.value, row.revert_to, row.revert_at) == (1, 0, wall.now + 600)


def test_an_operator_who_records_for_a_while_gets_records_for_good(
    recording: RecordingSwitch, config: ConfigStore, switch: FakeSwitch, hub: Told, wall: Wall
) -> None:
    recording.close((ZERO_HOLD_TIME,), "flood", 3600)
    config.parameters.set(ZERO_HOLD_TIME, 1, revert_at=wall.now + 60, **BY)
    wall.now += 60
    clock = ManualClock(epoch=wall.now)
    alarms = AlarmBoard(hub, wall)
    Reverts(config, switch, hub, threading.Lock(), clock, alarms).sweep()  # type: ignore[arg-type]
    assert config.parameters.get(ZERO_HOLD_TIME).value == 1


def test_a_switch_that_is_away_hears_of_it_later(
    recording: RecordingSwitch, config: ConfigStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object) -> float:
        raise ControlError("not running")

    monkeypatch.setattr(FakeSwitch, "apply_parameters", away)
    recording.close((ZERO_HOLD_TIME,), "flood", 3600)
    assert (values(config), config.version) == ((0, 1), 1)
