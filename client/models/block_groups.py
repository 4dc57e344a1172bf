"""What is blocked, gathered under the address or network that it is about.

An address of IPv6 is gathered under its /64, as the rules count it: one subscriber has all of it.
What stands alone needs no heading: its own row says everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from client.models.block_rows import BlockRow, Key, Layer
from client.models.block_rules import REMEMBERED, address_key, network_of
from client.models.block_rules import around as network_around

WORST = (Layer.ADDRESS, Layer.NUMBER, Layer.EXTENSION, Layer.SIGN_IN, Layer.RATE)
"""Layers from what shuts out most to what shuts out least."""

FEW = 5
"""Members of a group that is open when it is first seen; a larger one is folded."""

FOREVER = 1e12
"""What "for good" sorts as: behind every moment."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of everything that is blocked about one address or network.

    Attributes:
        address: the address or network; empty for what is about none.
        members: what is beneath, at least two, in their order.
        folded: whether they are hidden.
    """

    address: str
    members: tuple[BlockRow, ...]
    folded: bool = False

    @property
    def key(self) -> Key:
        """What tells it from other rows."""
        return group_key(self.address)

    @property
    def worst(self) -> BlockRow:
        """The member that shuts out most; of several, the one that lasts longest."""
        return min(self.members, key=lambda row: (WORST.index(row.layer), -end_of_row(row)))

    @property
    def since(self) -> datetime:
        """Since when the first of them is blocked."""
        return min(row.since for row in self.members)

    @property
    def last(self) -> BlockRow:
        """The member that ends last."""
        return max(self.members, key=end_of_row)

    @property
    def layers(self) -> Mapping[Layer, int]:
        """How many members each layer has, the worst layer first."""
        found = dict.fromkeys(WORST, 0)
        for row in self.members:
            found[row.layer] += 1
        return {layer: count for layer, count in found.items() if count}


Shown = BlockRow | GroupRow


def group_key(address: str) -> Key:
    """Return the key of the heading of *address*."""
    return ("group", address)


def end_of_row(row: BlockRow) -> float:
    """Return when a row ends as a number of seconds; a rate limit ends when no more comes."""
    if row.rate is not None:
        return 0.0
    return FOREVER if row.until is None else row.until.timestamp()


def members_of(rows: Iterable[Shown]) -> list[BlockRow]:
    """Return what *rows* stand for, each once: a heading stands for all beneath it."""
    found: dict[Key, BlockRow] = {}
    for row in rows:
        members = row.members if isinstance(row, GroupRow) else (row,)
        found.update((member.key, member) for member in members)
    return list(found.values())


@lru_cache(REMEMBERED)
def home(address: str) -> str:
    """Return under what *address* is gathered: itself, or the /64 of an address of IPv6."""
    network = network_of(address)
    if network is None or network.version == 4:
        return address
    return network_around(address) or str(network)


@lru_cache(REMEMBERED)
def place_of(address: str) -> str:
    """Return what *address* sorts as."""
    return address_key(address)
