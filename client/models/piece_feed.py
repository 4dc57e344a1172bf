"""A long list, newest first, asked for a piece at a time; the base of those that read one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.client import ApiClient
from client.api.values import Listing
from client.models.alive import alive
from client.models.gathering import Gathering
from client.session import Session

PIECE = 500
MOST = 20_000
"""Rows that are kept here; who looks for older ones narrows the search or takes the file."""

GATHER_MS = 2000


class PieceFeed(QObject):
    """Reads a list of a session; what list, those who derive from it say.

    Attributes:
        key: names its calls.
        kinds: events after which it is looked at again.
        terms: which rows.
        rows: what is here, newest first.
        more: whether there is more behind it.

    Signals:
        loading: all of it is asked for.
        changed: what is here has changed.
        failed: it could not be read; carries the error.
        saved: carries the path of a file that is written.
        refused: it could not be written; carries the error.
    """

    loading = Signal()
    changed = Signal()
    failed = Signal(object)
    saved = Signal(object)
    refused = Signal(object)
    key = ""
    kinds: tuple[str, ...] = ()

    def __init__(self, session: Session, terms: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.terms = terms
        self.rows: tuple[Any, ...] = ()
        self.more = False
        self._cursor = ""
        self._asked = 0
        self._soon = Gathering(GATHER_MS, self._look_again, self)
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    def fetch(self, api: ApiClient, terms: Any, cursor: str) -> Listing[Any]:
        """Return a piece; runs in a worker thread."""
        raise NotImplementedError

    def write(self, api: ApiClient, terms: Any, path: Path) -> int:
        """Write all of it to a file; runs in a worker thread."""
        raise NotImplementedError

    def show(self, terms: Any) -> None:
        """Ask for other rows."""
        self.terms = terms
        self.loading.emit()
        self.reload()

    def reload(self) -> None:
        """Ask anew, from the newest on."""
        self._asked += 1
        self._ask("load", (), "", latest=True)

    def load_more(self) -> None:
        """Ask for the next piece, if there is one."""
        if self.more:
            self.more = False
            self._ask("more", self.rows, self._cursor, latest=False)

    def save(self, path: Path) -> None:
        """Write everything that is asked for, also what is not here, to a file."""
        terms = self.terms
        self._session.call(
            f"{self.key}.save", lambda api: self.write(api, terms, path),
            alive(self, lambda _size: self.saved.emit(path)), alive(self, self.refused.emit),
        )  # fmt: skip

    def _ask(self, name: str, known: tuple[Any, ...], cursor: str, *, latest: bool) -> None:
        asked, terms = self._asked, self.terms

        def ours(use: Callable[[Any], object]) -> Callable[[Any], None]:
            def call(value: Any) -> None:
                if asked == self._asked:
                    use(value)

            return alive(self, call)

        def take(page: Listing[Any]) -> None:
            self._take(known, page)

        self._session.call(
            f"{self.key}.{name}", lambda api: self.fetch(api, terms, cursor), ours(take),
            ours(self.failed.emit), latest=latest,
        )  # fmt: skip

    def _take(self, known: tuple[Any, ...], page: Listing[Any]) -> None:
        self.rows = (*known, *page.items)
        self._cursor = page.next_cursor
        self.more = bool(page.next_cursor) and len(self.rows) < MOST
        self.changed.emit()

    def _heard(self, kind: str, _data: object) -> None:
        if kind in self.kinds:
            self._soon.ask()

    def _look_again(self) -> None:
        """Show what has just happened, unless somebody reads far below."""
        if len(self.rows) <= PIECE:
            self.reload()
