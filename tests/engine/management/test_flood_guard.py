"""The flood guard from figures to parameters, over restarts (requirements 12-17, 27, 60)."""

import threading
from typing import Any

import pytest
from msgspec import structs

from engine.api.alarm_board import AlarmBoard
from engine.control.messages import CounterSample
from engine.defence.flood import ZERO_HOLD_TIME
from engine.errors import StoreError
from engine.management.flood_guard import UNPROVEN, FloodGuard
from engine.management.recording import GUARD, RecordingSwitch
from engine.management.trials import TrialCalls
from engine.store.config_store import ConfigStore
from tests.engine.management.conftest import Told
from tests.engine.management.test_recording_off import Counts
from tests.engine.management.test_trials import ROW, Records
from tests.helpers.clock import ManualClock
from tests.helpers.stores import BY
from tests.helpers.switch_port import FakeSwitch


class World:
    """A guard, its switch and their time."""

    def __init__(self, config: ConfigStore, hub: Told) -> None:
        self.config, self.hub = config, hub
        self.clock, self.switch, self.records = ManualClock(), FakeSwitch(), Records()
        config.parameters._wall = self.clock.wall
        self.alarms = AlarmBoard(hub, self.clock.wall)
        self.total = 0.0
        self.set("SERVER_FLOOD_GUARD", 1)
        self.set("SERVER_FLOOD_GUARD_MINIMUM_TIME", 0)
        self.set("SERVER_FLOOD_GUARD_RETURN_TIME", 5)
        self.start()

    def start(self) -> None:
        """As after a restart of management."""
        wall, changes = self.clock.wall, threading.Lock()
        recording = RecordingSwitch(self.config, self.switch, self.hub, changes, wall)
        self.trials = TrialCalls(self.switch, self.records, wall)
        self.guard = FloodGuard(
            self.config, recording, self.switch, Counts(), self.trials, self.alarms, self.hub,
            self.clock,
        )  # fmt: skip

    def wait(self, seconds: int) -> str:
        """Time passes without a call; the guard looks at the end of it."""
        self.clock.advance(seconds - 2)
        return self.go(2, 0)

    def set(self, name: str, value: int) -> None:
        self.config.parameters.set(name, value, **BY)

    def go(self, seconds: int, rate: float) -> str:
        for _ in range(seconds):
            self.clock.advance(1)
            self.total += rate
            self.switch.samples = [
                CounterSample("cdr_journaled_total", self.total, "counter", "", {"mode": "9"})
            ]
            self.guard.tick()
        return self.guard.picture().state

    def end_trial(self, **changes: Any) -> None:
        """The switch says how the running test call went."""
        (running,) = (one for one in self.switch.trials.values() if not one.outcome)
        changes = {"outcome": "ended", "written": True} | changes
        self.switch.trials[running.id] = structs.replace(running, **changes)

    @property
    def zero(self) -> int | str:
        return self.config.parameters.get(ZERO_HOLD_TIME).value


@pytest.fixture
def world(config: ConfigStore, hub: Told) -> World:
    return World(config, hub)


def test_a_flood_goes_off_the_record_and_returns_proved_by_a_test_call(world: World) -> None:
    assert world.go(5, 3) == "watching"
    assert world.go(20, 500) == "holding"
    assert (world.zero, world.switch.parameters[ZERO_HOLD_TIME]) == (0, 0)
    off = world.guard.picture().off
    assert off is not None
    assert (off.by, off.by_guard, off.not_recorded) == (GUARD, True, 10)
    assert world.go(12, 0) == "proving"
    assert (world.zero, world.guard.picture().off) == (1, None)
    world.records.rows = [ROW]
    world.end_trial()
    assert world.go(1, 0) == "watching"
    proof = world.guard.picture().proof
    assert proof is not None
    assert proof.ok
    assert world.alarms.all() == []
    reasons = [row.reason for row in world.config.parameters.history(ZERO_HOLD_TIME)]
    assert "below 20 refused" in reasons[0]
    assert "500 refused" in reasons[1]


