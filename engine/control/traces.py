"""The trace of one call, as it crosses the control socket: a page of messages at a time.

The bytes of a message have been through :mod:`engine.sip.masking` before they get here: what opens
a door never leaves the switch.
"""

import msgspec


class TraceLeg(msgspec.Struct, frozen=True):
    """One leg of a call.

    Attributes:
        call_id: Its Call-ID.
        name: Gateway or extension at its other end, "" when that is not known.
        gateway: Whether that is a gateway.
        peer: ``address:port`` at its other end, IPv6 in brackets.
        transport: "UDP", "TCP" or "TLS".
    """

    call_id: str
    name: str
    gateway: bool
    peer: str
    transport: str


class TraceMessage(msgspec.Struct, frozen=True):
    """One message.

    Attributes:
        number: Counts the messages of a call from 1; a gap is what was left out.
        at: Epoch seconds.
        incoming: Whether it came to the switch.
        leg: Number of its leg, 0 for the caller's.
        sender: ``address:port`` it came from.
        receiver: ``address:port`` it went to.
        transport: "UDP", "TCP" or "TLS".
        size: Bytes it had on the wire.
        data: The message, with credentials covered.
    """

    number: int
    at: float
    incoming: bool
    leg: int
    sender: str
    receiver: str
    transport: str
    size: int
    data: bytes


class TracePage(msgspec.Struct, frozen=True):
    """Some messages of one call.

    Attributes:
        id: UUIDv7 of the call, "" for an attempt that was refused before it became one.
        call_id: Call-ID of the caller's leg.
        caller: Calling number as received, "" for such an attempt.
        callee: Called number as received, "" likewise.
        running: Whether the call goes on.
        dropped: Messages left out of the middle.
        legs: The caller's first, then those towards callees in the order they were tried.
        messages: In the order in which they were on the wire.
        more: Whether there are further ones now.
    """

    id: str
    call_id: str
    caller: str
    callee: str
    running: bool
    dropped: int
    legs: list[TraceLeg]
    messages: list[TraceMessage]
    more: bool


class TraceAnswer(msgspec.Struct, frozen=True):
    """What the switch says when it is asked for a trace.

    Attributes:
        enabled: Whether messages of calls are kept at all.
        minutes: How long after the latest one.
        page: None when nothing is kept of this call.
    """

    enabled: bool
    minutes: int
    page: TracePage | None = None
