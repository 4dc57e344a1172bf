"""Keeps the CDR table and its chart up to date: pages, totals, and what has come in since.

The table is filled by pages, newest first; a further page is asked for when the view nears its
end. Totals and chart are of the whole filter, never of what happens to be loaded. When the engine
says that records became visible, the newest page is read again shortly after: rows that are not
yet known wait until the page takes them, so that a list one reads in does not jump.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.cdr_values import Cdr, CdrQuery, CdrSeries, CdrSummary
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.values import Listing
from client.formats import Formats
from client.models.alive import alive
from client.models.cdr_filter import CdrFilter
from client.models.cdr_series import bucket_for
from client.models.table import TableModel
from client.session import Session

PAGE = 200
SOON_MS = 1500
LOAD, MORE, TOTALS, HEAD, WORDS = "cdr.load", "cdr.more", "cdr.totals", "cdr.head", "cdr.words"


@dataclass(frozen=True, slots=True)
class Totals:
    """The summary and the chart of one query."""

    query: CdrQuery
    summary: CdrSummary
    series: CdrSeries


def fetch_totals(api: ApiClient, query: CdrQuery) -> Totals:
    """Ask for summary and chart; runs in a worker thread."""
    series = api.cdr_series(query, bucket_for(query.start, query.end))
    return Totals(query, api.cdr_summary(query), series)


def utc_now() -> datetime:
    """The time by which "today" is reckoned."""
    return datetime.now(UTC)


class CdrFeed(QObject):
    """Fills a table from a session.

    Signals:
        loading: A new question is on its way.
        loaded: The first page of what was asked for is shown.
        failed: It could not be read; carries the error.
        totalled: Fresh `Totals`.
        fresh: How many records have come in that the table does not show yet.
        words_changed: The `Vocabulary`.
    """

    loading = Signal()
    loaded = Signal()
    failed = Signal(object)
    totalled = Signal(object)
    fresh = Signal(int)
    words_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        table: TableModel[Cdr],
        formats: Formats,
        parent: QObject | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._formats = formats
        self._now = now or utc_now
        self.filter = CdrFilter()
        self.totals: Totals | None = None
        self._query = self.filter.query(self._now(), formats.zone)
        self._cursor = ""
        self._asked = 0
        self._waiting: tuple[Cdr, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look_again)
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    @property
    def query(self) -> CdrQuery:
        """The query whose records are shown: an export of it is exactly them."""
        return self._query

    @property
    def complete(self) -> bool:
        """Whether every record of the query is loaded."""
        return not self._cursor

    def show(self, wanted: CdrFilter) -> None:
        """Ask for something else."""
        self.filter = wanted
        self.reload()

    def reload(self) -> None:
        """Load the first page and the totals anew; what is shown stays until they are there."""
        self._asked += 1
        asked, self._query = self._asked, self.filter.query(self._now(), self._formats.zone)
        query = self._query

        def take(page: Listing[Cdr]) -> None:
            if asked == self._asked:
                self._begin(page)

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self.loading.emit()
        self._ask(LOAD, lambda api: api.cdrs(query, limit=PAGE), take, failed, latest=True)
        self._total()

    def learn_words(self) -> None:
        """Ask what the codes mean; once is enough for a session."""
        self._ask(WORDS, lambda api: api.cdr_vocabulary(), self.words_changed.emit)

    def more(self) -> None:
        """Load the next page, if there is one and none is on its way."""
        cursor, asked, query = self._cursor, self._asked, self._query
        if not cursor or self._session.busy(MORE):
            return

        def take(page: Listing[Cdr]) -> None:
            if asked == self._asked:
                self._remember(page.next_cursor)
                known = self._table.find
                self._table.append([row for row in page.items if known(row.flow_no) is None])

        self._ask(MORE, lambda api: api.cdrs(query, cursor, PAGE), take, self.failed.emit)

    def take_fresh(self) -> None:
        """Put the records that have come in since on top of the table."""
        rows, self._waiting = self._waiting, ()
        if rows:
            self._table.prepend(rows)
            self.fresh.emit(0)

    def _ask(
        self,
        key: str,
        fetch: Callable[[ApiClient], Any],
        take: Callable[[Any], object],
        failed: Callable[[ApiError], object] = lambda _error: None,
        *,
        latest: bool = False,
    ) -> None:
        """Ask in a thread; an answer that comes after the page was closed is dropped.

        Without *failed* an error is passed over: the next event or reload makes it good.
        """
        self._session.call(key, fetch, alive(self, take), alive(self, failed), latest=latest)

    # Answers

    def _begin(self, page: Listing[Cdr]) -> None:
        self._waiting = ()
        self._remember(page.next_cursor)
        self._table.set_rows(page.items)
        self.fresh.emit(0)
        self.loaded.emit()

    def _remember(self, cursor: str) -> None:
        self._cursor = cursor
        self._table.set_fetch_more(self.more if cursor else None)

    def _total(self) -> None:
        asked, query = self._asked, self._query

        def take(totals: Totals) -> None:
            if asked == self._asked:
                self.totals = totals
                self.totalled.emit(totals)

        self._ask(TOTALS, lambda api: fetch_totals(api, query), take, latest=True)

    # Live

    def _heard(self, kind: str, _data: object) -> None:
        if kind == "cdr" and not self._soon.isActive():
            self._soon.start()

    def _look_again(self) -> None:
        """Read the newest page of the same question, with the clock moved on."""
        asked = self._asked
        moved = self.filter.query(self._now(), self._formats.zone)
        query = self._query = moved

        def take(page: Listing[Cdr]) -> None:
            if asked == self._asked:
                self._arrived(page)

        self._ask(HEAD, lambda api: api.cdrs(query, limit=PAGE), take)
        self._total()

    def _arrived(self, page: Listing[Cdr]) -> None:
        known = self._table.find
        rows = tuple(row for row in page.items if known(row.flow_no) is None)
        if len(rows) == len(page.items) >= PAGE:
            self.reload()  # more than a page has come in: what lies between is not known
            return
        self._waiting = rows
        self.fresh.emit(len(rows))
