"""Keeps the table of running calls up to date: events at once, the whole list every few seconds.

An event carries an identifier and a state, so a call that begins is asked for with the list
shortly after; what an event was lost of is made good by the next list. Under 50 calls a second the
list is still asked for at most once in SOON_MS. A list that was under way when an event came is
older than the event: what was heard meanwhile is told to the table once more, so that no call that
is over comes back. While the page is hidden nothing is asked.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.call_values import Call
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.call_rows import ENDED
from client.models.calls import CallTable
from client.models.event_items import items_of
from client.models.gathering import Gathering
from client.session import Session

REFRESH_MS = 5000
SOON_MS = 1500
PAGE = 1000
#: Calls that are listed at most; beyond that the operator is told to narrow the search.
MOST = 20_000

LOAD, LOOK, NAMES = "calls.load", "calls.look", "calls.gateways"


def fetch_calls(api: ApiClient, text: str, gateway: str) -> tuple[Call, ...]:
    """Ask for all running calls that fit, page by page; runs in a worker thread."""
    found: list[Call] = []
    cursor = ""
    while True:
        listing = api.calls(text, gateway, "", cursor, PAGE)
        found += listing.items
        cursor = listing.next_cursor
        if not cursor or len(found) >= MOST:
            return tuple(found[:MOST])


def fetch_names(api: ApiClient) -> tuple[str, ...]:
    """Ask for the names of all gateways, for the choice of one; runs in a worker thread."""
    return tuple(sorted(gateway.name for gateway in api.gateways(limit=PAGE).items))


class CallFeed(QObject):
    """Fills a table from a session.

    Signals:
        loaded: what was asked for is shown.
        followed: rows were brought up to date.
        failed: the list could not be read, so what is shown is old; carries the error.
        named: the names of all gateways.
    """

    loaded = Signal()
    followed = Signal()
    failed = Signal(object)
    named = Signal(object)

    def __init__(self, session: Session, table: CallTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._asked = 0
        self._seen, self._waiting = False, False
        self._meanwhile: dict[str, str] = {}  # states heard since the list was asked for
        self.text, self.gateway = "", ""
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._soon = Gathering(SOON_MS, self.refresh, self)
        session.happened.connect(self._heard)

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is loaded."""
        return self._table.loaded() < MOST

    def show(self, text: str, gateway: str) -> None:
        """Ask for something else."""
        self.text, self.gateway = text, gateway
        self.reload()

    def reload(self) -> None:
        """Ask for the list now; what is shown stays until it is there."""
        self._asked += 1
        self._waiting = True
        asked, text, gateway = self._asked, self.text, self.gateway

        def take(calls: tuple[Call, ...]) -> None:
            if asked == self._asked:
                self._waiting = False
                self._table.show(self._running(calls))
                self._catch_up()
                self.loaded.emit()

        def failed(error: ApiError) -> None:
            if asked == self._asked:
                self._waiting = False
                self.failed.emit(error)

        self._meanwhile.clear()
        self._session.call(
            LOAD,
            lambda api: fetch_calls(api, text, gateway),
            alive(self, take),
            alive(self, failed),
            latest=True,
        )
        self._session.call(NAMES, fetch_names, alive(self, self.named.emit), _ignore)

    def set_seen(self, *, seen: bool) -> None:
        """Follow the calls while they are seen, beginning at once."""
        self._seen = seen
        if seen:
            self.refresh()
            self._timer.start()
        else:
            self._timer.stop()
            self._soon.stop()

    def refresh(self) -> None:
        """Bring the rows up to date, unless the list itself is on its way."""
        asked, text, gateway = self._asked, self.text, self.gateway
        if self._waiting or not asked:
            return

        def take(calls: tuple[Call, ...]) -> None:
            if asked == self._asked and not self._waiting:
                self._table.sync(self._running(calls))
                self._catch_up()
                self.followed.emit()

        def failed(error: ApiError) -> None:
            if asked == self._asked and not self._waiting:
                self.failed.emit(error)

        if self._session.busy(LOOK):
            return
        self._meanwhile.clear()
        self._session.call(
            LOOK,
            lambda api: fetch_calls(api, text, gateway),
            alive(self, take),
            alive(self, failed),
        )

    def ended(self, call_ids: Iterable[str]) -> None:
        """Take out calls that were ended from here, also from a list that is under way."""
        gone = dict.fromkeys(call_ids, ENDED)
        self._meanwhile.update(gone)
        self._table.drop(gone)

    def _running(self, calls: tuple[Call, ...]) -> list[Call]:
        """Return the calls of a list without those that were over before it arrived."""
        return [call for call in calls if self._meanwhile.get(call.id) != ENDED]

    def _catch_up(self) -> None:
        """Tell the table what was heard while its list was under way."""
        self._table.happened(
            {"id": key, "state": state} for key, state in self._meanwhile.items() if state != ENDED
        )

    def _heard(self, kind: str, data: object) -> None:
        if kind != "call" or not self._seen:
            return
        events = list(items_of(data))
        self._meanwhile.update((str(item.get("id")), str(item.get("state"))) for item in events)
        strange = self._table.happened(events)
        if strange:
            self._soon.ask()
        self.followed.emit()


def _ignore(error: ApiError) -> None:
    """Without their names gateways are still found by the search."""
