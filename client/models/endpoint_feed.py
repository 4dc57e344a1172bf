"""Keeps the endpoint table up to date: pages from the engine, live events, what events left out.

Events change loaded rows at once but carry little: no bindings, no reason. So rows they touched
are asked for again shortly after, bounded in number, and the counts of the chips with them. Under
attack there are hundreds of events a second; the engine gathers them, and this asks at most once
in CATCH_UP_MS whatever happens.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.endpoint_pages import CaughtUp, Page, Shows, fetch, fetch_each
from client.models.endpoint_rows import (
    EndpointRow,
    after_endpoint_event,
    after_suspension_event,
)
from client.models.endpoints import EndpointTable
from client.models.event_items import items_of
from client.models.gathering import Gathering
from client.session import Session

CATCH_UP_MS = 1500
#: Rows asked for one by one in one catch-up: about what a screen shows.
ONE_BY_ONE = 40

LOAD, MORE, CATCH_UP = "endpoints.load", "endpoints.more", "endpoints.catch-up"


class EndpointFeed(QObject):
    """Fills a table from a session.

    Signals:
        loaded: The first page of what was asked for is shown.
        failed: It could not be read; carries the error.
        counted: Fresh totals by state, as a mapping.
        degraded: Why states are not known now; empty while they are.
        loading_more: Whether a further page is on its way.
    """

    loaded = Signal()
    failed = Signal(object)
    counted = Signal(object)
    degraded = Signal(str)
    loading_more = Signal(bool)

    def __init__(
        self, session: Session, table: EndpointTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._shows = Shows.ALL
        self._text = ""
        self._cursor = ""
        self._asked = 0
        self._touched: dict[str, None] = {}
        self._soon = Gathering(CATCH_UP_MS, self._catch_up, self)
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    @property
    def shows(self) -> Shows:
        """What is shown."""
        return self._shows

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is loaded."""
        return not self._cursor

    def show(self, shows: Shows, text: str) -> None:
        """Ask for something else."""
        self._shows, self._text = shows, text
        self.reload()

    def reload(self) -> None:
        """Load the first page anew; what is shown stays until it is there."""
        self._asked += 1
        asked, shows, text = self._asked, self._shows, self._text

        def take(page: Page) -> None:
            if asked == self._asked:
                self._begin(page)

        self._session.call(
            LOAD,
            lambda api: fetch(api, shows, text),
            alive(self, take),
            alive(self, self.failed.emit),
            latest=True,
        )

    def more(self) -> None:
        """Load the next page, if there is one and none is on its way."""
        cursor, asked = self._cursor, self._asked
        if not cursor or self._session.busy(MORE):
            return

        def take(page: Page) -> None:
            if asked == self._asked:
                self._continue(page)
            self.loading_more.emit(False)

        def failed(error: ApiError) -> None:
            self.loading_more.emit(False)
            self.failed.emit(error)

        shows, text = self._shows, self._text
        self.loading_more.emit(True)
        self._session.call(
            MORE,
            lambda api: fetch(api, shows, text, cursor),
            alive(self, take),
            alive(self, failed),
        )

    def touch(self, extensions: Iterable[str]) -> None:
        """Ask for these rows, and the totals, again shortly."""
        self._touched.update(dict.fromkeys(extensions))
        self._soon.ask()

    # Answers

    def _begin(self, page: Page) -> None:
        self._learn(page)
        self._cursor = page.cursor
        self._table.set_fetch_more(self.more if page.cursor else None)
        self._table.show(page.rows)
        self.loaded.emit()

    def _continue(self, page: Page) -> None:
        self._learn(page)
        self._cursor = page.cursor
        self._table.set_fetch_more(self.more if page.cursor else None)
        self._table.add_page(page.rows)

    def _learn(self, page: Page) -> None:
        for suspension in page.suspensions[:1]:
            self._table.clock.learn_from_deadline(suspension.until, suspension.remaining_s)
        if page.counts:
            self.counted.emit(page.counts)
        self.degraded.emit(page.degraded)

    # Events

    def _heard(self, kind: str, data: object) -> None:
        change = {"endpoint": self._registered, "suspension": self._suspended}.get(kind)
        if change is None:
            return
        changed: dict[str, EndpointRow] = {}
        created: list[str] = []
        for item in items_of(data):
            extension = str(item.get("extension", ""))
            row = changed.get(extension) or self._table.endpoint(extension)
            if row is not None:
                changed[extension] = change(row, item)
            elif item.get("action") == "created":
                created.append(extension)
        self._table.change(changed.values())
        self.touch([*(name for name, row in changed.items() if row.known), *created])

    def _registered(self, row: EndpointRow, item: Mapping[str, Any]) -> EndpointRow:
        return after_endpoint_event(row, item)

    def _suspended(self, row: EndpointRow, item: Mapping[str, Any]) -> EndpointRow:
        return after_suspension_event(row, item, self._table.clock.now())

    def _catch_up(self) -> None:
        """Fill in what events left out. A list of lockouts is read whole while it is one page."""
        asked, shows, text = self._asked, self._shows, self._text
        wanted = tuple(self._touched)[:ONE_BY_ONE]
        whole = shows in (Shows.SUSPENDED, Shows.UNKNOWN) and self.complete

        def ask(api: ApiClient) -> CaughtUp:
            if whole:
                return CaughtUp(page=fetch(api, shows, text))
            return CaughtUp(fetch(api, Shows.ALL, "", limit=1), *fetch_each(api, wanted))

        def take(found: CaughtUp) -> None:
            if asked != self._asked:
                return
            self._learn(found.page)
            if whole and not found.page.cursor:
                self._table.sync(found.page.rows)
            self._table.change(found.rows)
            self._table.drop(found.gone)
            if shows is Shows.ALL and not text and self.complete:
                self._table.add_page(found.rows)

        if self._session.call(CATCH_UP, ask, alive(self, take), _ignore):
            for extension in wanted:
                del self._touched[extension]
        if self._touched:
            self._soon.start()


def _ignore(error: ApiError) -> None:
    """A catch-up that failed is made good by the next event or by the reload on reconnecting."""
