"""The checklist, asked for and put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.models.checklist import ChecklistFeed, fix_text, state_pill, summary, worst_tone
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_security import checklist, point
from tests.helpers.page_stage import PageStage


@pytest.fixture
def feed(stage: PageStage, qtbot: QtBot) -> ChecklistFeed:
    made = ChecklistFeed(stage.session)
    with qtbot.waitSignal(made.loaded):
        made.load()
    return made


def test_the_points_are_told_in_a_sentence(feed: ChecklistFeed, fake: FakeApi) -> None:
    assert feed.checklist is not None
    assert len(feed.checklist.items) == 9
    assert summary(feed.checklist) == ("In order: 3 of 9. Could be better: 4. Wrong: 2.")
    assert worst_tone(feed.checklist) == "bad"
    assert fix_text(feed.checklist.items[0].fixes[0]) == "SS_ENDPOINTREGISTERSUSPEND: 0 → 1"


def test_a_good_set_up_is_praised(feed: ChecklistFeed, fake: FakeApi, qtbot: QtBot) -> None:
    items = [point(each["key"]) for each in checklist()["items"]]
    fake.answers["GET /checklist"] = 200, {**checklist(), "state": "ok", "items": items}
    with qtbot.waitSignal(feed.loaded):
        feed.load()
    assert feed.checklist is not None
    assert summary(feed.checklist) == "All 9 points are in order."


@pytest.mark.parametrize(
    ("state", "word", "tone"),
    [("ok", "In order", "ok"), ("warning", "Warning", "warning"), ("wrong", "Wrong", "bad")],
)
def test_a_state_is_an_icon_a_word_and_a_tone(state: str, word: str, tone: str) -> None:
    pill = state_pill(state)
    assert (pill.word, pill.tone, bool(pill.icon)) == (word, tone, True)


def test_a_fix_changes_its_parameters_with_a_reason(
    feed: ChecklistFeed, fake: FakeApi, qtbot: QtBot
) -> None:  # req 144
    assert feed.checklist is not None
    with qtbot.waitSignal(feed.fixed):
        feed.fix(feed.checklist.items[0], "asked for")
    sent = [each for each in fake.requests if each.method == "PUT"]
    assert [(each.path, each.body) for each in sent] == [
        ("/parameters/SS_ENDPOINTREGISTERSUSPEND", {"value": 1, "reason": "asked for"})
    ]


def test_a_change_by_somebody_else_asks_again(
    feed: ChecklistFeed, stage: PageStage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.loaded):
        stage.session.happened.emit("parameter", [])
    assert feed.checklist is not None


def test_a_report_is_written(
    feed: ChecklistFeed, fake: FakeApi, qtbot: QtBot, tmp_path: Path
) -> None:  # req 143
    with qtbot.waitSignal(feed.saved):
        feed.save_report(tmp_path / "s.json", "yearly")
    assert (tmp_path / "s.json").read_bytes() == b'{"points": []}'
    fake.answers["POST /reports/security"] = problem(403, "no")
    with qtbot.waitSignal(feed.refused):
        feed.save_report(tmp_path / "s.pdf")
    with qtbot.waitSignal(feed.refused):
        del fake.answers["POST /reports/security"]
        feed.save_report(tmp_path / "none" / "s.pdf")
