"""One row of everything that is blocked, whatever layer blocks it.

A lockout of an extension, an address of the blacklist, a rate limit and a refused sign-in are
different things to the engine and one question to the operator: who, why, until when, and how to
undo it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from client.api.block_values import Block, Limited, Throttle
from client.api.values import Suspension
from client.models.block_rules import bare_address, covers

Key = tuple[str, str]


class Layer(StrEnum):
    """What refuses: everything from an address, one extension, what is too much, a sign-in."""

    ADDRESS = "address"
    EXTENSION = "extension"
    NUMBER = "number"
    RATE = "rate"
    SIGN_IN = "sign_in"


_WORST = (Layer.ADDRESS, Layer.SIGN_IN, Layer.RATE, Layer.EXTENSION, Layer.NUMBER)
"""Which of several restrictions of one's own address is said."""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One thing that is blocked; exactly one of the four entries is there.

    Attributes:
        layer: what refuses.
        what: the address, the network or the extension.
        since: since when.
        until: when it ends by itself; None: never.
        repeats: how often it was blocked before.
        block: the entry of the blacklist.
        lock: the lockout.
        rate: the source over a limit.
        throttle: the sign-ins that are refused.
        key: what tells it from the others.
        address: the address or network that is meant, or behind a lockout the first one; or empty.
        haystack: everything a search looks through.
    """

    layer: Layer
    what: str
    since: datetime
    until: datetime | None
    repeats: int
    block: Block | None = None
    lock: Suspension | None = None
    rate: Limited | None = None
    throttle: Throttle | None = None
    key: Key = field(init=False, compare=False, repr=False)
    address: str = field(init=False, compare=False, repr=False)
    haystack: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Work out once what thousands of rows are asked for again and again."""
        object.__setattr__(self, "key", self._own_key())
        object.__setattr__(self, "address", self._own_address())
        object.__setattr__(self, "haystack", self._own_haystack())

    def _own_key(self) -> Key:
        if self.block is not None:
            return key_of_block(self.block.id)
        for entry in (self.rate, self.throttle):
            if entry is not None:
                return (self.layer, str(entry.id))
        return (self.layer, self.what)

    def _own_address(self) -> str:
        if self.block is not None:
            return self.block.value if self.layer is Layer.ADDRESS else ""
        if self.rate is not None:
            return self.rate.value
        if self.throttle is not None:
            return self.throttle.address
        sources = self.lock.sources if self.lock is not None else ()
        return bare_address(sources[0]) if sources else ""

    def _own_haystack(self) -> str:
        if self.block is not None:
            item = self.block
            return f"{item.value} {item.reason} {item.evidence} {item.by} {item.rule}".casefold()
        if self.rate is not None:
            return f"{self.rate.value} {self.rate.limit} {self.rate.evidence}".casefold()
        if self.throttle is not None:
            return f"{self.what} {self.throttle.address}".casefold()
        sources = " ".join(self.lock.sources) if self.lock is not None else ""
        return f"{self.what} {self.lock.reason if self.lock else ''} {sources}".casefold()

    def matches(self, text: str) -> bool:
        """Say whether a search finds it; an address also finds the network that it is in."""
        wanted = text.strip().casefold()
        return not wanted or wanted in self.haystack or covers(self.address, wanted)


def rows_of(
    blocks: Iterable[Block],
    locks: Iterable[Suspension],
    rates: Iterable[Limited] = (),
    throttles: Iterable[Throttle] = (),
) -> list[BlockRow]:
    """Return all as rows, what was blocked last first."""
    rows = [
        BlockRow(_layer(item), item.value, item.since, item.until, item.repeats, block=item)
        for item in blocks
    ]
    rows += [
        BlockRow(Layer.EXTENSION, item.extension, item.since, item.until, item.repeats, lock=item)
        for item in locks
    ]
    rows += [BlockRow(Layer.RATE, item.value, item.since, None, 0, rate=item) for item in rates]
    rows += [
        BlockRow(Layer.SIGN_IN, item.name or item.address, item.since, item.until, 0, throttle=item)
        for item in throttles
    ]
    return sorted(rows, key=lambda row: (row.since, row.key), reverse=True)


def _layer(block: Block) -> Layer:
    return Layer.NUMBER if block.kind == "number" else Layer.ADDRESS


def key_of_block(block_id: object) -> Key:
    """Return the key of an entry of the blacklist, as an event names it."""
    return (Layer.ADDRESS, str(block_id))


def key_of_rate(limited_id: object) -> Key:
    """Return the key of a source over a limit, as an event names it."""
    return (Layer.RATE, str(limited_id))


def key_of_lock(extension: object) -> Key:
    """Return the key of a lockout, as an event names it."""
    return (Layer.EXTENSION, str(extension))


def blocking(rows: Iterable[BlockRow], address: str) -> BlockRow | None:
    """Return what restricts *address*, for example the operator's own, or nothing; worst first."""
    if not address:
        return None
    found = [row for row in rows if row.lock is None and covers(row.address, address)]
    return min(found, key=lambda row: _WORST.index(row.layer), default=None)
