"""Requests that do not fit into a datagram (RFC 3261 section 18.1.1).

A request to a gateway that is larger than 1,300 bytes goes over TCP although UDP is configured:
fragments get lost, and what a carrier's firewall drops fails every time. A gateway that takes no
connection gets it as a datagram after all, as the RFC wants it, and is not asked again for a while.
A phone is always reached the way it registered: behind its NAT nobody takes a connection.

An INVITE that begins a call is written anew for the other transport. Of a request within a call the
datagram is kept until it is answered, for it has its number in the dialog already.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from engine.calls.call import Leg
from engine.sip.nat import Source
from engine.stack.client import ClientKey, ClientTransaction

MAX_DATAGRAM: Final = 1300
"""Bytes of a request that goes as a datagram while the way's MTU is not known."""

REFUSED_S: Final = 600.0
"""Seconds for which an address that took no connection is not asked for another."""

MAX_REFUSED: Final = 1024
"""Addresses remembered as refusing; they are those of configured gateways."""

MAX_KEPT: Final = 1_024
"""Requests within calls that are on their way over TCP, with 4 KB or so each; when there are more,
they go as datagrams at once."""

Open = Callable[[str, int, str], Source | None]


class Datagram(NamedTuple):
    """A request within a call as it goes where no connection can be had.

    Attributes:
        leg: To whom.
        method: Its method.
        data: Its bytes.
        branch: Of its Via.
        destination: Where it goes.
    """

    leg: Leg
    method: str
    data: bytes
    branch: str
    destination: Source


class Oversize:
    """Finds another way for what is too large.

    Args:
        connect: A connection with address and port over a transport; None when there is no way.
    """

    def __init__(self, connect: Open) -> None:
        self._connect = connect
        self._refused: dict[tuple[str, int], float] = {}
        self._kept: dict[ClientKey, tuple[ClientTransaction, Datagram]] = {}

    def way(self, destination: Source, size: int, now: float) -> Source | None:
        """The connection for a request of ``size`` bytes; None if it goes as it is."""
        if destination.transport != "UDP" or size <= MAX_DATAGRAM:
            return None
        if self._refused.get((destination.ip, destination.port), 0.0) > now:
            return None
        return self._connect(destination.ip, destination.port, "TCP")

    def way_within(self, leg: Leg, destination: Source, size: int, now: float) -> Source | None:
        """The same for a request within the dialog of ``leg``."""
        if leg.fixed or (len(self._kept) >= MAX_KEPT and not self._swept()):
            return None
        return self.way(destination, size, now)

    def keep(self, transaction: ClientTransaction, datagram: Datagram) -> None:
        """A request within a call is on its way over TCP."""
        self._kept[transaction.key] = transaction, datagram

    def over(self, flow: int) -> list[ClientTransaction]:
        """Those that went over this connection, and of which nothing was heard."""
        return [
            transaction
            for transaction, _ in self._kept.values()
            if transaction.destination.flow == flow and transaction.state == transaction.INITIAL
        ]

    def instead(self, transaction: ClientTransaction, now: float) -> Datagram | None:
        """What is sent in place of a request that failed, once; None when there is nothing."""
        kept = self._kept.pop(transaction.key, None)
        if kept is None or kept[0] is not transaction:
            return None
        self.refused(kept[1].destination, now)
        return kept[1]

    def _swept(self) -> bool:
        """Forget what was answered; whether that made room."""
        kept = self._kept.items()
        self._kept = {key: each for key, each in kept if not each[0].finished}
        return len(self._kept) < MAX_KEPT

    def refused(self, destination: Source, now: float) -> None:
        """A connection could not be had."""
        if len(self._refused) >= MAX_REFUSED:
            self._refused.clear()
        self._refused[destination.ip, destination.port] = now + REFUSED_S
