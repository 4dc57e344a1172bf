"""Scheduled reports as an operator sees them. # req 55"""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.schedules import SchedulePage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_schedules import schedule
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("schedules", ("Data query",), "Scheduled reports", "calendar", SchedulePage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> SchedulePage:
    fake.schedules |= {item["id"]: item for item in (schedule(1), schedule(2, enabled=False))}
    made = SchedulePage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.view)
    return made


def act(page: SchedulePage, row: int, word: str) -> None:
    menu = page.menu(page.table.row(row))
    next(action for action in menu.actions() if action.text() == word).trigger()


def test_schedules_are_made_run_switched_and_deleted(
    page: SchedulePage, fake: FakeApi, qtbot: QtBot
) -> None:
    assert page.table.rowCount() == 2
    page.new_schedule()
    assert page.editor is not None
    page.editor.name.setText("Weekly")
    page.editor.save.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 3)
    act(page, 0, "Run now")
    qtbot.waitUntil(lambda: page.table.row(0).running)
    act(page, 1, "Enable")
    qtbot.waitUntil(lambda: page.table.row(1).enabled)
    for left in (2, 1, 0):
        act(page, 0, "Delete…")
        qtbot.waitUntil(lambda left=left: page.table.rowCount() == left)  # type: ignore[misc]
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))


def test_a_name_that_is_taken_is_told_in_the_editor(page: SchedulePage, qtbot: QtBot) -> None:
    page.new_schedule()
    editor = page.editor
    assert editor is not None
    editor.name.setText("Daily evidence 1")
    editor.save.click()
    qtbot.waitUntil(lambda: "of that name" in editor.notice.text())
    assert editor.isVisible()
    editor.reject()


def test_mail_is_set_up_and_tested(page: SchedulePage, fake: FakeApi, qtbot: QtBot) -> None:
    page.open_mail()
    qtbot.waitUntil(lambda: page.mail is not None)
    dialog = page.mail
    assert dialog is not None
    dialog.host.setText("mail.example.org")
    dialog.save.click()
    qtbot.waitUntil(lambda: page.feed.listing.mail_ready)
    dialog.to.setText("a@example.org")
    dialog.test.click()
    qtbot.waitUntil(lambda: "took the mail" in dialog.notice.text())
    dialog.reject()


def test_a_list_that_cannot_be_read_is_marked(
    page: SchedulePage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /schedules"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    page.focus_search()
    assert page.help_text()
