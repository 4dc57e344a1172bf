from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from client.models.cdr_filter import CdrFilter
from client.views.pages.recent_cdr import RecentCdrPage
from client.views.widgets.empty_state import EmptyState
from client.views.widgets.menu import Menu
from client.views.widgets.page import PageSpec
from tests.helpers.fake_api import FakeApi, problem
from tests.helpers.fake_data import cdr
from tests.helpers.page_stage import PageStage

SPEC = PageSpec("recent-cdr", ("Data query",), "Recent CDR", "history", RecentCdrPage)
COUNT = 80


@pytest.fixture
def page(stage: PageStage, fake: FakeApi, qtbot: QtBot) -> RecentCdrPage:
    fake.cdrs = cdr.samples(COUNT)
    made = RecentCdrPage(SPEC, stage.context())
    qtbot.addWidget(made)
    made.resize(1178, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.content.state_widget() is made.body)
    return made


def arrive(fake: FakeApi) -> int:
    fresh = {**fake.cdrs[0], "id": "new", "flow_no": fake.cdrs[0]["flow_no"] + 1}
    fake.cdrs.insert(0, fresh)
    fake.push("cdr", {"rows": 1})
    return int(fresh["flow_no"])


def test_the_last_records_are_listed_newest_first(page: RecentCdrPage) -> None:
    starts = [row.start for row in page.table.rows()]
    assert len(starts) == COUNT
    assert starts == sorted(starts, reverse=True)
    assert not page.view.horizontalHeader().isSortIndicatorShown()
    assert page.strip.jump.isHidden()
    assert page.help_text()


def test_new_ones_come_by_themselves_at_the_top_only(
    page: RecentCdrPage, fake: FakeApi, qtbot: QtBot
) -> None:
    flow = arrive(fake)
    qtbot.waitUntil(lambda: page.table.row(0).flow_no == flow)
    page.view.scrollToBottom()
    assert page.strip.live.words() == "Live at the top"
    later = arrive(fake)
    qtbot.waitUntil(lambda: not page.strip.fresh.isHidden())
    assert page.table.row(0).flow_no == flow
    page.strip.fresh.click()
    assert page.table.row(0).flow_no == later
    assert page.view.at_top()
    page.strip.live.click()
    assert page.strip.live.words() == "Paused"
    assert not page.feed.following


def test_the_field_at_the_top_filters_what_is_here(page: RecentCdrPage) -> None:
    wanted = page.table.row(3)
    page.focus_search()
    page.filters.search.setText(wanted.callee)
    assert all(row.callee == wanted.callee for row in page.table.rows())
    assert page.table.rowCount() >= 1
    page.filters.search.setText("nobody has this")
    state = page.content.state_widget()
    assert isinstance(state, EmptyState)
    page.filters.search.clear()
    assert page.table.rowCount() == COUNT


def test_a_row_leads_to_the_page_that_filters(page: RecentCdrPage, stage: PageStage) -> None:
    page.view.selectRow(0)
    page.view.menu_wanted.emit(QPoint(5, 5), page.view.rows())
    menu = next(menu for menu in page.body.findChildren(Menu) if menu.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    record = page.table.row(0)
    ((key, filters),) = stage.opened
    wanted = filters["filter"]
    assert isinstance(wanted, CdrFilter)
    assert (key, wanted.caller_ips) == ("cdr", (record.caller_ip,))
    start, end = wanted.moments(datetime.now(UTC), stage.formats.zone)
    assert start <= record.start < end, "whatever time that page showed last"
    page.all_button.click()
    assert stage.opened[-1] == ("cdr", {})


def test_an_error_and_an_empty_switch_say_so(
    page: RecentCdrPage, fake: FakeApi, qtbot: QtBot
) -> None:
    fake.answers["GET /cdrs"] = problem(503, "not now")
    page.refresh()
    qtbot.waitUntil(page.content.is_stale)
    fake.answers.pop("GET /cdrs")
    fake.cdrs = []
    page.refresh()
    qtbot.waitUntil(lambda: isinstance(page.content.state_widget(), EmptyState))


def test_records_that_cannot_be_renewed_are_not_called_live(
    page: RecentCdrPage, fake: FakeApi, stage: PageStage, qtbot: QtBot
) -> None:
    fake.answers["GET /cdrs"] = problem(503, "not now")
    stage.session.happened.emit("cdr", [])
    qtbot.waitUntil(page.content.is_stale)
    fake.answers.pop("GET /cdrs")
    stage.session.happened.emit("cdr", [])
    qtbot.waitUntil(lambda: not page.content.is_stale())


def test_columns_are_chosen_here_too(page: RecentCdrPage) -> None:
    page.offered()[0].trigger()
    menu = next(menu for menu in page.view.findChildren(Menu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == "Call-ID")
    action.trigger()
    assert "call_id" in page.view.shown_columns()
    menu.close()


def test_missing_days_are_named(page: RecentCdrPage, fake: FakeApi, qtbot: QtBot) -> None:
    assert page.missing.isHidden()
    days = {"first_day": "2026-11-01", "last_day": "2026-11-02", "records": 7}
    fake.missing = [days | {"file": "a.parquet", "reason": "changed"}]
    page.refresh()
    qtbot.waitUntil(lambda: not page.missing.isHidden())
    assert "a.parquet" in page.missing.text()
