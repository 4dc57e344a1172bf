"""The page of passwords."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from client.models.passwords import Finding
from client.views.pages.passwords import PasswordPage
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("passwords", ("Security",), "Passwords", "key", PasswordPage)


@pytest.fixture
def page(stage: PageStage, qtbot: QtBot) -> PasswordPage:
    made = PasswordPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.table.rowCount() == 2)
    return made


def names(page: PasswordPage) -> list[str]:
    return [row.name for row in page.table.rows()]


def test_weak_ones_are_shown_first_with_the_counts_of_all(page: PasswordPage) -> None:  # req 142
    assert names(page) == ["1002", "1004"]
    counts = [chip.text() for chip in page.chips.values()]
    assert counts == ["Weak  2", "Never judged  1", "Never changed  3", "All  5"]
    assert page.help_text()


def test_a_finding_and_a_text_narrow_it(page: PasswordPage, qtbot: QtBot) -> None:
    page.chips[None].click()
    qtbot.waitUntil(lambda: len(names(page)) == 5)
    page.filters.search.setText("1003")
    page.filters.search.searched.emit("1003")
    qtbot.waitUntil(lambda: names(page) == ["1003"])
    page.filters.search.setText("9")
    page.filters.search.searched.emit("9")
    qtbot.waitUntil(lambda: not names(page))
    assert page.content.state_widget() is not page.view


def test_an_endpoint_is_opened(page: PasswordPage, stage: PageStage) -> None:
    assert not page.open_button.isEnabled()
    page.view.selectRow(0)
    page.open_button.click()
    assert stage.opened == [("endpoints", {"text": "1002"})]
    menu = page.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open endpoint 1002", "Copy the name"]


def test_an_operator_is_opened_where_he_gets_a_new_one(
    page: PasswordPage, stage: PageStage, qtbot: QtBot
) -> None:
    page.show_with({"kind": "operator"})
    qtbot.waitUntil(lambda: names(page) == ["admin"])
    page.view.selectRow(0)
    page.open_button.click()
    assert stage.opened == [("operators", {"text": "admin"})]
    page.show_with({"finding": "weak"})
    qtbot.waitUntil(lambda: not names(page))
    assert page.finding is Finding.WEAK


def test_operators_are_left_out_for_others_than_admins(
    page: PasswordPage, stage: PageStage
) -> None:
    assert page.tabs.isTabVisible(1)
    stage.session.role = "operator"
    page._show_role()
    assert not page.tabs.isTabVisible(1)


def test_what_went_wrong_is_said(page: PasswordPage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /passwords"] = problem(403, "This needs the role operator")
    page.refresh()
    qtbot.waitUntil(lambda: page.content.state_widget() is not page.view)
    assert page.content.state_widget() is not None
