"""The table model of lists that are kept whole.

Rows are values; the model finds them by a key, so that an event from the engine changes one row
in place and the view repaints only that. More rows may follow page by page: the view asks through
Qt's ``fetchMore`` and the owner answers later with ``append``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from client.models.columns import Column
from client.models.row_model import (
    NOWHERE,
    AnyIndex,
    CellRole,
    ColumnRole,
    KeyRole,
    PillRole,
    RowModel,
    RowRole,
    SortRole,
    ToneRole,
)

__all__ = [
    "AnyIndex", "CellRole", "ColumnRole", "KeyRole", "PillRole", "RowRole", "SortRole",
    "TableModel", "ToneRole",
]  # fmt: skip

Row = TypeVar("Row")


class TableModel(RowModel[Row]):
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
        super().__init__(columns, key, parent)
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

    def count(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def at(self, number: int) -> Row | None:
        """Return the row at *number*; all are known."""
        return self._rows[number]

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
        self.beginInsertRows(NOWHERE, first, first + len(rows) - 1)
        self._rows.extend(rows)
        start = first - self._before
        self._places.update((self._key(row), place) for place, row in enumerate(rows, start))
        self.endInsertRows()

    def prepend(self, rows: Sequence[Row]) -> None:
        """Add rows on top, for example what has come in since; costs nothing for those below."""
        if not rows:
            return
        self.beginInsertRows(NOWHERE, 0, len(rows) - 1)
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
            self.beginRemoveRows(NOWHERE, place, place)
            del self._rows[place]
            self.endRemoveRows()
        if places:
            self._index_rows()

    def set_fetch_more(self, fetch: Callable[[], None] | None) -> None:
        """Say how more rows are asked for, or with None that there are no more."""
        self._fetch_more = fetch

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
