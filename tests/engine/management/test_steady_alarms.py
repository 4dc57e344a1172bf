"""A start and a short restart are no alarm; what lasts is one, within five seconds."""

from dataclasses import replace

import pytest

from engine.api.alarm_board import AlarmBoard
from engine.api.conditions import LATE_S as INGEST_LATE_S
from engine.api.conditions import conditions
from engine.api.hub import EventHub
from engine.api.services import JournalState, ModulesSnapshot, ModuleState
from engine.control.alarms import Alarm, alarm
from engine.management.steady_alarms import FORGET_S, LASTS_S, RETURN_S, SteadyAlarms
from tests.helpers.clock import ManualClock

RUNS = ModuleState("running", 1, 1.0)
WELL = ModulesSnapshot(RUNS, RUNS, sip_ok=True)
SILENT = replace(WELL, sip_ok=False)
UNKNOWN = replace(SILENT, switch=ModuleState("stopped", None, None))
COMING = replace(SILENT, switch=ModuleState("starting", 1, 1.0))
DEAD = replace(SILENT, switch=ModuleState("starting", None, 1.0, restarts=1))
RELAY = alarm("relay.gone", "critical", 1.0, "gone", "switch", "r1")
WITHIN_S = 5
"""What the documentation promises: within so many seconds the board knows."""


class Scene:
    """A board, looked at every second of a clock moved by hand."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.board = AlarmBoard(EventHub(), self.clock.wall)
        self.steady = SteadyAlarms(self.board, self.clock)

    def kinds(self) -> list[str]:
        return [each.kind for each in self.board.all()]

    def look(
        self, modules: ModulesSnapshot, journal: JournalState | None = None, step: float = 1.0
    ) -> list[str]:
        """Look, tell what stands then, and let time pass."""
        jump, wall = self.clock.jumped(), self.clock.wall()
        found = conditions(modules, journal or JournalState(0, 0.0), jump, wall)
        self.steady.look(modules, found)
        self.clock.advance(step)
        return self.kinds()

    def until_raised(self, modules: ModulesSnapshot) -> int:
        """Looks until something stands."""
        for count in range(1, 20):
            if self.look(modules):
                return count
        raise AssertionError("nothing was raised")

    def hear(self, *alarms: Alarm, connected: bool = True) -> list[str]:
        self.steady.hear(alarms, connected=connected)
        return self.kinds()


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nothing_stands_before_the_first_self_check_was_answered(scene: Scene) -> None:
    seen = [scene.look(each) for each in (UNKNOWN, *[COMING] * 50, SILENT, SILENT, WELL)]
    assert seen == [[]] * len(seen)


def test_looks_that_came_late_are_not_held_against_the_switch(scene: Scene) -> None:
    assert scene.look(UNKNOWN, step=60.0) == []
    assert scene.look(SILENT, step=60.0) == []
    assert scene.look(SILENT) == []
    assert scene.look(WELL) == []


def test_a_switch_that_stays_silent_after_a_start_is_an_alarm(scene: Scene) -> None:
    scene.look(COMING)
    began = scene.clock.wall()
    assert scene.until_raised(SILENT) <= WITHIN_S
    assert scene.kinds() == ["sip.silent"]
    assert scene.board.all()[0].since == pytest.approx(began - 1.0), "since it was not there"
    assert scene.look(SILENT) == ["sip.silent"]
    assert scene.look(WELL) == []


@pytest.mark.parametrize(
    ("modules", "kind"),
    [
        (DEAD, "switch.down"),
        (UNKNOWN, "switch.down"),
        (replace(SILENT, control_error="no answer"), "switch.control"),
        (SILENT, "sip.silent"),
    ],
)
def test_what_lasts_is_an_alarm(scene: Scene, modules: ModulesSnapshot, kind: str) -> None:
    scene.look(WELL)
    assert LASTS_S < scene.until_raised(modules) <= WITHIN_S
    assert scene.kinds() == [kind]


def test_a_restart_of_less_than_three_seconds_is_no_alarm(scene: Scene) -> None:
    for _ in range(3):
        seen = [scene.look(each) for each in (WELL, DEAD, DEAD, SILENT, WELL)]
        assert seen == [[]] * len(seen)
        scene.clock.advance(FORGET_S)


def test_a_slow_start_is_not_held_against_the_restart_that_follows(scene: Scene) -> None:
    seen = [scene.look(each) for each in (SILENT, SILENT, SILENT, WELL, DEAD, DEAD, DEAD, WELL)]
    assert seen == [[]] * len(seen)


def test_a_switch_that_dies_again_and_again_is_an_alarm(scene: Scene) -> None:
    scene.look(DEAD)
    scene.look(WELL)
    seen = [scene.look(each) for _ in range(4) for each in (DEAD, DEAD, WELL)]
    assert ["switch.down"] in seen
    assert seen[-1] == [], "what is over is over"


def test_a_first_start_takes_no_alarm_back(scene: Scene) -> None:
    assert scene.until_raised(UNKNOWN) <= WITHIN_S
    assert [scene.look(each) for each in (COMING, COMING)] == [["switch.down"]] * 2
    assert scene.look(WELL) == []


def test_records_that_waited_for_the_start_are_none_but_a_way_that_is_slow_is(scene: Scene) -> None:
    late = JournalState(3, INGEST_LATE_S + 3600)
    assert scene.look(WELL, late) == []
    assert scene.look(WELL) == []
    seen = [scene.look(WELL, late) for _ in range(WITHIN_S)]
    assert seen[-1] == ["journal.late"]


def test_what_a_restart_does_not_bring_with_it_stands_at_once(scene: Scene) -> None:
    assert scene.look(WELL, JournalState(3, 0.0, error="the disk is full")) == ["journal.stalled"]
    assert scene.look(replace(WELL, journal_error="no space")) == ["switch.journal"]


def test_alarms_of_the_switch_outlast_its_restart(scene: Scene) -> None:
    assert scene.hear(RELAY) == ["relay.gone"]
    assert scene.hear(connected=False) == ["relay.gone"]
    scene.clock.advance(LASTS_S - 1.0)
    assert scene.look(WELL) == ["relay.gone"]
    assert scene.hear() == ["relay.gone"], "back, and had no time yet to find out"
    assert scene.hear(RELAY) == ["relay.gone"]
    scene.clock.advance(RETURN_S)
    assert scene.look(WELL) == ["relay.gone"], "it named it again"
    assert scene.board.all()[0].since == RELAY.since
    assert scene.hear() == []


def test_what_a_switch_that_is_back_names_no_more_ends(scene: Scene) -> None:
    scene.hear(RELAY)
    scene.hear(connected=False)
    assert scene.hear() == ["relay.gone"]
    scene.clock.advance(RETURN_S)
    assert scene.look(WELL) == []


def test_alarms_of_a_switch_that_stays_away_go(scene: Scene) -> None:
    scene.hear(RELAY)
    scene.hear(connected=False)
    scene.clock.advance(LASTS_S)
    scene.hear(connected=False)  # a link that broke before it stood
    assert scene.look(WELL) == []
    assert scene.hear() == []
