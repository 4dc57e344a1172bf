from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.api.cdr_values import Cdr
from client.models.cdr_columns import cdr_columns
from client.models.cdr_vocabulary import CdrWords
from client.models.paged_table import PAGE_ROWS, PagedTable
from client.views.pages.cdr.record_view import RecordView
from tests.helpers.cdr_stubs import record
from tests.helpers.page_stage import PageStage

COUNT = 1_000_000


@pytest.fixture
def view(qtbot: QtBot, stage: PageStage, words: CdrWords) -> RecordView:
    made = RecordView(stage.theme, "cdr", stage.settings)
    table: PagedTable[Cdr] = PagedTable(
        cdr_columns(stage.formats, lambda: words), lambda row: row.flow_no, made
    )
    table.begin([record(number) for number in range(PAGE_ROWS)], COUNT)
    made.setModel(table)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.show()
    return made


def table_of(view: RecordView) -> PagedTable[Cdr]:
    table = view.model()
    assert isinstance(table, PagedTable)
    return table


def test_what_is_seen_is_told_when_the_view_stands_still(qtbot: QtBot, view: RecordView) -> None:
    with qtbot.waitSignal(view.seen):
        view.resize(1200, 600)
    bar = view.verticalScrollBar()
    with qtbot.waitSignal(view.seen) as seen:
        for value in range(0, bar.maximum(), bar.maximum() // 50):
            bar.setValue(value)
        bar.setValue(bar.maximum())
    first, last = seen.args
    assert last == COUNT - 1
    assert COUNT - 30 < first < last
    assert not view.at_top()


def test_a_place_is_selected_before_its_row_has_come(qtbot: QtBot, view: RecordView) -> None:
    view.go_to(500_000)
    assert view.first_row() < 500_000 < view.last_row()
    assert view.rows() == []
    assert not view.selected_known()
    with qtbot.waitSignal(view.row_selected) as selected:
        table_of(view).put(2500, [record(number) for number in range(PAGE_ROWS)])
    assert selected.args == [record(0)]
    assert view.selected_known()


def test_the_order_is_asked_for_and_shown_by_whoever_can_make_it(
    qtbot: QtBot, view: RecordView
) -> None:
    header = view.horizontalHeader()
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    for key, first in (("caller", True), ("hold", False), ("start", True)):
        column = table_of(view).column(key)
        with qtbot.waitSignal(view.order_chosen) as chosen:
            header.setSortIndicator(column, Qt.SortOrder.AscendingOrder)
        assert chosen.args == [key, first]
        assert header.sortIndicatorSection() == table_of(view).column("start")
    with qtbot.assertNotEmitted(view.order_chosen):
        header.setSortIndicator(table_of(view).column("pdd"), Qt.SortOrder.AscendingOrder)
    assert header.sortIndicatorSection() == table_of(view).column("start")
    view.show_order(oldest=True, key="hold")
    assert header.sortIndicatorSection() == table_of(view).column("hold")
    assert header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    for key, most in (("start", ""), ("caller", "200,000"), ("hold", "1,000,000")):
        role = Qt.ItemDataRole.ToolTipRole
        column = table_of(view).column(key)
        tip = table_of(view).headerData(column, Qt.Orientation.Horizontal, role)
        assert "Click" in tip
        assert most in tip


def test_everything_may_be_selected_and_what_is_known_is_copied(
    qtbot: QtBot, view: RecordView
) -> None:
    view.selectAll()
    assert len(view.rows()) == PAGE_ROWS
    with qtbot.waitSignal(view.copied) as copied:
        view.copy_rows()
    assert copied.args == [PAGE_ROWS, COUNT]
    assert len(QGuiApplication.clipboard().text().splitlines()) == PAGE_ROWS + 1


def test_a_selection_stays_with_its_record_when_new_ones_come(view: RecordView) -> None:
    view.selectRow(3)
    table_of(view).renew([record(-2), record(-1), *map(record, range(198))], COUNT + 2)
    assert view.rows() == [record(3)]
    table_of(view).begin([record(number) for number in range(5)], 5)
    assert view.rows() == [record(3)]
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(view.model().index(1, 0), flags.Select | flags.Rows)
    assert view.rows() == [record(1), record(3)]


def test_remembered_columns_do_not_turn_the_order(view: RecordView, stage: PageStage) -> None:
    view.resize(1600, 500)
    view._save_columns()
    again = RecordView(stage.theme, "cdr", stage.settings, view.parentWidget())
    again.setModel(view.model())
    assert again.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    again.deleteLater()
