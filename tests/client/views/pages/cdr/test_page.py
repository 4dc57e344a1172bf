from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from client.api.cdr_values import MissingDays
from client.models.cdr_filter import CdrFilter, Range
from client.views.pages.cdr.chart import LEAST, ROOMY
from client.views.pages.cdr.page import CdrPage
from client.views.widgets.menu import Menu
from tests.helpers.cdr_page import SPEC, shown
from tests.helpers.cdr_stubs import NOW, Engine, record
from tests.helpers.page_stage import PageStage


def test_records_totals_and_chart_are_of_one_filter(page: CdrPage, engine: Engine) -> None:
    assert shown(page) == list(range(12, 0, -1))
    assert page.figures.cards["records"].value() == "12"
    assert page.chart.plot.bars() >= 1
    assert page.export_button.text().startswith("Export 12 record")
    assert len({query.start for query in engine.queries}) == 1


def test_a_filter_is_applied_and_remembered(qtbot: QtBot, page: CdrPage, stage: PageStage) -> None:
    page.filter_bar.entry.setText("203.0.113.7")
    page.filter_bar.add_typed()
    assert page.feed.filter.ips == ("203.0.113.7",)
    again = CdrPage(SPEC, stage.context())
    qtbot.addWidget(again)
    assert again.feed.filter == page.feed.filter
    assert set(again.filter_bar.chips()) == {"ips"}


def test_the_chart_gives_way_in_a_small_window_with_many_filters(
    qtbot: QtBot, page: CdrPage
) -> None:
    plot = page.chart.plot
    page.resize(760, 900)
    qtbot.waitUntil(lambda: plot.minimumHeight() == ROOMY)
    page.resize(760, 560)
    wanted = CdrFilter(callers=("1",), accounts=("2",), gateways=("3",), billing_modes=(0, 9))
    page.show_filter(wanted.between(NOW - timedelta(days=1), NOW))
    qtbot.waitUntil(lambda: plot.minimumHeight() == LEAST)
    assert plot.height() >= LEAST
    assert page.chart.height() >= page.chart.minimumSizeHint().height()
    page.resize(760, 900)
    qtbot.waitUntil(lambda: plot.minimumHeight() == ROOMY)


def test_records_can_be_read_in_the_smallest_window(
    qtbot: QtBot, page: CdrPage, stage: PageStage
) -> None:
    page.resize(1024, 562)
    qtbot.waitUntil(lambda: page.chart.plot.minimumHeight() == LEAST)
    qtbot.waitUntil(lambda: page.view.last_row() >= 3)
    assert page.chart.isVisible()
    page.chart_chip.click()
    assert page.chart.isHidden()
    qtbot.waitUntil(lambda: page.view.last_row() >= 7)
    again = CdrPage(SPEC, stage.context())
    qtbot.addWidget(again)
    assert again.chart.isHidden(), "as it was left"
    next(action for action in again.offered() if action.objectName() == "cdr.chart").trigger()
    assert not again.chart.isHidden()
    page.body.open_details(page.table.rows()[0])
    qtbot.waitUntil(lambda: "hold" in page.view.aside())
    assert page.view.horizontalScrollBar().maximum() == 0


def test_a_drag_over_the_chart_sets_the_range(page: CdrPage, engine: Engine) -> None:
    page.chart.range_chosen.emit(NOW - timedelta(hours=1), NOW)
    assert page.feed.filter.range is Range.CUSTOM
    assert (engine.queries[-1].start, engine.queries[-1].end) == (NOW - timedelta(hours=1), NOW)


def test_a_bar_of_the_chart_narrows_down_to_its_records(page: CdrPage) -> None:
    first = page.chart.stack.times[0] if page.chart.stack else 0.0
    moment = NOW - timedelta(hours=1) + timedelta(seconds=5)
    page.chart.plot.choose(moment.timestamp(), 0.5)
    wanted = page.feed.filter
    assert wanted.billing_modes == (9,)
    assert wanted.start is not None
    assert wanted.end is not None
    assert wanted.start <= moment < wanted.end
    assert wanted.start.timestamp() > first


