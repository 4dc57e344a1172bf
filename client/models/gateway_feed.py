"""Keeps a table of gateways up to date: the whole list of one kind, every two seconds while seen.

Live figures come with the list and with nothing else, so the list is asked for again; an answer
that is the same paints nothing. While the page is hidden nothing is asked.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.call_values import Gateway
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.gateways import GatewayTable
from client.session import Session

REFRESH_MS = 2000
PAGE = 500
#: Gateways that are listed at most; an installation has some dozens.
MOST = 5000


def fetch_gateways(api: ApiClient, kind: str, text: str) -> tuple[Gateway, ...]:
    """Ask for all gateways of a kind, page by page; runs in a worker thread."""
    found: list[Gateway] = []
    cursor = ""
    while True:
        listing = api.gateways(kind, text, cursor, PAGE)
        found += listing.items
        cursor = listing.next_cursor
        if not cursor or len(found) >= MOST:
            return tuple(found[:MOST])


class GatewayFeed(QObject):
    """Fills a table from a session.

    Signals:
        loaded: what was asked for is shown.
        refreshed: fresh figures are shown.
        failed: it could not be read; carries the error.
    """

    loaded = Signal()
    refreshed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, table: GatewayTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._load, self._look = f"gateways.{table.kind}.load", f"gateways.{table.kind}.look"
        self._asked = 0
        self._changes = 0
        self._waiting = False
        self.text = ""
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self._refresh)

    def show(self, text: str) -> None:
        """Ask for something else."""
        self.text = text
        self.reload()

    def reload(self) -> None:
        """Ask for the list now; what is shown stays until it is there."""
        self._asked += 1
        self._waiting = True
        asked, kind, text = self._asked, self._table.kind, self.text
        changes = self._changes

        def take(gateways: tuple[Gateway, ...]) -> None:
            if changes != self._changes:
                self.reload()
            elif asked == self._asked:
                self._waiting = False
                self._table.show(gateways)
                self.loaded.emit()

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self._waiting = False
                self.failed.emit(error)

        self._session.call(
            self._load,
            lambda api: fetch_gateways(api, kind, text),
            alive(self, take),
            alive(self, failed),
            latest=True,
        )

    def set_seen(self, *, seen: bool) -> None:
        """Keep figures fresh while they are seen, beginning at once."""
        if seen:
            self._refresh()
            self._timer.start()
        else:
            self._timer.stop()

    def outdate(self) -> None:
        """Drop figures that are under way: they are older than a change that was just made."""
        self._changes += 1

    def _refresh(self) -> None:
        """Ask for fresh figures, unless the list itself is on its way."""
        asked, kind, text = self._asked, self._table.kind, self.text
        changes = self._changes
        if self._waiting or not asked:
            return

        def take(gateways: tuple[Gateway, ...]) -> None:
            if (asked, changes) == (self._asked, self._changes) and not self._waiting:
                self._table.show(gateways)
                self.refreshed.emit()

        self._session.call(
            self._look, lambda api: fetch_gateways(api, kind, text), alive(self, take), _ignore
        )


def _ignore(error: ApiError) -> None:
    """A refresh that failed is made good by the next one, or by the reload on reconnecting."""
