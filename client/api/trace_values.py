"""The trace of one call, as frozen values: its legs and its messages in the order of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TraceLeg:
    """One leg; the first is the caller's. ``name`` is a gateway or an extension, or empty."""

    call_id: str
    name: str = ""
    gateway: bool = False
    peer: str = ""
    transport: str = ""


@dataclass(frozen=True, slots=True)
class TraceMessage:
    """One message; the engine has covered in ``text`` what opens a door.

    Attributes:
        number: from 1; a gap is what was left out.
        direction: ``in`` or ``out``, seen from the switch.
        leg: index in the legs.
        status: of an answer; None of a request.
        bytes: size on the wire.
    """

    number: int
    at: datetime
    direction: str
    leg: int
    first_line: str
    text: str
    method: str = ""
    status: int | None = None
    sdp: bool = False
    bytes: int = 0
    transport: str = ""


@dataclass(frozen=True, slots=True)
class CallTrace:
    """What is kept of a call; ``id`` is empty for an attempt that never became one.

    ``dropped`` messages were left out of the middle, ``kept_minutes`` after the last one the
    engine forgets all of it.
    """

    id: str
    call_id: str
    caller: str = ""
    callee: str = ""
    running: bool = False
    dropped: int = 0
    kept_minutes: int = 0
    legs: tuple[TraceLeg, ...] = ()
    messages: tuple[TraceMessage, ...] = ()
