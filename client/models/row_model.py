"""What every list of the client is to Qt: rows of any type, shown by columns as data.

How rows are kept is the business of those who derive from it: all of them, as in
`client.models.table`, or only the pages that are looked at, as in `client.models.paged_table`.
A row that is not known is painted as a quiet placeholder.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from client.models.columns import Cell, Column
from client.models.tips import plain_tip

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

SortRole = Qt.ItemDataRole.UserRole + 1
PillRole = Qt.ItemDataRole.UserRole + 2
RowRole = Qt.ItemDataRole.UserRole + 3
ToneRole = Qt.ItemDataRole.UserRole + 4
ColumnRole = Qt.ItemDataRole.UserRole + 5
KeyRole = Qt.ItemDataRole.UserRole + 6
CellRole = Qt.ItemDataRole.UserRole + 7

NOWHERE = QModelIndex()
BLANK = Cell("", None, "", right=False, blank=True)


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns.

    Args:
        columns: what is shown, in the first order.
        key: what tells one row from another; must not change while the row is shown.
        parent: the owner in Qt's sense.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key

    def count(self) -> int:
        """Return how many rows there are, known or not."""
        raise NotImplementedError

    def at(self, number: int) -> Row | None:
        """Return the row at *number*, or nothing while it is not known."""
        raise NotImplementedError

    def place(self, key: Hashable) -> int:
        """Return the number of the row with *key*, or -1."""
        raise NotImplementedError

    def find(self, key: Hashable) -> Row | None:
        """Return the row with *key*, or nothing."""
        place = self.place(key)
        return None if place < 0 else self.at(place)

    def refresh_column(self, key: str) -> None:
        """Repaint one column, for example a countdown, without touching the others."""
        if self.count():
            number = self.column(key)
            self.dataChanged.emit(self.index(0, number), self.index(self.count() - 1, number))

    def column(self, key: str) -> int:
        """Return the number of the column with *key*."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)

    # Qt's side

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return the number of rows; cells have no children."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return the number of columns; cells have no children."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, sorts by, warns with or stands for."""
        if not index.isValid() or index.row() >= self.count():
            return None
        row = self.at(index.row())
        if row is None:
            return BLANK if role == CellRole else None
        if role == KeyRole:
            return self._key(row)
        reader = _READERS.get(role)
        return reader(self.columns[index.column()], row) if reader else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column, aligned like its cells."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or None
        return column if role == ColumnRole else None


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _text(column: Column[Any], row: Any) -> str:
    return column.text(row)


def _tooltip(column: Column[Any], row: Any) -> str:
    return plain_tip((column.tooltip or column.text)(row))


def _sort_key(column: Column[Any], row: Any) -> Any:
    return (column.sort_key or column.text)(row)


def _pill(column: Column[Any], row: Any) -> Any:
    return column.pill(row) if column.pill else None


def _tone(column: Column[Any], row: Any) -> Any:
    return column.tone(row) if column.tone else None


def _accessible(column: Column[Any], row: Any) -> str:
    return f"{column.title}: {(column.accessible or column.text)(row)}"


def _cell(column: Column[Any], row: Any) -> Cell:
    pill = column.pill(row) if column.pill else None
    text = "" if pill else column.text(row)
    share = column.bar(row) if column.bar else None
    tone = column.tone(row) if column.tone else ""
    strip = column.strip(row) if column.strip else ()
    return Cell(text, pill, tone, column.align == "right", share, strip=strip)


def _whole_row(_column: Column[Any], row: Any) -> Any:
    return row


def _side(column: Column[Any], _row: Any) -> Qt.AlignmentFlag:
    return _alignment(column)


_READERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tooltip,
    Qt.ItemDataRole.TextAlignmentRole: _side,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    SortRole: _sort_key,
    PillRole: _pill,
    ToneRole: _tone,
    RowRole: _whole_row,
    CellRole: _cell,
}
