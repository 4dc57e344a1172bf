from collections.abc import Iterator
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
    stage.clock.advance(600)
    assert at(10) == ["rule:Mine"]
    rules.remove("Mine", **BY)
    assert at(10) == []
    assert len(mails) == 3


def test_every_shipped_rule_has_its_sentence() -> None:
    assert len({sentence(rule) for rule in SHIPPED}) == len(SHIPPED)
    assert sentence(RULE) == "x is 10 or more."
