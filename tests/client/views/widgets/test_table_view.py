"""The table view: selection, copying, remembered columns, menus by mouse and keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from client.models.columns import Column
from client.models.filter_proxy import FilterProxy
from client.models.table import TableModel
from client.settings import COMPACT, Settings
from client.theme import Theme
from client.views.widgets.table_view import COMPACT_ROW, ROW, TableView

Row = tuple[str, str]
COLUMNS = (
    Column[Row]("extension", "Extension", lambda row: row[0], width=96),
    Column[Row]("name", "Name", lambda row: row[1], width=140),
    Column[Row]("more", "More", lambda _: "more", hidden=True),
)
ROWS = [("1001", "Front desk"), ("1002", "Warehouse"), ("1003", "Sales")]


def make(theme: Theme, settings: Settings, qtbot: QtBot) -> TableView:
    view = TableView(theme, "phones", settings)
    model = TableModel(COLUMNS, lambda row: row[0], view)
    model.set_rows(ROWS)
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    return view


@pytest.fixture
def view(theme: Theme, settings: Settings, qtbot: QtBot) -> TableView:
    return make(theme, settings, qtbot)


def test_the_row_in_front_is_told(view: TableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_selected) as signal:
        view.selectRow(1)
    assert signal.args == [("1002", "Warehouse")]
    with qtbot.waitSignal(view.row_selected) as signal:
        view.clearSelection()
    assert signal.args == [None]


def test_rows_are_copied_as_text(view: TableView, qtbot: QtBot) -> None:
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Extension\tName", "1001\tFront desk", "1002\tWarehouse", "1003\tSales",
    ]  # fmt: skip
    assert view.text_of([0], ",") == "Extension,Name\n1001,Front desk"


def test_a_copied_cell_is_no_formula_and_no_second_cell(view: TableView) -> None:
    model = view.model()
    assert isinstance(model, TableModel)
    model.set_rows([("1001", "=1+1\tx")])
    assert view.text_of([0], "\t").splitlines()[1] == "1001\t'=1+1 x"


def test_the_selection_survives_new_rows(view: TableView) -> None:
    view.selectRow(1)
    model: Any = view.model()
    model.set_rows([("1000", "new"), *ROWS])
    assert view.rows() == [("1002", "Warehouse")]


def test_a_row_that_is_gone_is_no_longer_selected(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(1)
    model: Any = view.model()
    told: list[object] = []
    view.row_selected.connect(told.append)
    model.set_rows([ROWS[0]])
    assert told[-1] is None
    assert view.rows() == []


def test_a_row_is_selected_by_its_key_through_a_proxy(
    theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    view = TableView(theme, "phones", settings)
    qtbot.addWidget(view)
    assert view.rows() == []
    model = TableModel(COLUMNS, lambda row: row[0], view)
    model.set_rows(ROWS)
    proxy = FilterProxy(model, view)
    view.setModel(proxy)
    proxy.sort(0, Qt.SortOrder.DescendingOrder)
    assert view.select_key("1001")
    assert view.currentIndex().row() == 2
    proxy.set_text("Sales")
    assert not view.select_key("1001")
    assert not view.select_key("none")


def test_columns_are_remembered(
    view: TableView, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    view.setColumnWidth(0, 222)
    view.columns_menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: not settings.layout("columns/phones").isEmpty())
    again = make(theme, settings, qtbot)
    assert again.columnWidth(0) == 222
    assert not again.isColumnHidden(2)


def test_junk_for_columns_gives_the_default(theme: Theme, settings: Settings, qtbot: QtBot) -> None:
    settings.save_page_state("x", {})
    settings._store.setValue("layout1/columns/phones", "junk")
    view = make(theme, settings, qtbot)
    assert view.columnWidth(0) == 96
    assert view.isColumnHidden(2)


def test_return_and_double_click_open_a_row(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(0)
    with qtbot.waitSignal(view.activated_row) as signal:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [ROWS[0]]


def test_the_menu_key_asks_for_the_menu_of_the_selected_rows(view: TableView, qtbot: QtBot) -> None:
    view.selectRow(2)
    with qtbot.waitSignal(view.menu_wanted) as signal:
        qtbot.keyClick(view, Qt.Key.Key_Menu)
    assert signal.args[1] == [ROWS[2]]


def test_there_is_no_menu_where_there_is_no_row(view: TableView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.menu_wanted):
        view.customContextMenuRequested.emit(QPoint(10, 280))
    with qtbot.waitSignal(view.menu_wanted):
        view.customContextMenuRequested.emit(QPoint(10, 10))


def test_rows_are_compact_on_request(
    view: TableView, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    assert view.rowHeight(0) == ROW == 32
    settings.set(COMPACT, True)
    assert make(theme, settings, qtbot).rowHeight(0) == COMPACT_ROW == 26


def test_fitting_a_column_looks_only_at_what_is_seen(view: TableView) -> None:
    assert view.horizontalHeader().resizeContentsPrecision() == 0
    assert view.horizontalHeader().stretchLastSection()


def test_columns_are_shown_in_the_order_that_is_asked_for(view: TableView, qtbot: QtBot) -> None:
    assert view.shown_columns() == ("extension", "name")
    view.show_columns(("more", "nonsense", "extension"))
    assert view.shown_columns() == ("more", "extension")
    view.show_columns(())
    assert view.shown_columns() == ("more", "extension")
    menu = view.columns_menu()
    with qtbot.waitSignal(view.columns_chosen):
        menu.actions()[1].trigger()
    menu.close()
    assert set(view.shown_columns()) == {"more", "extension", "name"}


def test_a_row_is_selected_alone_while_the_operator_holds_a_key(
    view: TableView, qtbot: QtBot
) -> None:
    assert view.select_key("1001")
    qtbot.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert view.select_key("1003")
    assert [row[0] for row in view.rows()] == ["1003"]
    assert view.select_key("1003")
    assert [row[0] for row in view.rows()] == ["1003"]
    qtbot.keyRelease(view, Qt.Key.Key_Control)


@pytest.mark.parametrize("counted", [True, False])
def test_a_column_that_is_new_is_as_it_usually_is(
    theme: Theme, settings: Settings, qtbot: QtBot, counted: bool
) -> None:
    """Qt shows what a remembered heading does not know; nobody has asked for that column."""
    view = make(theme, settings, qtbot)
    view.setColumnHidden(1, True)
    view._save_columns()
    if not counted:  # remembered by an earlier version
        settings.save_layout("columns/phones.count", QByteArray())
    grown = (*COLUMNS, Column[Row]("newest", "Newest", lambda _: "", width=77, hidden=True),
             Column[Row]("seen", "Seen", lambda _: "", width=88))  # fmt: skip
    later = TableView(theme, "phones", settings)
    qtbot.addWidget(later)
    later.setModel(TableModel(grown, lambda row: row[0], later))
    hidden = [later.isColumnHidden(number) for number in range(5)]
    assert hidden == [False, True, True, True, False]
