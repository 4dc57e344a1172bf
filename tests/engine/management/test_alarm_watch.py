from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.api.alarm_evaluation import Figure
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


def test_a_rule_stands_on_the_board_and_is_told_within_its_quiet_time_once(stage: Stage) -> None:
    mails: list[str] = []
    value = [0.0]
    notices = AlarmNotices(
        lambda _to, subject, _text: mails.append(subject), lambda *_: None, Webhook,
        stage.clock.now,
    )  # fmt: skip
    rules = stage.config.alarm_rules
    rules.put(RULE, **BY)
    watch = AlarmWatch(
        rules, lambda: [Figure("x", {}, value[0])], stage.alarms, notices, stage.clock
    )

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
    watch = AlarmWatch(rules, figures, stage.alarms, notices, stage.clock)

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
    watch = AlarmWatch(stage.config.alarm_rules, figures, stage.alarms, notices, stage.clock)
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
