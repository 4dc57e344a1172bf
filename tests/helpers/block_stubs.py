"""Rows of what is blocked, and an engine that answers about them at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from client.api.block_values import (
    Block,
    BlockPreview,
    Limited,
    RemovedPart,
    Throttle,
    Trusted,
    Unblocked,
)
from client.api.errors import ApiError, Missing
from client.api.kernel_values import KernelStatus
from client.api.values import Cleared, Listing, Suspension
from client.models.block_rows import BlockRow, rows_of
from client.models.server_time import ServerTime

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def clock() -> ServerTime:
    """Return a clock that stands at NOW."""
    return ServerTime(wall=NOW.timestamp, monotonic=lambda: 0.0)


def entry(number: int, value: str, left_s: float | None = None, **more: Any) -> Block:
    """Return an entry of the blacklist, by an operator unless it names a rule."""
    given: dict[str, Any] = {"source": "rule" if more.get("rule") else "operator"} | more
    return Block(
        number, "network" if "/" in value else "ip", value,
        more.get("since", NOW - timedelta(minutes=number)),
        until=None if left_s is None else NOW + timedelta(seconds=left_s), remaining_s=left_s,
        **{key: item for key, item in given.items() if key != "since"},
    )  # fmt: skip


def lock(extension: str, *, failures: int = 6, known: bool = True) -> Suspension:
    """Return a lockout that ends in ten minutes."""
    return Suspension(
        NOW - timedelta(seconds=5), NOW + timedelta(seconds=600), 600.0, "wrong passwords",
        ("203.0.113.24:5060",), 1, extension, known, failures,
    )  # fmt: skip


def limited(number: int, value: str, *, own: bool = False) -> Limited:
    """Return a source that calls more than twice a second."""
    return Limited(number, value, "calls", 2, 1, own, NOW, NOW, 7, "INVITE sip:9", int(own))


def throttled(number: int, address: str, name: str | None = "maria") -> Throttle:
    """Return sign-ins that are refused for five minutes."""
    return Throttle(number, name, address, 5, NOW, NOW + timedelta(seconds=300), 300.0)


def row(item: Block | Suspension | Limited | Throttle) -> BlockRow:
    """Return any of them as a row."""
    if isinstance(item, Limited):
        return rows_of((), (), [item])[0]
    if isinstance(item, Throttle):
        return rows_of((), (), (), [item])[0]
    return rows_of([item], ())[0] if isinstance(item, Block) else rows_of((), [item])[0]


class StubBlockApi:
    """The routes of blocked and trusted addresses over plain lists."""

    def __init__(self, *blocks: Block, locks: tuple[Suspension, ...] = ()) -> None:
        self.blocks = {block.id: block for block in blocks}
        self.locks = {each.extension: each for each in locks}
        self.allowed: list[Trusted] = []
        self.rates: dict[Any, Limited] = {}
        self.refused: dict[Any, Throttle] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.fail: dict[str, ApiError] = {}
        self.signed_in_from: tuple[str, ...] = ()
        self.own = "198.51.100.9"
        self.size = 1000
        self.status = KernelStatus()

    def _note(self, name: str, *arguments: Any) -> None:
        self.asked.append((name, *arguments))
        if name in self.fail:
            raise self.fail[name]

    def blacklist(
        self, kind: str = "", q: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Block]:
        self._note("blacklist", cursor)
        return self._page(list(self.blocks.values()), cursor)

    def kernel(self) -> KernelStatus:
        return self.status

    def suspensions(
        self, *, known: bool | None = None, q: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Suspension]:
        self._note("suspensions", cursor)
        return self._page(list(self.locks.values()), cursor)

    def _page(self, items: list[Any], cursor: str) -> Listing[Any]:
        start = int(cursor or 0)
        more = str(start + self.size) if start + self.size < len(items) else ""
        return Listing(tuple(items[start : start + self.size]), more)

    def unblock(self, block_id: Any, trust_s: int = 0) -> Unblocked:
        self._note("unblock", block_id, trust_s)
        if block_id not in self.blocks:
            raise Missing("no such entry", status=404)
        gone = self.blocks.pop(block_id)
        until = NOW + timedelta(seconds=trust_s) if trust_s else None
        parts = (RemovedPart("blacklist", gone.value), RemovedPart("counters", "3 failures"))
        return Unblocked(parts, until)

    def keep_blocked(self, block_id: Any, until: datetime | None) -> Block:
        self._note("keep_blocked", block_id, until)
        return entry(block_id, self.blocks[block_id].value)

    def limits(self, cursor: str = "", limit: int = 1000) -> Listing[Limited]:
        self._note("limits", cursor)
        return self._page(list(self.rates.values()), cursor)

    def throttles(self) -> Listing[Throttle]:
        self._note("throttles")
        return Listing(tuple(self.refused.values()))

    def lift_limit(self, limited_id: Any) -> Limited:
        self._note("lift_limit", limited_id)
        if limited_id not in self.rates:
            raise Missing("no such entry", status=404)
        return self.rates.pop(limited_id)

    def open_throttle(self, throttle_id: Any) -> Throttle:
        self._note("open_throttle", throttle_id)
        return self.refused.pop(throttle_id)

    def clear_suspensions(self, extensions: list[str], reason: str = "") -> tuple[Cleared, ...]:
        self._note("clear_suspensions", *extensions, reason)
        return tuple(Cleared(name) for name in extensions if self.locks.pop(name, None))

    def block(
        self, kind: str, value: str, reason: str, until: Any, *, force: bool = False
    ) -> Block:
        self._note("block", kind, value, reason, until, force)
        return entry(99, value)

    def block_preview(self, value: str) -> BlockPreview:
        self._note("block_preview", value)
        return BlockPreview(value, "ip", own_address=value == self.own)

    def audit(self, cursor: str = "", limit: int = 100, **filters: str) -> Listing[Any]:
        self._note("audit", filters)
        return Listing(tuple({"address": address} for address in self.signed_in_from))

    def allowlist(self) -> tuple[Trusted, ...]:
        self._note("allowlist")
        return tuple(self.allowed)

    def trust(self, value: str, comment: str, until: Any) -> Trusted:
        self._note("trust", value, comment, until)
        return Trusted(1, value, "ip", NOW, comment, "admin", until)

    def distrust(self, trusted_id: Any) -> None:
        self._note("distrust", trusted_id)
