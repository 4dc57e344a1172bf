from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from client.models.paged_table import PAGE_ROWS
from client.views.pages.cdr import live_table
from client.views.pages.cdr.page import CdrPage
from tests.helpers.cdr_page import opened
from tests.helpers.cdr_stubs import Engine, record
from tests.helpers.page_stage import PageStage

COUNT = 10 * PAGE_ROWS


@pytest.fixture
def page(qtbot: QtBot, stage: PageStage, engine: Engine) -> CdrPage:
    engine.records[:] = [record(number) for number in range(COUNT, 0, -1)]
    widget = opened(qtbot, stage)
    qtbot.waitUntil(lambda: widget.view.verticalScrollBar().maximum() > 0)
    return widget


def top(page: CdrPage) -> int:
    row = page.table.at(0)
    return row.flow_no if row else 0


def arrive(page: CdrPage, engine: Engine, stage: PageStage, number: int) -> None:
    engine.records.insert(0, record(number))
    stage.session.happened.emit("cdr", {})


def test_every_row_of_the_result_can_be_scrolled_to(qtbot: QtBot, page: CdrPage) -> None:
    assert page.table.rowCount() == COUNT
    page.view.scrollToBottom()
    qtbot.waitUntil(lambda: page.table.at(COUNT - 1) is not None)
    assert page.table.at(COUNT - 1) == record(1)
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum() // 2)
    qtbot.waitUntil(lambda: page.table.at(page.view.first_row()) is not None)
    row = page.table.at(page.view.first_row())
    assert row == record(COUNT - page.view.first_row())
    assert page.table_strip.place.text().endswith("of 2,000")


def test_whoever_reads_further_down_is_left_alone_until_the_top(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.view.scrollToBottom()
    value = page.view.verticalScrollBar().value()
    assert page.table_strip.live.words() == "Live at the top"
    arrive(page, engine, stage, COUNT + 1)
    qtbot.waitUntil(lambda: page.table_strip.fresh.words().startswith("1 new record"))
    assert page.view.verticalScrollBar().value() == value
    assert top(page) == COUNT
    page.view.scrollToTop()
    qtbot.waitUntil(lambda: top(page) == COUNT + 1)
    assert page.table_strip.fresh.isHidden()
    assert page.table_strip.live.words() == "Live"


def test_a_paused_table_stands_still_and_the_pill_brings_what_is_new(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.table_strip.live.click()
    arrive(page, engine, stage, COUNT + 1)
    qtbot.waitUntil(lambda: not page.table_strip.fresh.isHidden())
    assert top(page) == COUNT
    page.table_strip.fresh.click()
    qtbot.waitUntil(lambda: top(page) == COUNT + 1)
    assert page.table_strip.live.words() == "Paused"
    arrive(page, engine, stage, COUNT + 2)
    qtbot.waitUntil(lambda: not page.table_strip.fresh.isHidden())
    page.table_strip.live.click()
    qtbot.waitUntil(lambda: top(page) == COUNT + 2)


def test_the_details_stay_with_their_record_while_new_ones_come(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.view.selectRow(2)
    page.body.open_details(page.view.rows()[0])
    arrive(page, engine, stage, COUNT + 1)
    qtbot.waitUntil(lambda: top(page) == COUNT + 1)
    assert page.view.rows() == [record(COUNT - 2)]
    assert page.pane.isVisible()


def test_a_time_is_jumped_to(qtbot: QtBot, page: CdrPage, stage: PageStage) -> None:
    wanted = record(700)
    page.offered()[[a.objectName() for a in page.offered()].index("cdr.jump")].trigger()
    assert not page.jump_panel.isHidden()
    page.jump_panel.chosen.emit(wanted.start + timedelta(milliseconds=999))
    qtbot.waitUntil(lambda: page.view.rows() == [wanted])
    assert page.view.first_row() < COUNT - 700 < page.view.last_row()
    page.jump_panel.chosen.emit(wanted.start - timedelta(days=300))
    assert "oldest" in stage.toasts[-1][0]


def test_the_oldest_record_may_come_first(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.view.order_chosen.emit("start", True)
    assert top(page) == 1
    arrive(page, engine, stage, COUNT + 1)
    qtbot.waitUntil(lambda: not page.table_strip.fresh.isHidden())
    assert top(page) == 1
    page.table_strip.fresh.click()
    assert page.feed.oldest
    qtbot.waitUntil(lambda: page.table.at(COUNT) == record(COUNT + 1))
    assert page.view.last_row() == COUNT
    assert page.table_strip.fresh.isHidden()


def test_another_question_begins_at_its_top(qtbot: QtBot, page: CdrPage) -> None:
    page.view.scrollToBottom()
    page.show_filter(page.feed.filter.only("callers", ("100",)))
    assert page.view.at_top()


def test_a_column_is_sorted_by_and_back_again(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.view.order_chosen.emit("callee", True)
    assert page.view.horizontalHeader().sortIndicatorSection() == page.table.column("callee")
    shown = [page.table.at(row) for row in range(page.table.page_rows)]
    assert shown == sorted(engine.records, key=lambda row: (row.callee, row.flow_no))[: len(shown)]
    page.live.open_jump()
    assert "sort by Start" in stage.toasts[-1][0]
    page.view.order_chosen.emit("start", False)
    assert (page.feed.by, top(page)) == ("", COUNT)


def test_new_records_are_shown_in_the_order_that_was_chosen(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    page.view.order_chosen.emit("flow", False)
    page.view.verticalScrollBar().setValue(0)
    arrive(page, engine, stage, COUNT + 1)
    qtbot.waitUntil(lambda: not page.table_strip.fresh.isHidden())
    assert "in this order" in page.table_strip.fresh.toolTip()
    page.table_strip.fresh.click()
    assert (page.feed.by, page.feed.oldest, top(page)) == ("flow_no", False, COUNT + 1)
    assert page.view.horizontalHeader().sortIndicatorSection() == page.table.column("flow")
    assert page.table_strip.fresh.isHidden()
    assert page.view.at_top()


def test_too_many_records_keep_the_order_they_have(
    page: CdrPage, engine: Engine, stage: PageStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_table, "most_sorted", lambda _key: COUNT - 1)
    page.view.order_chosen.emit("hold", False)
    assert "too many to be sorted" in stage.toasts[-1][0]
    monkeypatch.undo()
    engine.most_sorted = 0  # more have come in than the page knows of
    page.view.order_chosen.emit("hold", False)
    assert stage.toasts[-1][0] == "too many"
    assert page.view.horizontalHeader().sortIndicatorSection() == page.table.column("start")
    assert (page.feed.by, top(page)) == ("", COUNT)


def test_a_table_in_another_order_is_not_called_live_at_its_top(
    qtbot: QtBot, page: CdrPage
) -> None:
    live = page.table_strip.live
    for key in ("fee", "start"):  # by the fee, then the oldest first
        page.live.sort(key, key == "start")
        qtbot.waitUntil(lambda: live.text() == "Not live in this order")
        assert "Sort by Start, newest first" in live.toolTip()
    page.live.sort("start", False)
    qtbot.waitUntil(lambda: live.text() == "Live")
