"""What the transaction layer tells its driver to do with a message or after a timer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from engine.sip.nat import Source

if TYPE_CHECKING:
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
