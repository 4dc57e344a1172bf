"""The last records, whatever they are: a list that is kept whole, and goes on by itself.

Records that came in are asked for by their flow numbers, so that a long call that ends now takes
its place among those that began when it did. A quick filter looks through what is here and asks
nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.cdr_values import Cdr, CdrPage, MissingDays, Vocabulary
from client.api.client import ApiClient
from client.api.errors import ApiError, Unreachable
from client.models.alive import alive
from client.models.gathering import Gathering
from client.models.table import TableModel
from client.session import Session

MOST = 1000
"""As many as VOS3000 shows; the engine gives no more at once."""

SOON_MS = 1000
LOAD, NEWS, WORDS = "recent.load", "recent.news", "recent.words"


class RecentFeed(QObject):
    """Fills a table with the last records.

    Signals:
        loading: All of them are asked for.
        changed: What is here, or what of it is shown, has changed.
        failed: They could not be read; carries the error.
        words_changed: The `Vocabulary`.
        lacking: The `MissingDays` that may have some of the last records; none when there are none.

    Attributes:
        following: whether new records go into the table as they come.
        waiting: how many have come that the table does not show.
    """

    loading = Signal()
    changed = Signal()
    failed = Signal(object)
    words_changed = Signal(object)
    lacking = Signal(object)

    def __init__(
        self,
        session: Session,
        table: TableModel[Cdr],
        words_of: Callable[[Cdr], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._table, self._words_of = session, table, words_of
        self.following = True
        self.waiting = 0
        self._rows: list[Cdr] = []
        self._come: list[Cdr] = []
        self._said: dict[int, str] = {}
        self._text = ""
        self._flow: int | None = None
        self._soon = Gathering(SOON_MS, self._ask_news, self)
        session.happened.connect(self._heard)
        session.resynced.connect(self._ask_news)

    def reload(self) -> None:
        """Ask for all of them, and for the words of their codes."""
        self.loading.emit()
        self._ask(WORDS, lambda api: api.cdr_vocabulary(), self._learn)
        self._ask(LOAD, lambda api: api.recent_cdrs(MOST), self._take, self.failed.emit)

    def filter(self, text: str) -> None:
        """Show only records in which every word of a text occurs."""
        self._text = text.casefold()
        self._show()

    def count(self) -> int:
        """How many records are here, shown or not."""
        return len(self._rows)

    def follow(self, *, following: bool) -> None:
        """Take new records in as they come, or only count them."""
        self.following = following
        if following and self._come:
            self.take_fresh()

    def take_fresh(self) -> None:
        """Show what has come in."""
        come, self._come = self._come, []
        self._merge(come)

    def _heard(self, kind: str, _data: object) -> None:
        if kind == "cdr":
            self._soon.ask()

    def _ask_news(self) -> None:
        flow = self._flow
        if flow is None:
            self.reload()
            return

        def take(page: CdrPage) -> None:
            if flow == self._flow:
                self._flow = page.flow_max if page.flow_max is not None else flow
                self._arrive(list(page.items))

        def failed(error: ApiError) -> None:
            if not isinstance(error, Unreachable):  # that is said by the window
                self.failed.emit(error)

        self._ask(NEWS, lambda api: api.recent_cdrs(MOST, flow + 1), take, failed)

    def _take(self, page: CdrPage) -> None:
        self._flow = page.flow_max
        self._rows, self._come = [], []
        self._said.clear()
        self._merge(list(page.items))
        self.lacking.emit(self._of_the_last(page.missing))

    def _of_the_last(self, missing: tuple[MissingDays, ...]) -> tuple[MissingDays, ...]:
        """Without the days before the last records: of these none would be shown."""
        if len(self._rows) < MOST:
            return missing
        oldest = self._rows[-1].start.astimezone(UTC).date().isoformat()
        return tuple(each for each in missing if each.last_day >= oldest)

    def _arrive(self, rows: list[Cdr]) -> None:
        if not rows:
            self.changed.emit()
            return
        if self.following:
            self._merge(rows)
            return
        self._come = _latest([*rows, *self._come])
        self.waiting = len(self._come)
        self.changed.emit()

    def _merge(self, rows: list[Cdr]) -> None:
        self._rows = _latest([*rows, *self._rows])
        self._said.update((row.flow_no, self._words_of(row).casefold()) for row in rows)
        kept = {row.flow_no for row in self._rows}
        self._said = {flow: said for flow, said in self._said.items() if flow in kept}
        self.waiting = len(self._come)
        self._show()

    def _show(self) -> None:
        words = self._text.split()
        shown = [
            row for row in self._rows if all(word in self._said[row.flow_no] for word in words)
        ]
        self._table.set_rows(shown)
        self.changed.emit()

    def _learn(self, vocabulary: Vocabulary) -> None:
        self.words_changed.emit(vocabulary)
        self._said = {row.flow_no: self._words_of(row).casefold() for row in self._rows}

    def _ask(
        self,
        key: str,
        fetch: Callable[[ApiClient], Any],
        take: Callable[[Any], object],
        failed: Callable[[ApiError], object] = lambda _error: None,
    ) -> None:
        """Ask in a thread; without *failed* an error is passed over."""
        self._session.call(key, fetch, alive(self, take), alive(self, failed), latest=True)


def _latest(rows: list[Cdr]) -> list[Cdr]:
    """The newest `MOST`, each once, newest first."""
    by_flow = {row.flow_no: row for row in rows}
    ordered = sorted(by_flow.values(), key=lambda row: (row.start, row.flow_no), reverse=True)
    return ordered[:MOST]
