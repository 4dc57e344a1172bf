"""Keeping the ways to phones behind a NAT open.

A NAT forgets the way of a datagram after half a minute to some minutes without traffic; then the
phone is registered and no call reaches it. So each binding that was made through a NAT (its Contact
names another place than the one its REGISTER came from) gets a datagram now and then that means
nothing: two empty lines, which every SIP element ignores (RFC 3261 §7.5), or a text that the phones
of a customer are known to want. Streams keep their own way open.

What is due goes out in portions, so that 100,000 phones are no burst.
"""

from collections.abc import Callable
from itertools import islice
from typing import Final, NamedTuple

from engine.registrar.binding import Binding
from engine.registrar.locations import Locations
from engine.sip.nat import DEFAULT_PORT, Source

EMPTY: Final = b"\r\n\r\n"
"""What is sent when no text is wanted."""

LOOKED_AT: Final = 5_000
"""Extensions looked at in one portion at most, whether or not something is sent to them."""

Way = Callable[[str, int, str], Source | None]


class KeepAlivePolicy(NamedTuple):
    """How ways are kept open.

    Attributes:
        message: Text of the datagram, "" for two empty lines.
        period_s: Seconds between two datagrams to one binding, 0 for none at all.
        interval_ms: Milliseconds between two portions.
        portion: Datagrams in a portion at most.
    """

    message: str = ""
    period_s: int = 30
    interval_ms: int = 500
    portion: int = 3_000


class KeepAlives:
    """Which datagrams are due. Times are monotonic seconds.

    Args:
        locations: Where the bindings are.
        way: How a place is reached, None when it is not.
    """

    def __init__(self, locations: Locations, way: Way) -> None:
        self._locations = locations
        self._way = way
        self._policy = KeepAlivePolicy()
        self._round: list[str] = []
        self._next = 0
        self._round_ends = self._due_at = 0.0

    @property
    def policy(self) -> KeepAlivePolicy:
        """What is obeyed; another one begins a round of its own."""
        return self._policy

    @policy.setter
    def policy(self, policy: KeepAlivePolicy) -> None:
        if policy != self._policy:
            self._policy = policy
            self._round, self._next = [], 0
            self._round_ends = self._due_at = 0.0

    def next_deadline(self) -> float | None:
        """When :meth:`tick` has something to do, None when never."""
        idle = not self._policy.period_s or not self._locations.bindings
        return None if idle else self._due_at

    def tick(self, now: float) -> list[tuple[bytes, Source]]:
        """The datagrams that are due at ``now``."""
        policy = self._policy
        if not policy.period_s or now < self._due_at:
            return []
        if self._next >= len(self._round):
            self._round, self._next = list(self._locations), 0
            self._round_ends = now + policy.period_s
        sends = self._portion(now)
        over = self._next >= len(self._round)
        self._due_at = self._round_ends if over else now + policy.interval_ms / 1000
        return sends

    def _portion(self, now: float) -> list[tuple[bytes, Source]]:
        data = self._policy.message.encode() or EMPTY
        sends: list[tuple[bytes, Source]] = []
        for name in islice(self._round, self._next, self._next + LOOKED_AT):
            self._next += 1
            for binding in self._locations.live(name, now):
                to = self._destination(binding)
                if to is not None:
                    sends.append((data, to))
            if len(sends) >= self._policy.portion:
                break
        return sends

    def _destination(self, binding: Binding) -> Source | None:
        if binding.transport != "UDP" or not behind_nat(binding):
            return None
        return self._way(binding.ip, int(binding.source.rpartition(":")[2]), "UDP")


def behind_nat(binding: Binding) -> bool:
    """Whether the Contact of ``binding`` names another place than its REGISTER came from."""
    place = binding.contact.partition(":")[2].partition(";")[0].partition("?")[0]
    place = place.rpartition("@")[2]
    host, _, port = binding.source.rpartition(":")
    return place != binding.source and not (place == host and port == str(DEFAULT_PORT))