def test_zooming_out_shows_twice_the_time(page: CdrPage) -> None:
    page.chart.range_chosen.emit(NOW - timedelta(hours=1), NOW)
    page.chart.wider.click()
    wanted = page.feed.filter
    assert (wanted.start, wanted.end) == (
        NOW - timedelta(minutes=90), NOW + timedelta(minutes=30),
    )  # fmt: skip


def test_a_range_of_ones_own_begins_from_the_one_shown(page: CdrPage) -> None:
    page.filter_bar.custom_wanted.emit()
    assert not page.range_panel.isHidden()
    page.range_panel.apply.click()
    assert page.feed.filter.range is Range.CUSTOM


def test_a_whole_filter_is_taken_over_with_its_time(page: CdrPage) -> None:
    wanted = CdrFilter(range=Range.WEEK, billing_modes=(9,), caller_ips=("192.0.2.0/24",))
    page.show_with({"filter": wanted})
    assert page.feed.filter == page.filter_bar.filter() == wanted


def test_another_page_can_ask_for_a_source(page: CdrPage) -> None:
    page.show_with({"ips": "203.0.113.7", "nonsense": 1})
    assert page.feed.filter == CdrFilter(ips=("203.0.113.7",))


def test_details_show_the_record_in_front(qtbot: QtBot, page: CdrPage) -> None:
    assert page.pane.isHidden()
    page.view.select_key(5)
    page.view.activated_row.emit(page.table.find(5))
    assert not page.pane.isHidden()
    page.view.select_key(6)

    def texts() -> set[str]:
        labels = page.pane.findChildren(QLabel)
        return {label.text() for label in labels if label.isVisible()}

    qtbot.waitUntil(lambda: "6" in texts() and "5" not in texts())


def test_details_do_not_stay_beside_a_result_without_their_record(page: CdrPage) -> None:
    page.view.selectRow(2)
    page.body.open_details(page.table.at(2))
    page.show_filter(CdrFilter(callers=("100",)))
    seen = [page.body.pane_shown]
    page.show_filter(CdrFilter().between(NOW + timedelta(hours=1), NOW + timedelta(hours=2)))
    assert [*seen, page.body.pane_shown] == [True, False]


def test_rows_are_copied_as_they_are_shown(page: CdrPage) -> None:
    page.view.select_key(5)
    page.view.copy_rows()
    head, row = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[:3] == ["Start", "Billing mode", "Caller"]
    assert row.split("\t")[1:4] == ["9 Illegal call", "100", "0044"]


def test_the_menu_of_a_row_narrows_and_copies(page: CdrPage, stage: PageStage) -> None:
    page.view.select_key(5)
    page.view.menu_wanted.emit(QPoint(10, 10), page.view.rows())
    menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "Only this address: 192.0.2.1"
    next(action for action in menu.actions() if "extension" in action.text()).trigger()
    assert stage.opened == [("endpoints", {"text": "100"})]
    assert "Show details" in texts
    next(action for action in menu.actions() if action.text() == "Show details").trigger()
    assert not page.pane.isHidden()
    next(action for action in menu.actions() if action.text() == "Show call trace").trigger()
    assert stage.opened[-1] == ("call-trace", {"call": page.view.rows()[0].id})
    menu.close()


def test_an_export_is_of_the_shown_columns_and_the_whole_filter(
    qtbot: QtBot, page: CdrPage, stage: PageStage, engine: Engine, tmp_path: Path
) -> None:
    stage.prompts.path = tmp_path / "out.csv"
    page.view.horizontalHeader().moveSection(2, 0)
    page.export_button.click()
    assert page.exporting.dialog is not None
    page.exporting.dialog.accept_button.click()
    query, columns, zone, kind = engine.exported
    assert query == page.feed.query
    assert columns[:2] == ("caller", "start")
    assert "call_id" not in columns
    assert (zone, kind) == ("UTC", "csv")
    assert stage.prompts.path.exists()
    assert stage.toasts[-1][1] == "ok"
    assert page.strip.isHidden()


def test_an_auditor_is_told_why_there_is_no_export(qtbot: QtBot, stage: PageStage) -> None:
    stage.session.rights = {"read"}
    page = CdrPage(SPEC, stage.context())
    qtbot.addWidget(page)
    page.refresh()
    assert not page.export_button.isEnabled()
    assert "role" in page.export_button.toolTip()


