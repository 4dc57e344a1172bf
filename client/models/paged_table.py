"""A table model of a result that may have millions of rows and keeps only what is looked at.

The number of rows is known, so that a scroll bar covers all of them; rows come by pages, wherever
the view stands, and the pages that were not looked at for the longest time are forgotten. What is
not known yet is painted as a placeholder. A million rows cost what `KEPT_PAGES` pages cost.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject

from client.models.columns import Column
from client.models.row_model import NOWHERE, RowModel

Row = TypeVar("Row")

PAGE_ROWS = 200
KEPT_PAGES = 50
"""Ten thousand rows of 0.9 kB: enough to scroll to and fro, and nothing beside a client."""

MOST_ROWS = 60_000_000
"""A view counts pixels in 31 bits: so many rows of 32 can be scrolled to."""


class PagedTable(RowModel[Row]):
    """Rows of which only some pages are known.

    Args:
        columns: what is shown, in the first order.
        key: what tells one row from another.
        parent: the owner in Qt's sense.
        page_rows: rows of a page.
        kept: how many pages are kept.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
        *,
        page_rows: int = PAGE_ROWS,
        kept: int = KEPT_PAGES,
    ) -> None:
        super().__init__(columns, key, parent)
        self.page_rows = page_rows
        self._kept = kept
        self._count = 0
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()  # used last at the end
        self._places: dict[Hashable, int] = {}

    def count(self) -> int:
        """Return how many rows there are, known or not."""
        return self._count

    def at(self, number: int) -> Row | None:
        """Return the row at *number*, or nothing while it is not known."""
        page = self._pages.get(number // self.page_rows)
        place = number % self.page_rows
        return page[place] if page is not None and place < len(page) else None

    def place(self, key: Hashable) -> int:
        """Return the number of a known row, or -1."""
        return self._places.get(key, -1)

    def rows(self) -> list[Row]:
        """Return the known rows, in the order of the table."""
        return [row for page in sorted(self._pages) for row in self._pages[page]]

    def missing(self, first: int, last: int) -> list[int]:
        """Return the pages from row *first* to row *last* that are not known; use keeps a page."""
        end = min(last, self._count - 1)
        pages = range(max(0, first) // self.page_rows, end // self.page_rows + 1)
        for page in pages:
            if page in self._pages:
                self._pages.move_to_end(page)
        return [page for page in pages if page not in self._pages]

    def begin(self, rows: Sequence[Row], count: int) -> None:
        """Show another result: its first rows, and how many there are."""
        self.beginResetModel()
        self._restart(rows, min(count, MOST_ROWS))
        self.endResetModel()

    def renew(self, rows: Sequence[Row], count: int) -> None:
        """Show the same result after some time: as new rows on top, if it is nothing else."""
        fresh, count = self._fresh(rows), min(count, MOST_ROWS)
        gone = self._count + fresh - count
        if fresh < 0 or gone < 0 or gone > self._count:
            self.begin(rows, count)
            return
        self.set_count(self._count - gone)
        if fresh:
            self.beginInsertRows(NOWHERE, 0, fresh - 1)
        self._restart(rows, count)
        if fresh:
            self.endInsertRows()
        self._changed(0, count - 1)

    def put(self, page: int, rows: Sequence[Row]) -> None:
        """Learn the rows of a page, and forget the page that was unused for the longest time."""
        first = page * self.page_rows
        known = list(rows[: max(0, min(self.page_rows, self._count - first))])
        if not known:
            return
        self._pages[page] = known
        self._pages.move_to_end(page)
        self._places.update((self._key(row), first + place) for place, row in enumerate(known))
        while len(self._pages) > self._kept:
            _, old = self._pages.popitem(last=False)
            for row in old:
                self._places.pop(self._key(row), None)
        self._changed(first, first + len(known) - 1)

    def set_count(self, count: int) -> None:
        """Have more or fewer rows at the end."""
        count = min(count, MOST_ROWS)
        if count > self._count:
            self.beginInsertRows(NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(NOWHERE, count, self._count - 1)
            self._count = count
            self._cut()
            self.endRemoveRows()

    def _fresh(self, rows: Sequence[Row]) -> int:
        """How many rows stand before those known at the top; -1 when they do not follow."""
        before = self._pages.get(0)
        if not before or not rows:
            return -1
        keys = [self._key(row) for row in rows]
        first = self._key(before[0])
        fresh = keys.index(first) if first in keys else -1
        known = [self._key(row) for row in before]
        overlap = len(keys) - fresh
        return fresh if fresh >= 0 and keys[fresh:] == known[:overlap] else -1

    def _restart(self, rows: Sequence[Row], count: int) -> None:
        self._count = count
        self._pages.clear()
        self._places.clear()
        known = list(rows[: min(self.page_rows, count)])
        if known:
            self._pages[0] = known
            self._places = {self._key(row): place for place, row in enumerate(known)}

    def _cut(self) -> None:
        """Forget the rows behind the last one."""
        for page in [page for page in self._pages if (page + 1) * self.page_rows > self._count]:
            kept = max(0, self._count - page * self.page_rows)
            for row in self._pages[page][kept:]:
                self._places.pop(self._key(row), None)
            del self._pages[page][kept:]
            if not kept:
                del self._pages[page]

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
