"""One row of everything that is blocked, whatever layer blocks it.

A lockout of an extension and an address of the blacklist are different things to the engine and one
question to the operator: who, why, until when, and how to undo it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from client.api.block_values import Block
from client.api.values import Suspension
from client.models.block_rules import bare_address, covers

Key = tuple[str, str]


class Layer(StrEnum):
    """What refuses: the registrar one extension, or the front door everything from an address."""

    ADDRESS = "address"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One thing that is blocked; exactly one of ``block`` and ``lock`` is there.

    Attributes:
        layer: what refuses.
        what: the address, the network or the extension.
        since: since when.
        until: when it ends by itself; None: never.
        repeats: how often it was blocked before.
        block: the entry of the blacklist.
        lock: the lockout.
    """

    layer: Layer
    what: str
    since: datetime
    until: datetime | None
    repeats: int
    block: Block | None = None
    lock: Suspension | None = None

    @property
    def key(self) -> Key:
        """What tells it from the others."""
        return (self.layer, str(self.block.id) if self.block is not None else self.what)

    @property
    def address(self) -> str:
        """The address or network that is meant, or behind a lockout the first one; or empty."""
        if self.block is not None:
            return self.block.value
        sources = self.lock.sources if self.lock is not None else ()
        return bare_address(sources[0]) if sources else ""

    @property
    def haystack(self) -> str:
        """Everything a search looks through."""
        if self.block is not None:
            item = self.block
            return f"{item.value} {item.reason} {item.evidence} {item.by} {item.rule}".casefold()
        sources = " ".join(self.lock.sources) if self.lock is not None else ""
        return f"{self.what} {self.lock.reason if self.lock else ''} {sources}".casefold()

    def matches(self, text: str) -> bool:
        """Say whether a search finds it; an address also finds the network that it is in."""
        wanted = text.strip().casefold()
        return not wanted or wanted in self.haystack or covers(self.address, wanted)


def rows_of(blocks: Iterable[Block], locks: Iterable[Suspension]) -> list[BlockRow]:
    """Return both as rows, what was blocked last first."""
    rows = [
        BlockRow(Layer.ADDRESS, item.value, item.since, item.until, item.repeats, block=item)
        for item in blocks
    ]
    rows += [
        BlockRow(Layer.EXTENSION, item.extension, item.since, item.until, item.repeats, lock=item)
        for item in locks
    ]
    return sorted(rows, key=lambda row: (row.since, row.key), reverse=True)


def key_of_block(block_id: object) -> Key:
    """Return the key of an entry of the blacklist, as an event names it."""
    return (Layer.ADDRESS, str(block_id))


def key_of_lock(extension: object) -> Key:
    """Return the key of a lockout, as an event names it."""
    return (Layer.EXTENSION, str(extension))


def blocking(rows: Iterable[BlockRow], address: str) -> BlockRow | None:
    """Return what blocks *address*, for example the operator's own, or nothing."""
    blocked = (row for row in rows if row.block is not None and covers(row.block.value, address))
    return next(blocked, None) if address else None
