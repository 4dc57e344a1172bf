"""Brings the pages of call records that are looked at, and no others.

One page is asked for at a time: while a scroll bar is dragged, the places that were only passed
are never asked for. A page that follows a known one is read on by its cursor; any other is reached
by the number of its first row, in the bucket of time in which it must be.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.cdr_values import Cdr, CdrPage, CdrQuery, CdrSeries
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.cdr_places import Places
from client.models.paged_table import PagedTable
from client.session import Session

MOST_CURSORS = 5_000
MORE, PLACE = "cdr.more", "cdr.place"


class CdrPages(QObject):
    """Fills a table with the pages of one result.

    Signals:
        arrived: A page has come.
        failed: One could not be read; carries the error.
        placed: The row that was looked for, and whether it is the very one.
        lacked: A page may lack records; carries the `MissingDays`.

    Attributes:
        counted: whether the number of rows of the table is that of the records.
    """

    arrived = Signal()
    failed = Signal(object)
    placed = Signal(int, bool)
    lacked = Signal(object)

    def __init__(
        self, session: Session, table: PagedTable[Cdr], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self.counted = True
        self._query: CdrQuery | None = None
        self._oldest = False
        self._by = ""
        self._places = Places()
        self._cursors: dict[int, str] = {}
        self._seen = (0, 0)
        self._asked = 0
        self._busy = False

    @property
    def query(self) -> CdrQuery | None:
        """The query whose records the table shows."""
        return self._query

    def begin(self, query: CdrQuery, page: CdrPage, *, oldest: bool, by: str = "") -> None:
        """Show a result of which only the first page is known."""
        self._start(query, page, oldest=oldest, by=by)
        more = self._table.page_rows if page.next_cursor else 0
        self.counted = not more
        self._table.begin(page.items, len(page.items) + more)

    def renew(
        self,
        query: CdrQuery,
        page: CdrPage,
        series: CdrSeries,
        total: int,
        *,
        oldest: bool,
        by: str = "",
    ) -> None:
        """Show the same result as it is now; what is looked at does not move if it need not."""
        self._start(query, page, oldest=oldest, by=by)
        self._places, self.counted = Places(series, total), True
        self._table.renew(page.items, total)
        self.look_at(*self._seen)

    def count(self, query: CdrQuery, series: CdrSeries, total: int) -> None:
        """Learn how many records there are, if they are those of the table."""
        if query == self._query:
            self._places, self.counted = Places(series, total), True
            self._table.set_count(total)
            self.look_at(*self._seen)

    def look_at(self, first: int, last: int) -> None:
        """Bring the rows from *first* to *last*, then a page before and behind them."""
        self._seen = first, last
        if not self._busy and self._query is not None:
            wanted = self._wanted()
            if wanted is not None:
                self._fetch(self._query, wanted)

    def give_up(self) -> None:
        """Want none of what is on its way; what is looked at next is asked for anew."""
        self._asked += 1
        self._busy = False
        self._session.give_up(MORE, PLACE)

    def find(self, moment: datetime) -> None:
        """Look for the first record at or before a moment, as one reads newest first."""
        query = self._query
        if query is None or not self._table.count():
            return
        rest, newer = self._places.newer(query, moment)
        asked = self._asked

        def take(counted: int) -> None:
            if asked == self._asked:
                self._found(newer + counted)

        if rest is None:
            take(0)
            return
        self._ask(PLACE, lambda api: api.cdr_summary(rest).records, take, self.failed.emit)

    def _found(self, newer: int) -> None:
        last = self._table.count() - 1
        row = last - newer if self._oldest else newer
        self.placed.emit(max(0, min(last, row)), newer <= last)

    def _start(self, query: CdrQuery, page: CdrPage, *, oldest: bool, by: str) -> None:
        self.give_up()
        self._query, self._oldest, self._by = query, oldest, by
        self._places = Places()
        self._cursors = {1: page.next_cursor} if page.next_cursor else {}

    def _wanted(self) -> int | None:
        """The page to ask for: what is seen, then what is behind and before it."""
        first, last = self._seen
        rows = self._table.page_rows
        for low, high in ((first, last), (last, last + rows), (first - rows, first)):
            missing = self._table.missing(low, high)
            if missing:
                return missing[0]
        return None

    def _fetch(self, query: CdrQuery, page: int) -> None:
        asked, cursor = self._asked, self._cursors.get(page, "")
        rows, oldest, by = self._table.page_rows, self._oldest, self._by
        offset = 0
        if not cursor and by:
            offset = page * rows
        elif not cursor:
            query, offset = self._places.narrowed(query, page * rows, oldest=oldest)

        def take(found: CdrPage) -> None:
            if asked == self._asked:
                self._busy = False
                self._take(page, found)

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self._busy = False
                self.failed.emit(error)

        self._busy = True
        self._ask(MORE, lambda api: api.cdrs(query, cursor, rows, offset, oldest, by), take, failed)

    def _take(self, page: int, found: CdrPage) -> None:
        first = page * self._table.page_rows
        self._table.put(page, found.items)
        if found.missing:
            self.lacked.emit(found.missing)
        if found.next_cursor:
            if len(self._cursors) >= MOST_CURSORS:
                self._cursors.clear()
            self._cursors[page + 1] = found.next_cursor
            if self._table.count() <= first + len(found.items):  # its length is not known yet
                self._table.set_count(first + len(found.items) + self._table.page_rows)
        else:
            self.counted = True
            self._table.set_count(first + len(found.items))
        self.arrived.emit()
        self.look_at(*self._seen)

    def _ask(
        self,
        key: str,
        fetch: Callable[[ApiClient], Any],
        take: Callable[[Any], object],
        failed: Callable[[ApiError], object],
    ) -> None:
        self._session.call(key, fetch, alive(self, take), alive(self, failed), latest=True)
