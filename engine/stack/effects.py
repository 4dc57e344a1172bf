"""What the transaction layer tells its driver to do with a message or after a timer.

`New`, `Resend` and `Outcome` are about requests that came in; `Provisional`, `Final`, `Send` and
`Unused` are about answers to requests of ours.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from engine.sip.nat import Source
from engine.sip.response import Response

if TYPE_CHECKING:
    from engine.stack.client import ClientTransaction
    from engine.stack.machine import ServerTransaction


class Send(NamedTuple):
    """Send these bytes there."""

    data: bytes
    destination: Source


class Resend(NamedTuple):
    """The request was a retransmission: send the stored answer again."""

    data: bytes
    destination: Source


class New(msgspec.Struct, frozen=True, gc=False):
    """The request opened a transaction: handle it, then `respond`."""

    transaction: ServerTransaction


class Outcome(Enum):
    """Requests that open no transaction and get no answer from this layer."""

    ABSORBED = "a retransmission or an ACK that belongs to a transaction"
    UNMATCHED = "an ACK that belongs to no transaction: for a dialog, or stray"
    FULL = "no room for another transaction and none is finished"


Received = New | Resend | Outcome


class Provisional(msgspec.Struct, frozen=True):
    """A request of ours is being worked on (100 to 199)."""

    transaction: ClientTransaction
    response: Response

    @property
    def owner(self) -> object:
        """Whose request it was."""
        return self.transaction.owner


class Final(msgspec.Struct, frozen=True):
    """A request of ours was answered (200 to 699).

    A 2xx of INVITE may come several times, again and from other forks, told apart by their To tags;
    each wants an ACK of its dialog. Every other final answer comes once.

    Attributes:
        ack: of a refused INVITE: send it to `transaction.destination`; empty for anything else.
    """

    transaction: ClientTransaction
    response: Response
    ack: bytes = b""

    @property
    def owner(self) -> object:
        """Whose request it was."""
        return self.transaction.owner


class Unused(Enum):
    """Answers that are nothing to the layer above."""

    ABSORBED = "an answer that its transaction has had already"
    UNMATCHED = "an answer to nothing that was asked there"


Answered = Provisional | Final | Send | Unused
