"""Where each extension can be reached (the location service of RFC 3261 §10).

Bindings end by their stored deadlines: whoever asks compares them with the time he brings, and one
sweep tidies up. Per extension only the earliest deadline is scheduled; a binding that is renewed
meanwhile is found alive by the sweep and scheduled again, so renewing costs nothing there.
"""

from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final

import msgspec

from engine.addresses import subscriber
from engine.registrar.binding import Binding, dump, load
from engine.registrar.deadlines import Deadlines
from engine.registrar.name_order import NameOrder
from engine.registrar.update import MAX_BINDINGS, Bindings

_NONE: Final = 0
_SLACK: Final = 1000


class _Place(msgspec.Struct, gc=False):
    """The bindings of one extension; ``bucket`` 0 while nothing is scheduled."""

    bindings: Bindings = ()
    bucket: int = _NONE
    last_seen: float | None = None


class Locations:
    """All bindings.

    Attributes:
        registered: Extensions with at least one binding, as of the latest sweep.
        bindings: Bindings, as of the latest sweep.
    """

    def __init__(self, now: float) -> None:
        self._places: dict[str, _Place] = {}
        self._deadlines = Deadlines(now)
        self._order = NameOrder()
        self._sources: dict[str, int] = {}
        self.registered = 0
        self.bindings = 0

    def live(self, extension: str, now: float) -> Bindings:
        """The bindings of ``extension`` that have not ended."""
        place = self._places.get(extension)
        if place is None:
            return ()
        bindings = place.bindings
        for binding in bindings:
            if binding.expires_at <= now:
                return tuple(b for b in bindings if b.expires_at > now)
        return bindings

    def is_live_source(self, extension: str, ip: str, now: float) -> bool:
        """Whether ``extension`` has a live binding that was registered from address ``ip``."""
        place = self._places.get(extension)
        if place is None:
            return False
        return any(b.expires_at > now and b.ip == ip for b in place.bindings)

    def registered_from(self, source: str) -> int:
        """Bindings that were registered from this subscriber, as of the latest sweep.

        Args:
            source: An IPv4 address, or 64 bits of IPv6 (:func:`engine.addresses.subscriber`).
        """
        return self._sources.get(source, 0)

    def sources_within(self, network: IPv4Network | IPv6Network) -> list[str]:
        """Addresses in ``network`` that bindings were registered from, as of the latest sweep."""
        found = []
        for address in self._sources:
            try:
                if ip_address(address) in network:
                    found.append(address)
            except ValueError:  # a network, or a link-local one with its interface
                continue
        return found

    def last_seen(self, extension: str) -> float | None:
        """Monotonic seconds of the latest accepted REGISTER, None before the first."""
        place = self._places.get(extension)
        return None if place is None else place.last_seen

    def put(self, extension: str, bindings: Bindings, now: float) -> None:
        """Make ``bindings`` those of ``extension``, which was just heard of."""
        place = self._places.get(extension)
        if place is None:
            place = self._add(extension)
        place.last_seen = now
        self._set(extension, place, bindings)

    def remove(self, extension: str) -> bool:
        """Forget ``extension``; answers whether there was something to forget."""
        place = self._places.pop(extension, None)
        if place is None:
            return False
        self._set(extension, place, ())
        if len(self._order) > 2 * len(self._places) + _SLACK:
            self._order.rebuild(list(self._places))
        return True

    def sweep(self, now: float) -> list[str]:
        """End what is over; answers the extensions that lost a binding."""
        changed = []
        for extension in self._deadlines.due(now):
            place = self._places[extension]
            place.bucket = _NONE
            before = len(place.bindings)
            self._set(extension, place, self.live(extension, now))
            if len(place.bindings) < before:
                changed.append(extension)
        return changed

    def page(self, after: str, limit: int, now: float) -> list[tuple[str, Bindings]]:
        """Up to ``limit`` registered extensions greater than ``after``, in order."""
        found: list[tuple[str, Bindings]] = []
        for extension in self._order.after(after):
            bindings = self.live(extension, now)
            if bindings:
                found.append((extension, bindings))
                if len(found) >= limit:
                    break
        return found

    def __iter__(self) -> Iterator[str]:
        """Every extension that was ever heard of."""
        return iter(self._places)

    def dump(self, extension: str, wall_offset: float) -> list[object] | None:
        """The stored line of ``extension``: its name, when it was last seen, its bindings."""
        place = self._places.get(extension)
        if place is None:
            return None
        seen = None if place.last_seen is None else place.last_seen + wall_offset
        return [extension, seen, [dump(binding, wall_offset) for binding in place.bindings]]

    def load(self, line: list[object], wall_offset: float, now: float) -> None:
        """Put back what :meth:`dump` wrote; replaces what is known of that extension.

        Raises:
            ValueError: ``line`` is damaged; nothing was changed.
        """
        extension, seen, stored = line
        if not isinstance(extension, str) or not isinstance(stored, list):
            raise ValueError("a location is a name, a time and a list of bindings")
        if seen is not None and not isinstance(seen, int | float):
            raise ValueError("the time of a location is a number")
        bindings = tuple(load(one, wall_offset, now) for one in stored[:MAX_BINDINGS])
        place = self._places.get(extension) or self._add(extension)
        place.last_seen = None if seen is None else min(seen - wall_offset, now)
        self._set(extension, place, bindings)

    def _add(self, extension: str) -> _Place:
        place = self._places[extension] = _Place()
        self._order.add(extension)
        return place

    def _set(self, extension: str, place: _Place, bindings: Bindings) -> None:
        """The one place where the bindings of an extension change."""
        self.bindings += len(bindings) - len(place.bindings)
        self.registered += bool(bindings) - bool(place.bindings)
        if [each.source for each in bindings] != [each.source for each in place.bindings]:
            self._moved(place.bindings, bindings)
        place.bindings = bindings
        if not bindings:
            if place.bucket:
                self._deadlines.discard(extension, place.bucket)
                place.bucket = _NONE
            return
        earliest = _earliest(bindings)
        if not place.bucket or earliest <= place.bucket - 1:
            self._deadlines.discard(extension, place.bucket)
            place.bucket = self._deadlines.add(extension, earliest)

    def _moved(self, before: Bindings, after: Bindings) -> None:
        """Count the addresses that phones are behind."""
        for binding in before:
            _count(self._sources, binding, -1)
        for binding in after:
            _count(self._sources, binding, 1)


def _count(sources: dict[str, int], binding: Binding, step: int) -> None:
    address = binding.ip
    for source in {address, subscriber(address)} if ":" in address else (address,):
        left = sources.get(source, 0) + step
        if left > 0:
            sources[source] = left
        else:
            sources.pop(source, None)


def _earliest(bindings: Bindings) -> float:
    if len(bindings) == 1:
        return bindings[0].expires_at
    return min(map(_expiry, bindings))


def _expiry(binding: Binding) -> float:
    return binding.expires_at
