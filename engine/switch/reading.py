"""Datagrams read, and what can be found out about them before any is decided upon.

Most of what arrives has the usual form of its method and is read by a short way
(:mod:`engine.sip.quick`); the rest is left to the long way. The transaction of each request that
needs one, and what its credentials prove, are found for all datagrams of a batch before the first
of them is handled: each step stays in the processor's caches.
"""

from typing import NamedTuple

from engine.registrar import Examined
from engine.sip.nat import Source
from engine.sip.quick import AckKey, read_ack_key, read_usual
from engine.sip.request import Request
from engine.stack import New, Received, Transactions
from engine.switch.batch import Batch
from engine.switch.registrations import Registrations

Waiting = list[tuple[bytes, Source]]
"""Datagrams, each with where it came from."""

Found = Request | AckKey | None
"""What a datagram is if it has the usual form, None for the long way."""


class Prepared(NamedTuple):
    """What was found out about one datagram.

    Attributes:
        found: What it is.
        received: Its transaction, None for a request that needs none.
        proof: What its credentials prove, None without any.
    """

    found: Found
    received: Received | None = None
    proof: Examined | None = None


class Reading:
    """Reads the datagrams of a batch.

    Args:
        transactions: Of the process.
        registrations: Know the credentials.
    """

    def __init__(self, transactions: Transactions, registrations: Registrations) -> None:
        self._transactions = transactions
        self._registrations = registrations

    def prepare(self, waiting: Waiting, batch: Batch) -> list[Prepared]:
        """Read all, then match to transactions and examine credentials; never raises.

        Whatever goes wrong here is met again, and reported, when the datagram is handled.
        """
        read = [read_datagram(data, source) for data, source in waiting]
        receive, examine, now = self._transactions.receive, self._registrations.examine, batch.now
        prepared: list[Prepared] = []
        for request, (_, source) in zip(read, waiting, strict=True):
            received = proof = None
            if isinstance(request, Request):
                invite = request.method == "INVITE"
                if invite or "authorization" in request.fields:
                    try:
                        if invite:
                            received = receive(request, source, now)
                        elif request.method == "REGISTER":
                            received = receive(request, source, now)
                            if isinstance(received, New):
                                proof = examine(request, batch)
                    except Exception:  # noqa: BLE001, S110 - see above
                        pass
            prepared.append(Prepared(request, received, proof))
        return prepared


def read_datagram(data: bytes, source: Source) -> Found:
    """What a datagram is; whatever is wrong with it is found again by the long way."""
    try:
        if data[:4] == b"ACK ":
            return read_ack_key(data)
        return read_usual(data, source[0], source[1])
    except Exception:  # noqa: BLE001 - the long way finds it again, and reports it
        return None
