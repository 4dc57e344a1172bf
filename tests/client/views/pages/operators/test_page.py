"""Operators as an administrator sees them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.views.pages.operators import OperatorPage
from client.views.pages.operators.form import OperatorForm
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import PASSWORD, FakeApi, problem
from tests.helpers.fake_operators import staff
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("operators", ("System settings",), "Operators", "users", OperatorPage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> OperatorPage:
    fake.staff |= staff()
    made = OperatorPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.rowCount() == 3)
    return made


def choose(page: OperatorPage, name: str) -> OperatorForm:
    page.view.select_key(name)
    row = page.pane.row
    assert row is not None
    assert row.name == name
    assert page.pane.form is not None
    return page.pane.form


def test_an_operator_is_added(page: OperatorPage, stage: PageStage, qtbot: QtBot) -> None:
    page.new.click()
    form = page.pane.form
    assert form is not None
    form.name.setText("bob")
    form.password.edit.setText(PASSWORD)
    assert page.unsaved() == 1
    form.button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 4)
    assert stage.toasts == [("bob may sign in now.", "ok")]
    assert page.unsaved() == 0
    assert page.help_text()


def test_role_sign_in_and_removal_are_asked_with_a_reason(
    page: OperatorPage, stage: PageStage, fake: FakeApi, qtbot: QtBot
) -> None:
    stage.prompts.reason = "left"
    form = choose(page, "maria")
    form.role.set_value("auditor")
    form.role_button.click()
    qtbot.waitUntil(lambda: fake.staff["operators"][2]["role"] == "auditor")
    qtbot.waitUntil(lambda: not page.feed._session.busy("operators.change"))
    page.pane.enable_wanted.emit(False)
    qtbot.waitUntil(lambda: not fake.staff["operators"][2]["enabled"])
    qtbot.waitUntil(lambda: not page.feed._session.busy("operators.change"))
    page.pane.sign_out_wanted.emit(page.feed.listing.sessions[0])
    qtbot.waitUntil(lambda: len(fake.staff["sessions"]) == 1)
    qtbot.waitUntil(lambda: not page.feed._session.busy("operators.change"))
    page.pane.remove_wanted.emit()
    qtbot.waitUntil(lambda: page.table.rowCount() == 2)
    assert all(question.ask_reason for question in stage.prompts.questions)
    assert len(stage.prompts.questions) == 4


def test_a_password_that_is_refused_is_said_in_the_form(
    page: OperatorPage, fake: FakeApi, qtbot: QtBot
) -> None:
    form = choose(page, "maria")
    fake.answers["PATCH /operators/maria"] = problem(409, "not now")
    form.password.edit.setText(PASSWORD)
    form.button.click()
    qtbot.waitUntil(lambda: not form.problem.isHidden())


def test_one_is_found_and_a_failure_is_said(
    page: OperatorPage, fake: FakeApi, qtbot: QtBot
) -> None:
    page.show_with({"text": "maria"})
    assert page.order.rowCount() == 1
    fake.answers["GET /operators"] = problem(503, "not now")
    page._look()
    qtbot.waitUntil(page.content.is_stale)
