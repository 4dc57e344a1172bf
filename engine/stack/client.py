"""One client transaction: a request of ours and what is known of its answer (RFC 3261 §17.1).

What differs between INVITE and other requests is in the tables of `invite_client` and
`request_client`; the driver of both is `client_transactions`.
"""

from __future__ import annotations

from typing import ClassVar

from engine.sip.nat import Source
from engine.stack.machine import Machine
from engine.stack.timers import Timer

ClientKey = tuple[str, str]
"""Branch and method, by which an answer finds its request (RFC 3261 §17.1.3)."""


class ClientTransaction(Machine, abstract=True):
    """One request that was sent.

    Attributes:
        key: branch and method.
        destination: where the request went, and whence its answers must come.
        data: what is to be sent again: the request, and after a refused INVITE its ACK. Empty when
            nothing will be.
        owner: whose request it is; this layer only hands it back.
        interval: seconds until the request is sent again.
        sent_again: how many times that was.
    """

    __slots__ = ("data", "destination", "interval", "key", "owner", "sent_again")

    FINAL: ClassVar[int]
    """The first of the states that follow a final answer."""

    RESEND: ClassVar[Timer]
    """The timer that sends the request again."""

    STOP: ClassVar[int]
    """The input by which the owner gives the transaction up."""

    def __init__(self, key: ClientKey, data: bytes, destination: Source, owner: object) -> None:
        self.key = key
        self.data = data
        self.destination = destination
        self.owner = owner
        self.interval = 0.0
        self.sent_again = 0
        self.state = self.INITIAL

    @property
    def finished(self) -> bool:
        """Whether its owner has had a final answer, or will get none any more."""
        return self.state >= self.FINAL
