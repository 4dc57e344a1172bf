"""Who gives way when places for connections run short.

A peer that opened a connection and proved nothing by it can hold its place for a quarter of an hour
by a byte now and then. So when there is no place for a newcomer, one of those gives way: of the
connections that have been silent for longest, the one whose source holds most of them. A phone that
has just connected is the latest of all, and the only one of its source, so it is spared while
somebody else holds many; it has proved itself before its turn comes.

Looking is bounded: :data:`LOOK` connections for a newcomer, whatever their number.
"""

from collections import OrderedDict
from itertools import islice
from typing import Final

LOOK: Final = 64
"""Connections compared for one that gives way, the longest silent ones: some 10 µs."""


class Crowd:
    """Connections that have proved nothing, by their numbers; the longest silent first."""

    def __init__(self) -> None:
        self._order: OrderedDict[int, str] = OrderedDict()
        self._held: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, flow: int) -> bool:
        return flow in self._order

    def held(self, owner: str) -> int:
        """How many of them are of one subscriber."""
        return self._held.get(owner, 0)

    def add(self, flow: int, owner: str) -> None:
        """One more, as if it had just been heard; ``owner`` is the subscriber it is from."""
        self._order[flow] = owner
        self._held[owner] = self._held.get(owner, 0) + 1

    def heard(self, flow: int) -> None:
        """Something came over it."""
        if flow in self._order:
            self._order.move_to_end(flow)

    def drop(self, flow: int) -> None:
        """It has ended, or proved something."""
        owner = self._order.pop(flow, None)
        if owner is None:
            return
        left = self._held[owner] - 1
        if left:
            self._held[owner] = left
        else:
            del self._held[owner]

    def least(self) -> int | None:
        """The one that gives way next, None when there is none."""
        best, most = None, 0
        for flow, owner in islice(self._order.items(), LOOK):
            held = self._held[owner]
            if held > most:
                best, most = flow, held
        return best
