"""Keeps a table of records, its feed and the line over it in step.

What is seen is fetched. At the top of the table new records come in by themselves; whoever has
scrolled away reads undisturbed, and the pill says how many there are by now. Back at the top they
are taken in. In another order that was chosen the pill keeps it: the oldest record first, the new
ones are at the end; sorted by another column, they are wherever their values put them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from client.api.errors import ApiError
from client.models.cdr_columns import SORTED_BY, most_sorted
from client.models.cdr_feed import CdrFeed
from client.models.row_model import RowRole
from client.views.pages.cdr.jump_panel import JumpPanel
from client.views.pages.cdr.record_view import RecordView
from client.views.pages.cdr.table_strip import TableStrip


class LiveTable(QObject):
    """The hand between feed, table and line.

    Args:
        feed: where the records come from.
        view: the table.
        strip: the line over it.
        panel: where a time to jump to is typed.
        tell: says a sentence to the operator.
    """

    def __init__(
        self,
        feed: CdrFeed,
        view: RecordView,
        strip: TableStrip,
        panel: JumpPanel,
        tell: Callable[[str], object],
    ) -> None:
        super().__init__(view)
        self._feed, self._view, self._strip, self._panel = feed, view, strip, panel
        self._tell = tell
        self._waiting = 0
        self._to_end = False
        view.seen.connect(self._seen)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())
        view.order_chosen.connect(self.sort)
        feed.unsorted.connect(self._unsorted)
        feed.fresh.connect(self._fresh)
        feed.began.connect(self._began)
        feed.pages.arrived.connect(self._say_place)
        feed.pages.placed.connect(self._placed)
        strip.fresh_wanted.connect(self.show_fresh)
        strip.live_chosen.connect(lambda _on: self._follow())
        strip.jump_wanted.connect(self.open_jump)
        panel.chosen.connect(self.jump)

    def show_fresh(self) -> None:
        """Show what has come in and go there, in the order that was chosen."""
        feed = self._feed
        if feed.oldest or feed.by:
            self._to_end = feed.oldest and not feed.by
            feed.reload()
            return
        self._view.scrollToTop()
        feed.take_fresh()

    def sort(self, key: str, oldest: bool) -> None:
        """Sort by a column, if there are not too many records for that."""
        feed, most = self._feed, most_sorted(key)
        count = feed.totals.summary.records if feed.totals else 0
        if count > most:
            words = self.tr(
                "{count} records are too many to be sorted by this column, {most} at most. Filter, "
                "or choose a shorter time."
            )
            self._tell(words.format(count=f"{count:,}", most=f"{most:,}"))
            return
        self._view.show_order(oldest=oldest, key=key)
        feed.sort(oldest=oldest, by=SORTED_BY.get(key, ""))

    def open_jump(self) -> None:
        """Ask for a time, beginning with the one that is seen."""
        if self._feed.by:
            self._tell(
                self.tr("To jump to a time, sort by Start: the records are in another order now.")
            )
            return
        query = self._feed.pages.query or self._feed.query
        row = self._view.model().index(self._view.first_row(), 0).data(RowRole)
        self._panel.open(row.start if row else query.end, query.start, query.end)

    def jump(self, moment: datetime) -> None:
        """Go to the first record at or before a moment."""
        self._feed.pages.find(moment)

    def _seen(self, first: int, last: int) -> None:
        self._feed.pages.look_at(first, last)
        self._follow()
        self._say_place()

    def _unsorted(self, error: ApiError) -> None:
        """There are too many records for the order by now; they are in that of time."""
        self._view.show_order(oldest=False)
        self._tell(error.detail)

    def _began(self) -> None:
        """Another result is read from its top."""
        self._to_end, self._waiting = False, 0
        self._view.scrollToTop()
        self._follow()

    def _follow(self) -> None:
        """Follow what comes in while the top is seen and nobody has paused it."""
        feed = self._feed
        ordered = bool(feed.oldest or feed.by)
        wanted = self._view.at_top() and self._strip.live.isChecked() and not ordered
        self._strip.show_live(following=wanted, ordered=ordered)
        feed.following = wanted
        if wanted and self._waiting:
            self._waiting = 0
            QTimer.singleShot(0, self, feed.take_fresh)

    def _fresh(self, count: int) -> None:
        self._waiting = count
        self._strip.show_fresh(count)
        if self._to_end and not count:
            self._to_end = False
            self._view.scrollToBottom()
        self._say_place()

    def _say_place(self) -> None:
        view = self._view
        count = view.model().rowCount()
        self._strip.show_place(
            view.first_row(), view.last_row(), count, known=self._feed.pages.counted
        )

    def _placed(self, row: int, exact: bool) -> None:
        self._view.go_to(row)
        if not exact:
            self._tell(self.tr("There is no record at or before that time: this is the oldest."))