def test_a_record_that_does_not_arrive_is_an_alarm_until_one_does(world: World) -> None:
    world.go(20, 500)
    world.go(12, 0)
    world.end_trial(outcome="silent", written=False)
    assert world.go(1, 0) == "unproven"
    (alarm,) = world.alarms.all()
    assert (alarm.kind, alarm.severity) == (UNPROVEN, "critical")
    assert "silent" in alarm.detail
    world.start()
    assert [each.kind for each in world.alarms.all()] == [UNPROVEN]
    assert world.wait(301) == "proving"
    world.records.rows = [ROW]
    world.end_trial()
    assert world.go(1, 0) == "watching"
    assert world.alarms.all() == []


def test_a_restart_in_the_middle_forgets_nothing(world: World) -> None:
    world.go(20, 500)
    world.start()
    assert world.go(3, 500) == "holding"
    assert world.go(7, 0) == "falling"
    world.start()
    assert world.go(1, 0) == "holding", "a rate that nobody saw is no low one"
    assert world.go(8, 0) == "proving"
    world.start()
    world.switch.trials.clear()
    world.go(1, 0)
    world.records.rows = [ROW]
    world.end_trial()
    assert world.go(1, 0) == "watching"


def test_a_crash_before_the_state_was_written_is_made_good(world: World) -> None:
    world.go(20, 500)
    world.config.facts.put("flood-guard", {})
    world.start()
    assert world.go(1, 500) == "proving", "a guard that knows nothing takes its change back"
    assert world.zero == 1


def test_a_store_that_cannot_be_written_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.config.parameters, "set", full)
        assert world.go(20, 500) == "rising"
    assert world.go(1, 500) == "holding"
    assert world.zero == 0


def test_an_operator_who_switches_on_is_respected_over_a_restart(world: World) -> None:
    world.go(20, 500)
    world.set(ZERO_HOLD_TIME, 1)
    assert world.go(20, 500) == "aside"
    world.start()
    assert world.go(9, 500) == "aside"
    assert world.zero == 1


def test_records_switched_off_by_hand_are_shown_and_left_alone(world: World) -> None:
    world.set("SERVER_FLOOD_GUARD", 0)
    world.set(ZERO_HOLD_TIME, 0)
    assert world.go(10, 500) == "off"
    off = world.guard.picture().off
    assert off is not None
    assert (off.by, off.by_guard, off.until) == ("alice", False, None)
    assert world.guard.picture().rate is None


def test_a_switch_that_is_away_is_no_quiet_one(world: World) -> None:
    world.go(20, 500)
    world.switch.away = True
    assert world.go(15, 0) == "holding"
    assert world.guard.picture().rate is None
    world.switch.away = False
    assert world.go(10, 500) == "holding"


def test_a_switch_that_is_away_cannot_prove_anything(world: World) -> None:
    world.go(20, 500)
    world.go(12, 0)
    world.start()
    world.switch.trials.clear()
    world.switch.away = True
    assert world.wait(121) == "unproven"
    assert world.alarms.all()


def test_readers_hear_of_every_change_and_of_the_count_meanwhile(world: World) -> None:
    world.hub.events.clear()
    world.go(40, 500)
    told = [items[0] for name, items in world.hub.events if name == "flood"]  # type: ignore[index]
    assert [item["state"] for item in told[:2]] == ["watching", "rising"]
    assert 4 < sum(item["state"] == "holding" for item in told) < 12
    assert told[-1]["off"]["not_recorded"] == 10


def test_readers_hear_at_once_when_an_operator_switches_off_and_on(world: World) -> None:
    world.set("SERVER_FLOOD_GUARD", 0)
    assert world.go(8, 1) == "off"
    world.hub.events.clear()
    heard = []
    for value in (0, 1):
        world.set(ZERO_HOLD_TIME, value)
        world.go(1, 1)
        told = [items[0] for name, items in world.hub.events if name == "flood"]  # type: ignore[index]
        heard.append([each["off"] is None for each in told])
    assert heard == [[False], [False, True]]
