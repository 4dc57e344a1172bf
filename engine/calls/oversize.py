"""Requests that do not fit into a datagram (RFC 3261 section 18.1.1).

An INVITE to a gateway that is larger than 1,300 bytes goes over TCP although UDP is configured:
fragments get lost, and what a carrier's firewall drops fails every time. A gateway that takes no
connection gets it as a datagram after all, as the RFC wants it, and is not asked again for a while.
A phone is always reached the way it registered: behind its NAT nobody takes a connection.
"""

from collections.abc import Callable
from typing import Final

from engine.sip.nat import Source

MAX_DATAGRAM: Final = 1300
"""Bytes of a request that goes as a datagram while the way's MTU is not known."""

REFUSED_S: Final = 600.0
"""Seconds for which an address that took no connection is not asked for another."""

MAX_REFUSED: Final = 1024
"""Addresses remembered as refusing; they are those of configured gateways."""

Open = Callable[[str, int, str], Source | None]


class Oversize:
    """Finds another way for what is too large.

    Args:
        connect: A connection with address and port over a transport; None when there is no way.
    """

    def __init__(self, connect: Open) -> None:
        self._connect = connect
        self._refused: dict[tuple[str, int], float] = {}

    def way(self, destination: Source, size: int, now: float) -> Source | None:
        """The connection for a request of ``size`` bytes; None if it goes as it is."""
        if destination.transport != "UDP" or size <= MAX_DATAGRAM:
            return None
        if self._refused.get((destination.ip, destination.port), 0.0) > now:
            return None
        return self._connect(destination.ip, destination.port, "TCP")

    def refused(self, destination: Source, now: float) -> None:
        """A connection could not be had."""
        if len(self._refused) >= MAX_REFUSED:
            self._refused.clear()
        self._refused[destination.ip, destination.port] = now + REFUSED_S
