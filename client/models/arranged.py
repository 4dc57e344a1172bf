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
        self.become_these({self._key(row): row for row in rows}, repaint=repaint)

    def become_these(self, rows: dict[Hashable, Row], *, repaint: bool = False) -> None:
        """Show exactly these rows, by their keys, in this order; see `become`."""
        self._take_out(rows)
        shown = [rows[key] for key in self._places]
        pairs = zip(shown, self._rows, strict=True)
        changed = any(new is not old and new != old for new, old in pairs)
        self._rows = shown
        self._add(rows)
        self._order(rows)
        if self._rows and (changed or repaint):
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _take_out(self, wanted: dict[Hashable, Row]) -> None:
        """Bring what is gone to the end and cut it off."""
        if self._places.keys() <= wanted.keys():
            return
        here = dict(zip(self._places, self._rows, strict=True))
        kept = {key: row for key, row in here.items() if key in wanted}
        self._order(kept | here)
        self.beginRemoveRows(NOWHERE, len(kept), len(self._rows) - 1)
        self._set(kept)
        self.endRemoveRows()

    def _add(self, wanted: dict[Hashable, Row]) -> None:
        """Put what is new at the end."""
        added = {key: row for key, row in wanted.items() if key not in self._places}
        if added:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(added) - 1)
            self._set(dict(zip(self._places, self._rows, strict=True)) | added)
            self.endInsertRows()

    def _order(self, rows: dict[Hashable, Row]) -> None:
        """Put the rows that are there into another order; what Qt holds on to goes with them."""
        keys = list(self._places)
        if keys == list(rows):
            return
        before_it: Any = self.layoutAboutToBeChanged  # the stubs know no forms of a signal
        after_it: Any = self.layoutChanged
        before_it[_WITH_HINT].emit([], _SORTED)
        held = self.persistentIndexList()
        before = [keys[index.row()] for index in held]
        self._set(rows)
        after: list[QModelIndex] = [
            self.index(self._places[key], index.column())
            for key, index in zip(before, held, strict=True)
        ]
        self.changePersistentIndexList(held, after)
        after_it[_WITH_HINT].emit([], _SORTED)

    def _set(self, rows: dict[Hashable, Row]) -> None:
        """Have these rows by their keys, in this order; places are in it, too."""
        self._rows = list(rows.values())
        self._places = {key: place for place, key in enumerate(rows)}
