"""Alarm rules as an operator sees them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.alarm_rules import AlarmRulePage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_alarms import rule
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("alarm-rules", ("Alarm management",), "Alarm rules", "adjustments", AlarmRulePage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> AlarmRulePage:
    fake.rules |= {
        item["name"]: item for item in (rule(mail=["a@b.org"]), rule("Off", enabled=False))
    }
    made = AlarmRulePage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.view)
    return made


def act(page: AlarmRulePage, row: int, word: str) -> None:
    menu = page.menu(page.table.row(row))
    next(action for action in menu.actions() if action.text() == word).trigger()


def test_rules_are_made_switched_changed_and_removed(
    page: AlarmRulePage, fake: FakeApi, qtbot: QtBot, stage: PageStage
) -> None:
    page.new_rule()
    assert page.editor is not None
    page.editor.name.setText("Disk")
    page.editor.figure.setText("disk_free")
    page.editor.save.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 3)
    act(page, 1, "Enable")
    qtbot.waitUntil(lambda: page.table.row(1).enabled)
    act(page, 2, "Edit…")
    page.editor.threshold.setText("0.5")
    page.editor.save.click()
    qtbot.waitUntil(lambda: page.table.row(2).threshold == 0.5)
    stage.prompts.accept = False
    act(page, 0, "Remove…")
    assert len(fake.rules) == 3
    stage.prompts.accept = True
    for left in (2, 1, 0):
        act(page, 0, "Remove…")
        qtbot.waitUntil(lambda left=left: page.table.rowCount() == left)  # type: ignore[misc]
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))


def test_a_test_shows_what_the_engine_answers(
    page: AlarmRulePage, qtbot: QtBot, stage: PageStage
) -> None:
    assert not page.test_button.isEnabled()
    page.view.selectRow(0)
    page.test_button.click()
    qtbot.waitUntil(lambda: len(stage.prompts.told) == 1)
    title, text = stage.prompts.told[0]
    assert "Journal behind" in title
    assert text.endswith("is 3 now.\na@b.org: sent")
    assert "being tested" in stage.toasts[0][0]


def test_the_webhook_is_set_up(page: AlarmRulePage, fake: FakeApi, qtbot: QtBot) -> None:
    page.open_webhook()
    assert page.hook is not None
    page.hook.url.setText("https://chat.example.org/x")
    page.hook.secret.setText("0123456789abcdef")
    page.hook.save.click()
    qtbot.waitUntil(lambda: page.feed.listing.webhook.has_secret)
    assert fake.webhook["url"] == "https://chat.example.org/x"


def test_an_operator_only_reads(
    page: AlarmRulePage, fake: FakeApi, qtbot: QtBot, stage: PageStage
) -> None:
    stage.session.role = "operator"
    made = AlarmRulePage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.new_rule()
    assert made.editor is None
    assert not any(each.isEnabled() for each in (made.new, made.test_button, made.hook_button))
    lines = [each for each in made.menu(page.table.row(0)).actions() if not each.isSeparator()]
    assert lines
    assert not any(action.isEnabled() for action in lines)


def test_a_refusal_is_told_and_a_list_that_cannot_be_read_is_marked(
    page: AlarmRulePage, fake: FakeApi, qtbot: QtBot, stage: PageStage
) -> None:
    fake.answers["PUT /alarms/rules/Off"] = problem(409, "there are 100 rules")
    act(page, 1, "Enable")
    qtbot.waitUntil(lambda: len(stage.prompts.errors) == 1)
    fake.answers["GET /alarms/rules"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    page.focus_search()
    assert page.help_text()