def test_new_records_go_on_top_while_the_top_is_seen(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    engine.records.insert(0, record(13))
    stage.session.happened.emit("cdr", {"items": [{"rows": 1}]})
    qtbot.waitUntil(lambda: shown(page)[0] == 13)


def test_new_records_wait_while_one_reads_further_down(
    qtbot: QtBot, page: CdrPage, engine: Engine, stage: PageStage
) -> None:
    engine.records[:] = [record(number) for number in range(80, 0, -1)]
    page.refresh()
    qtbot.waitUntil(lambda: page.view.verticalScrollBar().maximum() > 0)
    page.view.scrollToBottom()
    engine.records.insert(0, record(81))
    stage.session.happened.emit("cdr", {})
    qtbot.waitUntil(lambda: not page.table_strip.fresh.isHidden())
    assert shown(page)[0] == 80
    page.table_strip.fresh.click()
    assert shown(page)[0] == 81
    assert page.view.verticalScrollBar().value() == 0


def test_every_action_of_the_page_is_offered_once(page: CdrPage) -> None:
    keys = [action.objectName() for action in page.offered()]
    assert len(keys) == len(set(keys)) >= 4
    for action in page.offered():
        assert action.text()
    page.offered()[keys.index("cdr.clear")].trigger()
    assert page.feed.filter.active() == []


def test_tab_goes_as_one_reads(page: CdrPage) -> None:
    page.show_filter(CdrFilter(callers=("100",), billing_modes=(9,)))
    page.body.open_details(page.table.at(0))
    stops: list[str] = []
    place: QWidget | None = page.columns_button
    while place is not None and len(stops) < 30:
        if place.isVisible() and place.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(place.accessibleName() or getattr(place, "text", str)())
        place = place.nextInFocusChain()
        if place is page.columns_button:
            break
    assert stops == [
        "Columns", "Test call", page.export_button.text(),
        "Views", "Today · UTC", "Billing mode: 9 Illegal call", "Add filter",
        "Number, address, hold>30, -9, account:1001…", "Remove filter: Caller 100", "Clear all",
        "9 Illegal call", "Zoom out", "Back", "Records over time",
        "Live", "Chart", "Jump to time…", "Call records", "Show call trace", "Close the details",
    ]  # fmt: skip


def test_the_records_of_the_filter_are_held_on_another_page(
    page: CdrPage, stage: PageStage
) -> None:
    next(action for action in page.offered() if action.objectName() == "cdr.hold").trigger()
    assert stage.opened == [("retention", {"hold": "page"})]


def test_ctrl_f_goes_to_the_field_of_the_filters(qtbot: QtBot, page: CdrPage) -> None:
    page.activateWindow()
    page.focus_search()
    qtbot.waitUntil(page.filter_bar.entry.hasFocus)
    assert "Billing mode 9" in page.help_text()


def test_a_new_record_that_another_page_asks_for_is_selected_and_opened(
    page: CdrPage,
) -> None:  # req 27
    page.show_with({"call_ids": ("call-7",), "selected": 7})
    assert page.feed.filter.range is Range.LAST_HOUR
    assert page.feed.filter.call_ids == ("call-7",)
    assert [row.flow_no for row in page.view.rows()] == [7]
    assert page.pane.isVisible()
    page.pane.hide()
    page.refresh()
    assert not page.pane.isVisible(), "it is opened once"


def test_a_test_call_begins_here(page: CdrPage) -> None:
    page.test_button.click()
    assert page.trial.isVisible()
    assert "cdr.test-call" in [action.objectName() for action in page.offered()]
    page.trial.reject()


def test_missing_days_are_named_and_the_rest_goes_on(page: CdrPage, engine: Engine) -> None:
    assert page.missing.isHidden()
    engine.missing = (MissingDays("2026-11-01", "2026-11-02", 7, "cdr-2026-11.parquet"),)
    page.refresh()
    assert not page.missing.isHidden()
    assert "cdr-2026-11.parquet" in page.missing.text()
    assert shown(page) == list(range(12, 0, -1))
    engine.missing = ()
    page.refresh()
    assert page.missing.isHidden()
