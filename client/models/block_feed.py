"""Keeps the table of what is blocked up to date: whole lists, asked for at once and at events.

An event carries no more than an identifier, so what came or changed is asked for with the lists
shortly after; what is gone leaves at once. Under a distributed attack hundreds of addresses are
blocked a second; the lists are still asked for at most once in `SOON_MS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.block_values import Block, Limited, Throttle
from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, SwitchDown
from client.api.kernel_values import KernelStatus
from client.api.values import Listing, Suspension
from client.models.alive import alive
from client.models.block_groups import home
from client.models.block_rows import BlockRow, Key, key_of_block, key_of_lock, key_of_rate, rows_of
from client.models.blocks import BlockTable
from client.models.event_items import items_of
from client.models.gathering import Gathering
from client.models.own_address import own_address
from client.session import Session

SOON_MS = 1500
#: Milliseconds between two questions that no event caused: hits rise without one.
ANYWAY_MS = 15_000
PAGE = 1000
#: Entries of each list that are loaded at most; beyond that the operator is told so.
MOST = 20_000
LOAD, OWN = "blocked.load", "blocked.own"
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Blocked:
    """All lists.

    Attributes:
        blocks: what the blacklist holds.
        locks: lockouts of extensions.
        complete: whether that is all of it.
        degraded: why lockouts are not known now; empty while they are.
        rates: sources over a rate limit.
        throttles: sign-ins that are refused.
        kernel: what the kernel enforces of it.
    """

    blocks: tuple[Block, ...]
    locks: tuple[Suspension, ...]
    complete: bool = True
    degraded: str = ""
    rates: tuple[Limited, ...] = ()
    throttles: tuple[Throttle, ...] = ()
    kernel: KernelStatus = field(default_factory=KernelStatus)


def fetch_blocked(api: ApiClient) -> Blocked:
    """Ask for all lists, page by page; runs in a worker thread."""
    throttles = _throttles(api)
    blocks, whole = _all(lambda cursor: api.blacklist(cursor=cursor, limit=PAGE))
    kernel = api.kernel()
    try:
        locks, rest = _all(lambda cursor: api.suspensions(cursor=cursor, limit=PAGE))
    except SwitchDown as error:  # lockouts live in the switch, the blacklist is stored
        return Blocked(tuple(blocks), (), whole, error.detail or "503", (), throttles, kernel)
    rates, all_rates = _rates(api)
    complete = whole and rest and all_rates
    return Blocked(tuple(blocks), tuple(locks), complete, "", rates, throttles, kernel)


def _rates(api: ApiClient) -> tuple[tuple[Limited, ...], bool]:
    try:
        found, whole = _all(lambda cursor: api.limits(cursor=cursor, limit=PAGE))
    except Missing:  # an older engine has no limits
        return (), True
    return tuple(found), whole


def _throttles(api: ApiClient) -> tuple[Throttle, ...]:
    try:
        return tuple(api.throttles().items)
    except Missing:
        return ()


def _all(ask: Callable[[str], Listing[Item]]) -> tuple[list[Item], bool]:
    found: list[Item] = []
    cursor = ""
    while True:
        listing = ask(cursor)
        found += listing.items
        cursor = listing.next_cursor
        if not cursor or len(found) >= MOST:
            return found[:MOST], not cursor and len(found) <= MOST


class BlockFeed(QObject):
    """Fills a table from a session.

    Signals:
        loaded: both lists are shown.
        followed: rows left or changed without a question.
        failed: the lists could not be read; carries the error.

    Attributes:
        own: the address the operator is seen from; empty while nobody knows.
        complete: whether everything is loaded.
        degraded: why lockouts are not known now; empty while they are.
        kernel: what the kernel enforces.
    """

    loaded = Signal()
    followed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, table: BlockTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self.own, self.complete, self.degraded = "", True, ""
        self.kernel = KernelStatus()
        self._soon = Gathering(SOON_MS, self.reload, self)
        self._anyway = QTimer(self)
        self._anyway.setInterval(ANYWAY_MS)
        self._anyway.timeout.connect(self.reload)
        session.happened.connect(self._heard)

    def set_seen(self, *, seen: bool) -> None:
        """Ask now and then while somebody looks."""
        if seen:
            self._anyway.start()
        else:
            self._anyway.stop()

    def reload(self) -> None:
        """Ask now; what is shown stays until it is there."""
        self._session.call(
            LOAD, _fetch_rows, alive(self, self._take), alive(self, self.failed.emit), latest=True
        )

    def find_own(self) -> None:
        """Find out from where the operator is seen."""
        name = self._session.user
        self._session.call(
            OWN, lambda api: own_address(api, name), alive(self, self._know), _ignore, latest=True
        )

    def outdate(self) -> None:
        """Ask again shortly: something was changed."""
        self._soon.ask()

    def _take(self, answer: tuple[Blocked, list[BlockRow]]) -> None:
        found, rows = answer
        for block in found.blocks:
            if block.until is not None and block.remaining_s is not None:
                self._table.clock.learn_from_deadline(block.until, block.remaining_s)
                break
        for lock in found.locks[:1]:
            self._table.clock.learn_from_deadline(lock.until, lock.remaining_s)
        self.complete, self.degraded = found.complete, found.degraded
        self._table.sync(rows)
        self.kernel = found.kernel
        self.loaded.emit()

    def _know(self, own: str) -> None:
        self.own = own
        self.followed.emit()

    def _heard(self, kind: str, data: object) -> None:
        gone = {"blacklist": _gone_block, "suspension": _gone_lock}.get(kind)
        if gone is None:
            return
        self._table.drop(key for key in map(gone, items_of(data)) if key is not None)
        self.outdate()
        self.followed.emit()


def _fetch_rows(api: ApiClient) -> tuple[Blocked, list[BlockRow]]:
    """Return the lists and their rows; what is kept of addresses is worked out here, too."""
    found = fetch_blocked(api)
    rows = rows_of(found.blocks, found.locks, found.rates, found.throttles)
    for row in rows:
        home(row.address)
    return found, rows


def _gone_block(item: Mapping[str, Any]) -> Key | None:
    if item.get("action") == "unlimited":
        return key_of_rate(item.get("id"))
    return key_of_block(item.get("id")) if item.get("action") in ("removed", "expired") else None


def _gone_lock(item: Mapping[str, Any]) -> Key | None:
    return None if item.get("action") == "suspended" else key_of_lock(item.get("extension"))


def _ignore(error: ApiError) -> None:
    """Not knowing one's own address only leaves out a hint."""
