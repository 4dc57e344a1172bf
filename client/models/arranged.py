"""A list that is arranged anew as often as one likes without ever being reset.

What is gone, new and moved is found by the keys of the rows, and told to Qt as at most one removal,
one insertion and two changes of the layout, however many rows there are. So selection, current row
and scroll position stay, and thousands of rows are painted once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from client.models.columns import Column
from client.models.row_model import NOWHERE, RowModel

Row = TypeVar("Row")
_SORTED = QAbstractItemModel.LayoutChangeHint.VerticalSortHint
_WITH_HINT = "QList<QPersistentModelIndex>,QAbstractItemModel::LayoutChangeHint"
"""The form of the signals that says that whole rows moved: a large selection is kept by rows."""


class ArrangedModel(RowModel[Row]):
    """Rows in an order that others decide.

    Args:
        columns: what is shown, in the first order.
        key: what tells one row from another; each may be there once.
        parent: the owner in Qt's sense.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key, parent)
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}

    def rows(self) -> list[Row]:
        """Return a copy of the rows, from top to bottom."""
        return list(self._rows)

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def at(self, number: int) -> Row | None:
        """Return the row at *number*; all are known."""
        return self._rows[number]

    def place(self, key: Hashable) -> int:
        """Return the number of the row with *key*, or -1."""
        return self._places.get(key, -1)

    def become(self, rows: Sequence[Row], *, repaint: bool = False) -> None:
        """Show exactly these rows, in this order.

        Args:
            rows: what is to be shown.
            repaint: whether texts may differ although the rows are the same.
        """
        fresh = {self._key(row): row for row in rows}
        self._take_out(fresh)
        changed = any(fresh[self._key(row)] != row for row in self._rows)
        self._rows = [fresh[self._key(row)] for row in self._rows]
        self._add([row for key, row in fresh.items() if key not in self._places])
        self._order(list(fresh.values()))
        if self._rows and (changed or repaint):
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _take_out(self, wanted: dict[Hashable, Row]) -> None:
        """Bring what is gone to the end and cut it off."""
        kept = [row for row in self._rows if self._key(row) in wanted]
        if len(kept) == len(self._rows):
            return
        self._order(kept + [row for row in self._rows if self._key(row) not in wanted])
        self.beginRemoveRows(NOWHERE, len(kept), len(self._rows) - 1)
        self._set(kept)
        self.endRemoveRows()

    def _add(self, rows: list[Row]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
            self._set(self._rows + rows)
            self.endInsertRows()

    def _order(self, rows: list[Row]) -> None:
        """Put the rows that are there into another order; what Qt holds on to goes with them."""
        keys = [self._key(row) for row in rows]
        if keys == [self._key(row) for row in self._rows]:
            return
        before_it: Any = self.layoutAboutToBeChanged  # the stubs know no forms of a signal
        after_it: Any = self.layoutChanged
        before_it[_WITH_HINT].emit([], _SORTED)
        held = self.persistentIndexList()
        before = [self._key(self._rows[index.row()]) for index in held]
        self._set(rows)
        after: list[QModelIndex] = [
            self.index(self._places[key], index.column())
            for key, index in zip(before, held, strict=True)
        ]
        self.changePersistentIndexList(held, after)
        after_it[_WITH_HINT].emit([], _SORTED)

    def _set(self, rows: list[Row]) -> None:
        self._rows = rows
        self._places = {self._key(row): place for place, row in enumerate(rows)}
