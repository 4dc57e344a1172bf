"""Gestures on the chart become filters, and there is a way back from each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from client.api.client import ApiClient
from client.models.alive import alive
from client.models.cdr_feed import CdrFeed
from client.models.cdr_filter import CdrFilter
from client.models.cdr_zoom import PARAMETER, USUAL_DAYS, Trail, wider, widest, zoomed
from client.session import Session
from client.views.pages.cdr.chart import RecordChart

LIMIT = "cdr.limit"


class Zooming(QObject):
    """The hand between chart and filter.

    Args:
        chart: where the gestures are made.
        feed: whose filter they change.
        show: shows the records of another filter.
        session: who is asked how many days a question may span.
    """

    def __init__(
        self,
        chart: RecordChart,
        feed: CdrFeed,
        show: Callable[[CdrFilter], object],
        session: Session,
    ) -> None:
        super().__init__(chart)
        self._chart, self._feed, self._show, self._session = chart, feed, show, session
        self._trail = Trail()
        self._returning = False
        self.days = USUAL_DAYS
        chart.range_chosen.connect(self.choose)
        chart.bar_chosen.connect(self._choose_bar)
        chart.zoom_wanted.connect(self._zoom)
        chart.wider_wanted.connect(self.zoom_out)
        chart.back_wanted.connect(self.back)
        feed.totalled.connect(lambda _totals: self._offer())
        session.happened.connect(self._heard)
        self._offer()

    def learn(self) -> None:
        """Ask how many days a question may span."""

        def fetch(api: ApiClient) -> int:
            return int(api.parameter(PARAMETER).value)

        ignored = alive(self, lambda _error: None)
        self._session.call(LIMIT, fetch, alive(self, self._learned), ignored)

    def choose(self, first: datetime, last: datetime) -> None:
        """Show the records of a range."""
        self._go(self._feed.filter.between(first, last))

    def zoom_out(self) -> None:
        """Show twice as much time, as far as the engine allows."""
        query = self._feed.query
        self.choose(*wider((query.start, query.end), self.days))

    def remember(self, shown: CdrFilter, wanted: CdrFilter) -> None:
        """Keep what is shown before something else is, whoever wants that."""
        if not self._returning and wanted != shown:
            self._trail.add(shown)
            self._offer()

    def back(self) -> None:
        """Show what was shown before."""
        before = self._trail.back()
        if before is not None:
            self._returning = True
            try:
                self._show(before)
            finally:
                self._returning = False
        self._offer()

    def _zoom(self, around: datetime, times: float) -> None:
        query = self._feed.query
        moments = (query.start, query.end)
        wanted = zoomed(moments, around, times, self.days)
        if wanted[1] - wanted[0] != moments[1] - moments[0]:
            self.choose(*wanted)

    def _choose_bar(self, first: datetime, last: datetime, mode: int) -> None:
        """Narrow down to the records of one bar; at the edges it may reach out of the range."""
        query = self._feed.query
        wanted = self._feed.filter.between(max(first, query.start), min(last, query.end))
        self._go(wanted if mode < 0 else wanted.only("billing_modes", (mode,)))

    def _go(self, wanted: CdrFilter) -> None:
        if wanted != self._feed.filter:
            self._show(wanted)

    def _learned(self, days: int) -> None:
        self.days = days
        self._offer()

    def _heard(self, kind: str, _data: object) -> None:
        if kind == "parameter":
            self.learn()

    def _offer(self) -> None:
        query = self._feed.query
        limit = self.days if widest((query.start, query.end), self.days) else 0
        self._chart.show_ways(back=bool(self._trail), limit_days=limit)
