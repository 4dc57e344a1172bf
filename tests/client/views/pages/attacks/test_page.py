"""The reading of attacks as an operator sees it. # req 54, 61, 112-115"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter, Range
from client.views.pages.attacks import AttackPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import attack
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("attacks", ("Data query",), "Attack reading", "alert-triangle", AttackPage)


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> AttackPage:
    made = AttackPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 820)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.view.isVisible())
    return made


@pytest.fixture
def menu(page: AttackPage) -> Iterator[QMenu]:
    page._menu(QPoint(0, 0), [page.table.row(0)])
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    yield opened
    opened.close()


def sources(page: AttackPage) -> list[str]:
    model = page.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_sources_are_listed_and_explained_when_selected(page: AttackPage, qtbot: QtBot) -> None:
    assert sources(page) == ["193.0.6.139", "10.0.0.24", "203.0.113.9"]
    assert page.figures.cards["sources"].value() == "3"
    assert page.pane.isHidden()
    page.view.selectRow(1)
    assert page.pane.isVisible()
    qtbot.waitUntil(lambda: page.pane.accessibleName() == "10.0.0.24")
    assert page.help_text()


def test_the_pane_follows_the_selection_through_a_refresh(
    page: AttackPage, fake: FakeApi, qtbot: QtBot
) -> None:
    page.view.selectRow(0)
    grown = attack.source("193.0.6.139", attempts=9999, records=9999, examined=9999)
    fake.answers["GET /cdrs/attacks"] = (200, attack.reading([grown]))
    page.refresh()
    qtbot.waitUntil(lambda: sources(page) == ["193.0.6.139"])
    assert page.pane.isVisible()
    qtbot.waitUntil(lambda: page.table.row(0).attempts == 9999)


def test_records_of_the_source_are_one_click_away(page: AttackPage, stage: PageStage) -> None:
    page.view.selectRow(0)
    page.pane.records.click()
    key, filters = stage.opened[-1]
    wanted = filters["filter"]
    assert key == "cdr"
    assert isinstance(wanted, CdrFilter)
    assert (wanted.caller_ips, wanted.billing_modes, wanted.range) == (
        ("193.0.6.139",), (9,), Range.WEEK,
    )  # fmt: skip
    page.view.activated_row.emit(page.table.row(2))
    assert len(stage.opened) == 2
    page.view.clearSelection()
    page.show_records()
    assert len(stage.opened) == 2


def test_another_time_and_networks_are_asked_for_and_remembered(
    page: AttackPage, fake: FakeApi, stage: PageStage, qtbot: QtBot
) -> None:
    page.question.by.chosen.emit("network")
    qtbot.waitUntil(lambda: fake.requests[-1].query.get("by") == ["network"])
    page.question.range_menu().actions()[0].trigger()
    assert page.feed.question.filter.range is Range.LAST_HOUR
    again = AttackPage(SPEC, stage.context())
    qtbot.addWidget(again)
    assert again.feed.question == page.feed.question
    assert again.question.by.value() == "network"


def test_a_range_of_ones_own(page: AttackPage, qtbot: QtBot) -> None:
    offered = {action.objectName(): action for action in page.offered()}
    offered["attacks.range"].trigger()
    assert page.question.panel.isVisible()
    page.question.panel.apply.click()
    assert page.feed.question.filter.range is Range.CUSTOM


def test_what_is_typed_narrows_the_table(page: AttackPage, qtbot: QtBot) -> None:
    page.focus_search()
    qtbot.keyClicks(page.filters.search, "netherlands")
    qtbot.waitUntil(lambda: sources(page) == ["193.0.6.139"])


def test_columns_sort(page: AttackPage) -> None:
    page.view.sortByColumn(page.table.column("source"), Qt.SortOrder.AscendingOrder)
    assert sources(page)[0] == "10.0.0.24"


def test_the_menu_copies_and_leads_to_the_records(
    page: AttackPage, menu: QMenu, stage: PageStage
) -> None:
    lines = {action.text(): action for action in menu.actions()}
    lines["Copy 193.0.6.139"].trigger()
    assert QGuiApplication.clipboard().text() == "193.0.6.139"
    lines["Show the records"].trigger()
    assert stage.opened[-1][0] == "cdr"


def test_a_source_is_blocked_from_the_menu_and_from_the_pane(page: AttackPage) -> None:
    page._menu(QPoint(0, 0), [page.table.row(0)])
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    (entry,) = [each for each in opened.actions() if "Block" in each.text()]
    entry.trigger()
    assert page.dialog.value.text() == "193.0.6.139"
    page.dialog.close()
    page.view.selectRow(1)
    page.pane.block.click()
    assert page.dialog.value.text() == "10.0.0.24"
    assert page.dialog.reason.text()
    page.dialog.close()


def test_the_menu_of_nothing_does_not_open(page: AttackPage) -> None:
    page._menu(QPoint(0, 0), [])
    assert QApplication.activePopupWidget() is None


def test_reports_are_offered_for_all_and_for_the_selected_source(page: AttackPage) -> None:
    page.view.selectRow(0)
    page.report_button.click()
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert any("193.0.6.139" in action.text() for action in opened.actions())
    opened.close()


def test_no_attack_is_said_with_a_way_on(page: AttackPage, fake: FakeApi, qtbot: QtBot) -> None:
    fake.answers["GET /cdrs/attacks"] = (200, attack.reading([]))
    page.refresh()
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))
    assert page.pane.isHidden()


def test_more_sources_than_are_listed_are_said(
    page: AttackPage, fake: FakeApi, qtbot: QtBot
) -> None:
    note = page.filters.findChildren(QLabel)[-1]
    assert note.text() == ""
    fake.answers["GET /cdrs/attacks"] = (200, attack.reading(total=1200))
    page.refresh()
    qtbot.waitUntil(lambda: "of 1,200 sources" in note.text())


def test_a_reading_that_fails_is_marked_as_old(
    page: AttackPage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /cdrs/attacks"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    assert page.table.rowCount() == 3


def test_days_that_could_not_be_read_are_named(
    page: AttackPage, fake: FakeApi, qtbot: QtBot
) -> None:
    assert page.missing.isHidden()
    lost = {"first_day": "2026-10-01", "last_day": "2026-10-31", "records": 9, "file": "a.parquet",
            "reason": "gone"}  # fmt: skip
    fake.answers["GET /cdrs/attacks"] = (200, attack.reading(items=[], missing=[lost]))
    page.refresh()
    qtbot.waitUntil(page.missing.isVisible)
    assert "2026-10-01 to 2026-10-31" in page.missing.text()
    fake.answers.pop("GET /cdrs/attacks")
    page.refresh()
    qtbot.waitUntil(page.missing.isHidden)
