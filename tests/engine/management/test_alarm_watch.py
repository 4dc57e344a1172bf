from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.api.alarm_board import AlarmBoard
from engine.api.alarm_evaluation import Figure
from engine.errors import ControlError
from engine.management.alarm_notices import AlarmNotices
from engine.management.alarm_watch import AlarmWatch, sentence
from engine.store.alarm_rules import SHIPPED, AlarmRule, Webhook
from tests.helpers.api_app import Stage

BY: Any = {"actor": "alice", "address": ""}
RULE = AlarmRule("Mine", "x", "level", 10, quiet_s=600, mail=("a@example.org",))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


def watching(
    stage: Stage, figures: Callable[[], list[Figure]], notices: AlarmNotices,
    board: AlarmBoard | None = None,
) -> AlarmWatch:  # fmt: skip
    rules, facts = stage.config.alarm_rules, stage.config.facts
    return AlarmWatch(rules, figures, board or stage.alarms, notices, stage.clock, facts)


class Runs:
    """One run of management after the other, on one store."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.mails: list[str] = []
        self.fails = False
        self.figures: list[Figure] = []
        self.begin()

    def begin(self) -> None:
        """A new process, whose board is empty."""
        clock = self.stage.clock
        self.board = AlarmBoard(self.stage.hub, clock.wall)
        notices = AlarmNotices(self._mail, lambda *_: None, Webhook, clock.now)
        self.watch = watching(self.stage, lambda: self.figures, notices, self.board)
        self.watch.recall()

    def look(self, value: float | None, after: float = 5) -> list[tuple[str, float]]:
        self.figures = [] if value is None else [Figure("x", {}, value)]
        self.stage.clock.advance(after)
        self.watch.sweep()
        return self.standing()

    def standing(self) -> list[tuple[str, float]]:
        return [(each.id, each.since) for each in self.board.all()]

    def _mail(self, _to: object, subject: str, _text: str) -> None:
        if self.fails:
            raise ControlError("no server answers")
        self.mails.append(subject)


def test_a_rule_stands_on_the_board_and_is_told_within_its_quiet_time_once(stage: Stage) -> None:
    mails: list[str] = []
    value = [0.0]
    notices = AlarmNotices(
        lambda _to, subject, _text: mails.append(subject), lambda *_: None, Webhook,
        stage.clock.now,
    )  # fmt: skip
    rules = stage.config.alarm_rules
    rules.put(RULE, **BY)
    watch = watching(stage, lambda: [Figure("x", {}, value[0])], notices)

    def at(found: float) -> list[str]:
        value[0] = found
        stage.clock.advance(5)
        watch.sweep()
        return [each.id for each in stage.alarms.all()]

    assert at(9) == []
    assert at(10) == ["rule:Mine"]
    assert at(9) == []
    assert at(10) == ["rule:Mine"]
    assert at(9) == []
    assert mails == ["[Switchwarden] WARNING: Mine", "[Switchwarden] over: Mine"]
    stage.clock.advance(1200)
    assert at(9) == []
    assert len(mails) == 3, "what was held back is told, see below"
    stage.clock.advance(600)
    assert at(10) == ["rule:Mine"]
    rules.remove("Mine", **BY)
    assert at(10) == []
    assert len(mails) == 4


def test_what_was_raised_within_quiet_times_is_told_together_when_they_end(stage: Stage) -> None:
    mails: list[tuple[str, str]] = []
    value = [0.0]
    notices = AlarmNotices(
        lambda _to, subject, text: mails.append((subject, text)), lambda *_: None, Webhook,
        stage.clock.now,
    )  # fmt: skip
    rules = stage.config.alarm_rules
    for name in ("Mine", "Other"):
        rules.put(replace(RULE, name=name), **BY)
    figures = lambda: [Figure("x", {}, value[0])]  # noqa: E731
    watch = watching(stage, figures, notices)

    def look(found: float, after: float = 5) -> None:
        value[0] = found
        stage.clock.advance(after)
        watch.sweep()

    for found in (10, 9, 10, 9, 10):
        look(found)
    assert len(mails) == 2
    look(9)
    assert len(mails) == 2, "nobody heard of it, so nobody hears that it is over"
    look(9, 590)
    ((subject, text),) = mails[2:]
    assert subject == "[Switchwarden] over: Mine and 1 more"
    assert text.count("Raised 2 times within the quiet time of 600 s, the last time at") == 2
    look(9, 5000)
    assert len(mails) == 3
    look(10)
    assert len(mails) == 4
    look(9)
    look(10)
    look(10, 600)
    assert mails[5][0] == "[Switchwarden] WARNING: Mine and 1 more"
    look(9)
    assert mails[6][0] == "[Switchwarden] over: Mine and 1 more"


def test_a_rule_that_is_switched_off_tells_nothing_late(stage: Stage) -> None:
    mails: list[str] = []
    notices = AlarmNotices(
        lambda _to, subject, _text: mails.append(subject), lambda *_: None, Webhook,
        stage.clock.now,
    )  # fmt: skip
    value = [10.0]
    stage.config.alarm_rules.put(RULE, **BY)
    figures = lambda: [Figure("x", {}, value[0])]  # noqa: E731
    watch = watching(stage, figures, notices)
    for found in (10.0, 9.0, 10.0):
        value[0] = found
        stage.clock.advance(5)
        watch.sweep()
    stage.config.alarm_rules.put(replace(RULE, enabled=False), **BY)
    stage.clock.advance(1000)
    watch.sweep()
    assert len(mails) == 2


def test_every_shipped_rule_has_its_sentence() -> None:
    assert len({sentence(rule) for rule in SHIPPED}) == len(SHIPPED)
    assert sentence(RULE) == "x is 10 or more."


def test_what_stands_over_a_restart_is_no_news(stage: Stage) -> None:
    stage.config.alarm_rules.put(replace(RULE, hold_s=60), **BY)
    runs = Runs(stage)
    runs.look(10)
    before = runs.look(10, 60)
    assert runs.mails == ["[Switchwarden] WARNING: Mine"]
    for _ in range(3):
        runs.begin()
        assert runs.standing() == before, "the board has it before anybody reads it"
        assert runs.look(10, 700) == before
    assert runs.look(9) == []
    assert runs.mails[1:] == ["[Switchwarden] over: Mine"]
    runs.begin()
    assert (runs.standing(), runs.look(9)) == ([], [])
    assert len(runs.mails) == 2


def test_what_ended_during_a_restart_is_over_once(stage: Stage) -> None:
    stage.config.alarm_rules.put(RULE, **BY)
    runs = Runs(stage)
    runs.look(10)
    runs.begin()
    assert runs.look(9) == []
    assert runs.mails == ["[Switchwarden] WARNING: Mine", "[Switchwarden] over: Mine"]


def test_a_quiet_time_goes_on_over_a_restart(stage: Stage) -> None:
    stage.config.alarm_rules.put(RULE, **BY)
    runs = Runs(stage)
    for value in (10, 9, 10):
        runs.look(value)
    assert len(runs.mails) == 2
    runs.begin()
    runs.look(10)
    assert len(runs.mails) == 2
    runs.look(10, 600)
    assert runs.mails[2:] == ["[Switchwarden] WARNING: Mine"]


def test_a_figure_that_is_not_there_yet_ends_nothing(stage: Stage) -> None:
    stage.config.alarm_rules.put(RULE, **BY)
    runs = Runs(stage)
    before = runs.look(10)
    runs.begin()
    assert runs.look(None) == before
    assert runs.look(10) == before
    runs.begin()
    assert runs.look(None, 29) == before
    assert runs.look(None) == []
    assert len(runs.mails) == 2


def test_a_rise_stands_until_its_window_has_passed(stage: Stage) -> None:
    stage.config.alarm_rules.put(replace(RULE, kind="rise", window_s=300), **BY)
    runs = Runs(stage)
    runs.look(0)
    before = runs.look(50)
    runs.begin()
    assert runs.look(0) == runs.look(5, 200) == before
    assert runs.look(5, 200) == []
    assert runs.mails == ["[Switchwarden] WARNING: Mine", "[Switchwarden] over: Mine"]


def test_a_rule_that_asks_something_else_by_now_is_news(stage: Stage) -> None:
    stage.config.alarm_rules.put(RULE, **BY)
    runs = Runs(stage)
    runs.look(10)
    stage.config.alarm_rules.put(replace(RULE, threshold=9), **BY)
    runs.begin()
    assert runs.standing() == []
    runs.look(10)
    assert len(runs.mails) == 2


def test_a_notice_that_nobody_took_is_told_after_a_restart(stage: Stage) -> None:
    stage.config.alarm_rules.put(RULE, **BY)
    runs = Runs(stage)
    runs.fails = True
    runs.look(10)
    runs.fails = False
    runs.begin()
    runs.look(10)
    assert runs.mails == ["[Switchwarden] WARNING: Mine"]
