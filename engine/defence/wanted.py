"""What should be in the kernel: the blacklist, without what would hit somebody who is trusted.

A drop in the kernel is one that nobody sees, so nothing that the allow list names gets there: an
entry whose place is trusted, lies in a trusted network or holds a trusted place is withheld, and
the switch alone drops what comes from it. In sets of networks no element may overlap another; of
nested ones the outermost is put in, and what it covers follows when it leaves.
"""

from bisect import bisect_left
from typing import Final

from engine.defence.nft import INTERVALS, Element, SetName, element, outermost
from engine.defence.places import Places, as_network

MAX_WITHHELD: Final = 1_000
"""Withheld places that are named; the rest are counted."""

Sets = dict[SetName, dict[str, float | None]]
"""By set, the elements and when each ends (monotonic seconds), None for never."""


class Wanted:
    """Follows the switch's lists.

    Attributes:
        withheld: Places that are listed and not put into the kernel, because of the allow list.
        version: Grows with every change.
    """

    def __init__(self) -> None:
        self.withheld: set[str] = set()
        self.version = 0
        self._blocks: dict[str, float | None] = {}
        self._elements: dict[str, Element] = {}
        self._trusted: Places[str] = Places()
        self._trusts: set[str] = set()
        self._firsts: dict[int, list[int]] = {4: [], 6: []}
        self._sets: Sets = {name: {} for name in SetName}
        self._networks: Sets = {name: {} for name in INTERVALS}
        self._touched: set[SetName] = set()
        self._stale = False

    def __len__(self) -> int:
        return len(self._blocks)

    def block(self, value: str, until: float | None) -> None:
        """A place is listed, or its end is another.

        Raises:
            ValueError: it is no place.
        """
        found = element(value)
        self.version += 1
        self._blocks[value], self._elements[value] = until, found
        if not self._stale:
            self._put(value, found, until)

    def unblock(self, value: str) -> None:
        """A place is listed no more; one that never was is no mistake."""
        if self._blocks.pop(value, _NONE) is _NONE:
            return
        self.version += 1
        found = self._elements.pop(value)
        self.withheld.discard(value)
        self._home(found).pop(found.key, None)

    def trust(self, value: str) -> None:
        """A place is trusted."""
        self._trusts.add(value)
        self._trusted.put(value, value)
        self._stale = True
        self.version += 1

    def distrust(self, value: str) -> None:
        """A place is trusted no more."""
        self._trusts.discard(value)
        self._trusted.pop(value)
        self._stale = True
        self.version += 1

    def sets(self) -> Sets:
        """The elements that should be there; not to be changed by the caller."""
        if self._stale:
            self._again()
        for name in self._touched:
            networks = self._networks[name]
            self._sets[name] = {key: networks[key] for key in outermost(networks)}
        self._touched.clear()
        return self._sets

    def _again(self) -> None:
        """Work everything out anew."""
        self._stale = False
        self.withheld.clear()
        trusted = [as_network(value) for value in self._trusts]
        self._firsts = {
            version: sorted(int(one.network_address) for one in trusted if one.version == version)
            for version in (4, 6)
        }
        self._touched.update(INTERVALS)
        for within in (*self._sets.values(), *self._networks.values()):
            within.clear()
        for value, until in self._blocks.items():
            self._put(value, self._elements[value], until)

    def _put(self, value: str, found: Element, until: float | None) -> None:
        if self._trusts and self._touches(value):
            self.withheld.add(value)
            return
        self._home(found)[found.key] = until

    def _home(self, found: Element) -> dict[str, float | None]:
        """Where an element is kept; networks are sifted before they are shown."""
        if found.of in INTERVALS:
            self._touched.add(found.of)
            return self._networks[found.of]
        return self._sets[found.of]

    def _touches(self, value: str) -> bool:
        network = as_network(value)
        if self._trusted.covering(str(network.network_address)) is not None:
            return True
        firsts, first = self._firsts[network.version], int(network.network_address)
        at = bisect_left(firsts, first)
        return at < len(firsts) and firsts[at] <= int(network.broadcast_address)


_NONE: Final = object()
