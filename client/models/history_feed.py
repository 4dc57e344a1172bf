"""Past lockouts and blocks for a page: asked for a piece at a time, newest first."""

from __future__ import annotations

from dataclasses import replace
from ipaddress import ip_address, ip_network
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from client.api.history_values import HistoryTerms, PastEvent
from client.api.values import Listing
from client.models.alive import alive
from client.models.gathering import Gathering
from client.session import Session

LOAD, MORE, SAVE = "history.load", "history.more", "history.save"
PIECE = 500
MOST = 20_000
"""Events that are kept here; who looks for older ones narrows the search or takes the file."""

GATHER_MS = 2000


def terms_of(text: str, layer: str) -> HistoryTerms:
    """Return what a text asks for: an address or network, or words in any field."""
    text = text.strip()
    terms = HistoryTerms(layer=layer)
    try:
        if "/" in text:
            ip_network(text, strict=False)
        else:
            ip_address(text)
    except ValueError:
        return replace(terms, q=text)
    return replace(terms, address=text)


class HistoryFeed(QObject):
    """Reads the history of a session.

    Attributes:
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

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.terms = HistoryTerms()
        self.rows: tuple[PastEvent, ...] = ()
        self.more = False
        self._cursor = ""
        self._asked = 0
        self._soon = Gathering(GATHER_MS, self._look_again, self)
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    def show(self, terms: HistoryTerms) -> None:
        """Ask for other events."""
        self.terms = terms
        self.loading.emit()
        self.reload()

    def reload(self) -> None:
        """Ask anew, from the newest on."""
        self._asked += 1
        asked, terms = self._asked, self.terms

        def take(page: Listing[PastEvent]) -> None:
            if asked == self._asked:
                self._take((), page)

        self._session.call(
            LOAD, lambda api: api.past_events(terms, "", PIECE), alive(self, take),
            alive(self, self.failed.emit), latest=True,
        )  # fmt: skip

    def load_more(self) -> None:
        """Ask for the next piece, if there is one."""
        if not self.more:
            return
        self.more = False
        asked, terms, cursor, known = self._asked, self.terms, self._cursor, self.rows

        def take(page: Listing[PastEvent]) -> None:
            if asked == self._asked:
                self._take(known, page)

        self._session.call(
            MORE, lambda api: api.past_events(terms, cursor, PIECE), alive(self, take),
            alive(self, self.failed.emit),
        )  # fmt: skip

    def save(self, path: Path) -> None:
        """Write everything that is asked for, also what is not here, to a file."""
        terms = self.terms
        self._session.call(
            SAVE, lambda api: api.save_past_events(terms, path),
            alive(self, lambda _size: self.saved.emit(path)), alive(self, self.refused.emit),
        )  # fmt: skip

    def _take(self, known: tuple[PastEvent, ...], page: Listing[PastEvent]) -> None:
        self.rows = (*known, *page.items)
        self._cursor = page.next_cursor
        self.more = bool(page.next_cursor) and len(self.rows) < MOST
        self.changed.emit()

    def _heard(self, kind: str, _data: object) -> None:
        if kind in ("suspension", "blacklist"):
            self._soon.ask()

    def _look_again(self) -> None:
        """Show what has just happened, unless somebody reads far below."""
        if len(self.rows) <= PIECE:
            self.reload()
