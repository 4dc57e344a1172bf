"""Timed changes return at their time, whatever happens to processes, disks and clocks."""

import threading
from typing import cast

import pytest

from engine.api.alarm_board import AlarmBoard
from engine.errors import ControlError, StoreError
from engine.management.reverts import FAILED, Reverts
from engine.management.switch_port import SwitchPort
from engine.store.config_store import ConfigStore
from tests.engine.management.conftest import Told
from tests.helpers.clock import ManualClock
from tests.helpers.stores import BY

ZERO = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
RETRY = "SS_ENDPOINTREGISTERRETRY"


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


class World:
    """Management with its clock."""

    def __init__(self, config: ConfigStore, hub: Told) -> None:
        self.config, self.hub, self.switch = config, hub, Switch()
        self.clock = ManualClock()
        self.alarms = AlarmBoard(hub, self.clock.wall)
        config.parameters._wall = self.clock.wall
        self.start()

    def start(self) -> None:
        switch = cast(SwitchPort, self.switch)
        lock = threading.Lock()
        self.reverts = Reverts(self.config, switch, self.hub, lock, self.clock, self.alarms)

    def change(self, name: str, value: int, seconds: float) -> None:
        self.config.parameters.set(name, value, revert_at=self.clock.wall() + seconds, **BY)
        assert self.reverts.sweep() == []

    def after(self, seconds: float) -> list[str]:
        self.clock.advance(seconds)
        return self.reverts.sweep()

    def value(self, name: str = ZERO) -> int | str:
        return self.config.parameters.get(name).value


@pytest.fixture
def world(config: ConfigStore, hub: Told) -> World:
    return World(config, hub)


def test_a_timed_change_returns_at_its_time_and_not_before(world: World) -> None:
    world.change(ZERO, 0, 1800)
    assert world.after(1799) == []
    assert world.after(1) == [ZERO]
    assert world.value() == 1
    assert world.switch.told == [(2, 1)]
    ((name, items),) = world.hub.events
    assert name == "parameter"
    assert isinstance(items, list)
    assert (items[0]["name"], items[0]["value"], items[0]["changed_by"]) == (ZERO, 1, "timer")
    assert world.reverts.sweep() == []


def test_what_was_due_while_the_engine_was_down_returns_at_start(world: World) -> None:
    world.change(ZERO, 0, 60)
    world.change(RETRY, 3, 30)
    world.clock.advance(86400)
    world.start()
    assert world.reverts.sweep() == [RETRY, ZERO]


def test_a_restart_in_the_middle_neither_prolongs_nor_shortens(world: World) -> None:
    world.change(ZERO, 0, 60)
    world.clock.advance(40)
    world.start()
    assert world.after(19) == []
    assert world.after(1) == [ZERO]


@pytest.mark.parametrize("jump", [-86_400, 86_400])
def test_setting_the_clock_neither_prolongs_nor_shortens(world: World, jump: int) -> None:
    world.change(ZERO, 0, 60)
    world.clock.set_wall(world.clock.wall() + jump)
    assert world.after(59) == []
    assert world.after(1) == [ZERO]


def test_a_change_that_is_prolonged_gets_its_new_moment(world: World) -> None:
    world.change(ZERO, 0, 60)
    world.config.parameters.extend(ZERO, 60, **BY)
    assert world.after(61) == []
    assert world.after(59) == [ZERO]
    world.change(RETRY, 3, 60)
    world.config.parameters.return_now(RETRY, **BY)
    assert world.after(61) == []
    assert len(world.reverts._deadlines) == 0


def test_a_switch_that_is_away_does_not_keep_a_change_from_returning(world: World) -> None:
    world.change(ZERO, 0, 1)
    world.switch.away = True
    assert world.after(1) == [ZERO]
    assert world.config.version == 2  # by which the link knows that the switch missed it


def test_what_cannot_return_is_an_alarm_and_does_not_hold_up_the_others(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.change(ZERO, 0, 1)
    world.change(RETRY, 3, 2)
    revert = world.config.parameters.revert

    def refuse(name: str, *, expected_version: int) -> object:
        if name == ZERO:
            raise StoreError("the disk is full")
        return revert(name, expected_version=expected_version)

    with monkeypatch.context() as patch:
        patch.setattr(world.config.parameters, "revert", refuse)
        assert world.after(5) == [RETRY]
        assert world.after(1) == []
        (alarm,) = world.alarms.all()
        assert (alarm.id, alarm.severity) == (f"{FAILED}:{ZERO}", "critical")
        assert "the disk is full" in alarm.detail
    assert world.value() == 0
    assert world.reverts.sweep() == [ZERO]
    assert world.alarms.all() == []


def test_an_alarm_ends_when_somebody_returns_it_by_hand(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise StoreError("the disk is full")

    world.change(ZERO, 0, 1)
    with monkeypatch.context() as patch:
        patch.setattr(world.config.parameters, "revert", refuse)
        patch.setattr(world.config.parameters, "timed", refuse)
        world.after(1)
        assert [each.id for each in world.alarms.all()] == [FAILED]
        patch.undo()
        patch.setattr(world.config.parameters, "revert", refuse)
        world.after(1)
        assert [each.id for each in world.alarms.all()] == [f"{FAILED}:{ZERO}"]
        world.config.parameters.return_now(ZERO, **BY)
        world.after(1)
    assert world.alarms.all() == []


def test_a_change_in_that_very_moment_counts(world: World) -> None:
    world.change(ZERO, 0, 1)
    row = world.config.parameters.get(ZERO)
    world.config.parameters.set(ZERO, 0, **BY)
    assert not world.reverts._revert(row)
    assert world.value() == 0
    assert world.switch.told == []
