"""One table model for every list of the client: rows of any type, shown by columns as data.

Rows are values; the model finds them by a key, so that an event from the engine changes one row
in place and the view repaints only that. More rows may follow page by page: the view asks through
Qt's ``fetchMore`` and the owner answers later with ``append``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from client.models.columns import Cell, Column

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

SortRole = Qt.ItemDataRole.UserRole + 1
PillRole = Qt.ItemDataRole.UserRole + 2
RowRole = Qt.ItemDataRole.UserRole + 3
ToneRole = Qt.ItemDataRole.UserRole + 4
ColumnRole = Qt.ItemDataRole.UserRole + 5
KeyRole = Qt.ItemDataRole.UserRole + 6
CellRole = Qt.ItemDataRole.UserRole + 7

_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row]):
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
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}  # counted from where the first row once was
        self._before = 0  # rows put on top since
        self._fetch_more: Callable[[], None] | None = None

    def rows(self) -> list[Row]:
        """Return a copy of the rows, in the order of the model."""
        return list(self._rows)

    def row(self, number: int) -> Row:
        """Return the row at *number*."""
        return self._rows[number]

    def find(self, key: Hashable) -> Row | None:
        """Return the row with *key*, or nothing."""
        place = self.place(key)
        return None if place < 0 else self._rows[place]

    def place(self, key: Hashable) -> int:
        """Return the number of the row with *key*, or -1."""
        place = self._places.get(key)
        return -1 if place is None else place + self._before

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace all rows; when the keys stay the same, only the changed rows are repainted."""
        fresh = list(rows)
        same = len(fresh) == len(self._rows) and all(
            self._key(new) == self._key(old) for new, old in zip(fresh, self._rows, strict=True)
        )
        if fresh and same:
            self.patch(fresh)
            return
        self.beginResetModel()
        self._rows = fresh
        self._index_rows()
        self.endResetModel()

    def patch(self, rows: Iterable[Row]) -> None:
        """Change the rows whose keys are known, and add the others at the end."""
        added = []
        for row in rows:
            place = self.place(self._key(row))
            if place < 0:
                added.append(row)
            elif self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(
                    self.index(place, 0), self.index(place, len(self.columns) - 1)
                )
        self.append(added)

    def append(self, rows: Sequence[Row]) -> None:
        """Add rows at the end, for example the next page."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
        self._rows.extend(rows)
        start = first - self._before
        self._places.update((self._key(row), place) for place, row in enumerate(rows, start))
        self.endInsertRows()

    def prepend(self, rows: Sequence[Row]) -> None:
        """Add rows on top, for example what has come in since; costs nothing for those below."""
        if not rows:
            return
        self.beginInsertRows(_NOWHERE, 0, len(rows) - 1)
        self._rows[:0] = rows
        self._before += len(rows)
        self._places.update(
            (self._key(row), place) for place, row in enumerate(rows, -self._before)
        )
        self.endInsertRows()

    def remove(self, keys: Iterable[Hashable]) -> None:
        """Take out the rows with *keys*; unknown keys are ignored."""
        places = sorted((self.place(key) for key in set(keys) if key in self._places), reverse=True)
        for place in places:
            self.beginRemoveRows(_NOWHERE, place, place)
            del self._rows[place]
            self.endRemoveRows()
        if places:
            self._index_rows()

    def refresh_column(self, key: str) -> None:
        """Repaint one column, for example a countdown, without touching the others."""
        if self._rows:
            number = self.column(key)
            self.dataChanged.emit(self.index(0, number), self.index(len(self._rows) - 1, number))

    def column(self, key: str) -> int:
        """Return the number of the column with *key*."""
        return next(number for number, column in enumerate(self.columns) if column.key == key)

    def set_fetch_more(self, fetch: Callable[[], None] | None) -> None:
        """Say how more rows are asked for, or with None that there are no more."""
        self._fetch_more = fetch

    # Qt's side

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows; cells have no children."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of columns; cells have no children."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, sorts by, warns with or stands for."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == KeyRole:
            return self._key(self._rows[index.row()])
        reader = _READERS.get(role)
        if reader is None:
            return None
        return reader(self.columns[index.column()], self._rows[index.row()])

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
        return column if role == ColumnRole else None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Say whether the owner has more rows to give."""
        return not parent.isValid() and self._fetch_more is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        """Ask the owner for more rows; they arrive later through ``append``."""
        if self._fetch_more is not None and not parent.isValid():
            self._fetch_more()

    def _index_rows(self) -> None:
        self._before = 0
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _text(column: Column[Any], row: Any) -> str:
    return column.text(row)


def _tooltip(column: Column[Any], row: Any) -> str:
    return (column.tooltip or column.text)(row)


def _sort_key(column: Column[Any], row: Any) -> Any:
    return (column.sort_key or column.text)(row)


def _pill(column: Column[Any], row: Any) -> Any:
    return column.pill(row) if column.pill else None


def _tone(column: Column[Any], row: Any) -> Any:
    return column.tone(row) if column.tone else None


def _accessible(column: Column[Any], row: Any) -> str:
    return f"{column.title}: {column.text(row)}"


def _cell(column: Column[Any], row: Any) -> Cell:
    pill = column.pill(row) if column.pill else None
    text = "" if pill else column.text(row)
    share = column.bar(row) if column.bar else None
    return Cell(text, pill, column.tone(row) if column.tone else "", column.align == "right", share)


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
