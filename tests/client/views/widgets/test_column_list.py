from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from client.theme import Theme
from client.views.widgets.column_list import ColumnList

TITLES = {"start": "Start", "caller": "Caller", "fee": "Fee"}


def test_ticked_columns_keep_their_order(theme: Theme, qtbot: QtBot) -> None:
    columns = ColumnList(theme, TITLES)
    qtbot.addWidget(columns)
    assert columns.columns() == ("start", "caller", "fee")
    columns.set_columns(("fee", "start", "unknown", "fee"))
    assert columns.columns() == ("fee", "start")
    with qtbot.waitSignal(columns.chosen):
        columns.tick("fee", on=False)
    assert columns.columns() == ("start",)


def test_a_dragged_column_is_moved_not_doubled(theme: Theme, qtbot: QtBot) -> None:
    columns = ColumnList(theme, TITLES)
    qtbot.addWidget(columns)
    model = columns.model()
    dragged = model.mimeData([model.index(2, 0)])
    model.dropMimeData(dragged, columns.defaultDropAction(), 0, 0, QModelIndex())
    with qtbot.waitSignal(columns.chosen):
        model.removeRow(3)
    assert columns.columns() == ("fee", "start", "caller")
