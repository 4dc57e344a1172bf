"""Keeps the CDR table and its chart up to date: the question, its totals, what has come in since.

A question is asked about the records there are at one moment: the first page says up to which flow
number, and everything else, further pages, totals, chart and export, is of exactly these. When the
engine says that records became visible, or "today" is another day by now, it is asked again. While
the table is followed, what is new goes on its top; while one reads further down, the table stays as
it is and what is new is only counted. Totals and chart are always of the whole filter, as it is.

A question among millions of records can take seconds. When another one is asked, whatever is still
on its way for the one before is given up, so that the engine works for what is wanted now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.cdr_values import Cdr, CdrPage, CdrQuery, CdrSeries, CdrSummary, MissingDays
from client.api.client import ApiClient
from client.api.errors import ApiError, Rejected, Unreachable
from client.formats import Formats
from client.models.alive import alive
from client.models.cdr_filter import CdrFilter
from client.models.cdr_pages import CdrPages
from client.models.cdr_series import bucket_for
from client.models.gathering import Gathering
from client.models.paged_table import PAGE_ROWS, PagedTable
from client.session import Session

PAGE = PAGE_ROWS
SOON_MS = 1500
TURN_MS = 30_000
"""How often it is looked whether "today" or "the last hour" has become another time."""
LOAD, TOTALS, HEAD, FRESH, WORDS = (
    "cdr.load", "cdr.totals", "cdr.head", "cdr.fresh", "cdr.words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """The summary and the chart of one query."""

    query: CdrQuery
    summary: CdrSummary
    series: CdrSeries


@dataclass(frozen=True, slots=True)
class _Look:
    """What there is now: the first page, the totals, and how many the table does not show."""

    page: CdrPage
    totals: Totals
    newer: int


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
        began: Another result is shown, from its top.
        loaded: The first page of what was asked for is shown.
        failed: It could not be read; carries the error.
        totalled: Fresh `Totals`.
        untold: The totals of what is shown could not be read; carries the error.
        fresh: How many records have come in that the table does not show yet.
        words_changed: The `Vocabulary`.
        unsorted: Too many records for the order; they come in that of time. Carries the error.
        lacking: The `MissingDays` of what is shown, table and totals; none when it is whole.

    Attributes:
        filter: what is asked for.
        oldest: whether the oldest record comes first.
        by: another value that the records are sorted by, by its name in the interface; the oldest
            then means the least. Empty for the start.
        following: whether new records go into the table as they come.
        totals: the totals last told; None while those of another result are on their way.
        pages: what brings further pages.
    """

    loading = Signal()
    began = Signal()
    loaded = Signal()
    failed = Signal(object)
    totalled = Signal(object)
    untold = Signal(object)
    fresh = Signal(int)
    words_changed = Signal(object)
    lacking = Signal(object)
    unsorted = Signal(object)

    def __init__(
        self,
        session: Session,
        table: PagedTable[Cdr],
        formats: Formats,
        parent: QObject | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._formats = formats
        self._now = now or utc_now
        self.filter = CdrFilter()
        self.oldest = False
        self.by = ""
        self.following = True
        self.totals: Totals | None = None
        self.pages = CdrPages(session, table, self)
        self.pages.failed.connect(self.failed)
        self.pages.lacked.connect(lambda found: self._lack((*self._missing, *found)))
        self._missing: tuple[MissingDays, ...] = ()
        self._query = self.filter.query(self._now(), formats.zone)
        self._asked = 0
        self._shown: tuple[CdrFilter, bool, str] | None = None
        self._soon = Gathering(SOON_MS, self._look_again, self)
        self._clock = QTimer(self, interval=TURN_MS)
        self._clock.timeout.connect(self._turn)
        self._clock.start()
        session.happened.connect(self._heard)
        session.resynced.connect(self._resync)

    @property
    def query(self) -> CdrQuery:
        """The query whose records are counted: an export of it is exactly them."""
        return self._query

    @property
    def meant(self) -> CdrQuery:
        """What the filter asks for at this moment, shown or not."""
        return self.filter.query(self._now(), self._formats.zone)

    @property
    def behind(self) -> bool:
        """Whether what is shown answers another question than the one that is asked."""
        return self._shown != (self.filter, self.oldest, self.by)

    def show(self, wanted: CdrFilter) -> None:
        """Ask for something else."""
        self.filter = wanted
        self.following = True
        self.reload()

    def sort(self, *, oldest: bool, by: str = "") -> None:
        """Show the oldest or the newest record first, or the least or greatest value *by* which."""
        if (oldest, by) != (self.oldest, self.by):
            self.oldest, self.by = oldest, by
            self.following = True
            self.reload()

    def reload(self) -> None:
        """Ask for the records and the totals anew; what is shown stays until they are there.

        The same question keeps its place in the table; another one begins at its top, as soon as
        its first page is there.
        """
        self._asked += 1
        asked, oldest, by = self._asked, self.oldest, self.by
        query = self.meant
        self._session.give_up(LOAD, TOTALS, HEAD, FRESH)
        self.loading.emit()

        def failed(error: ApiError) -> None:
            if asked != self._asked:
                return
            if isinstance(error, Rejected) and "sort" in error.fields:
                self.sort(oldest=False)
                self.unsorted.emit(error)
            else:
                self.failed.emit(error)

        if self._shown == (self.filter, oldest, by):
            self._look(LOAD, follow=True, failed=failed)
            return
        self.pages.give_up()

        def take(page: CdrPage) -> None:
            if asked == self._asked:
                self._begin(query, page)

        self._ask(LOAD, lambda api: api.cdrs(query, "", PAGE, 0, oldest, by), take, failed)

    def learn_words(self) -> None:
        """Ask what the codes mean; once is enough for a session."""
        self._ask(WORDS, lambda api: api.cdr_vocabulary(), self.words_changed.emit)

    def take_fresh(self) -> None:
        """Put the records that have come in since into the table."""
        self._look(FRESH, follow=True)

    def _ask(
        self,
        key: str,
        fetch: Callable[[ApiClient], Any],
        take: Callable[[Any], object],
        failed: Callable[[ApiError], object] = lambda _error: None,
    ) -> None:
        """Ask in a thread; an answer that comes after the page was closed is dropped.

        Without *failed* an error is passed over.
        """
        self._session.call(key, fetch, alive(self, take), alive(self, failed), latest=True)

    def _begin(self, query: CdrQuery, page: CdrPage) -> None:
        """Show the first page at once, and learn how many there are behind it."""
        self._shown = (self.filter, self.oldest, self.by)
        query = self._query = replace(query, flow_max=page.flow_max)
        asked, self.totals = self._asked, None
        self.pages.begin(query, page, oldest=self.oldest, by=self.by)
        self._lack(page.missing)
        self.began.emit()
        self.fresh.emit(0)
        self.loaded.emit()

        def take(totals: Totals) -> None:
            if asked == self._asked:
                self.pages.count(query, totals.series, totals.summary.records)
                self._tell(totals)

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self.untold.emit(error)

        self._ask(TOTALS, lambda api: fetch_totals(api, query), take, failed)

    def _tell(self, totals: Totals) -> None:
        self._query, self.totals = totals.query, totals
        self._lack(totals.summary.missing)
        self.totalled.emit(totals)

    def _lack(self, missing: tuple[MissingDays, ...]) -> None:
        """Tell what is missing if that has changed; each file once."""
        found = tuple(dict.fromkeys(missing))
        if found != self._missing:
            self._missing = found
            self.lacking.emit(found)

    # Live

    def _heard(self, kind: str, _data: object) -> None:
        if kind == "cdr":
            self._soon.ask()

    def _turn(self) -> None:
        """Ask again when the range by its name is another time than the one that is shown.

        Where no call comes in nothing else would tell that an hour has passed, or midnight.
        """
        meant, shown = self.meant, self._query
        if not self.behind and (meant.start, meant.end) != (shown.start, shown.end):
            self._look_again()

    def _resync(self) -> None:
        """Events were lost or the engine was away: what is read stays where it is."""
        if self._shown is None:
            self.reload()
        else:
            self._look_again()

    def _look_again(self) -> None:
        """Look what has come in; a table that cannot be renewed must not go on as if it was live.

        That the engine does not answer is said by the window, and made good when it is back. One
        look is waited for before the next: where it takes longer than calls need to come in, each
        would be dropped for the one after it, and none ever be shown.
        """
        if self._session.busy(HEAD):
            self._soon.ask()
            return
        asked = self._asked

        def failed(error: ApiError) -> None:
            if asked == self._asked and not isinstance(error, Unreachable):
                self.failed.emit(error)

        self._look(HEAD, follow=self.following and not (self.oldest or self.by), failed=failed)

    def _look(
        self,
        key: str,
        *,
        follow: bool,
        failed: Callable[[ApiError], object] = lambda _error: None,
    ) -> None:
        """Ask the same question, with the clock moved on."""
        asked, oldest, by = self._asked, self.oldest, self.by
        query = self.meant
        known = self.pages.query.flow_max if self.pages.query else None

        def fetch(api: ApiClient) -> _Look:
            page = (
                api.cdrs(query, "", PAGE, 0, oldest, by) if follow else api.cdrs(query, "", 1)
            )  # only how far the records go
            now = replace(query, flow_max=page.flow_max)
            totals = fetch_totals(api, now)
            if follow or known is None:
                return _Look(page, totals, 0)
            since = replace(now, flow_min=known + 1)
            return _Look(page, totals, api.cdr_summary(since).records)

        def take(look: _Look) -> None:
            if asked == self._asked and self._shown == (self.filter, oldest, by):
                self._looked(look, follow=follow, insist=key != HEAD)

        self._ask(key, fetch, take, failed)

    def _looked(self, look: _Look, *, follow: bool, insist: bool) -> None:
        totals = look.totals
        if follow and not insist and not self.following:  # somebody has begun to read further down
            self._soon.start()
            return
        if follow:
            self.pages.renew(
                totals.query, look.page, totals.series, totals.summary.records,
                oldest=self.oldest, by=self.by,
            )  # fmt: skip
            self.loaded.emit()
        self._tell(totals)
        self.fresh.emit(look.newer)
