"""The trace of a call: which, and what is shown of it."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import WHOLE, Answer, Body, Stamp

CallName = Annotated[
    str,
    Field(
        max_length=1_000,
        description="Id of a running or ended call, or the Call-ID of any of its legs",
    ),
]


class TraceQuery(Body):
    """From where on; a client that watches a running call asks for what is new."""

    after: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000), WHOLE] = 0


class TraceLegItem(Answer):
    """One leg; the first is the caller's."""

    call_id: str
    name: Annotated[str, Field(description='Gateway or extension at its other end, "" if unknown')]
    gateway: Annotated[bool, Field(description="Whether that is a gateway")]
    peer: Annotated[str, Field(examples=["192.0.2.10:5060", "[2001:db8::1]:5060"])]
    transport: str


class TraceMessageItem(Answer):
    """One message as it was on the wire; what opens a door is covered with ``*``."""

    number: Annotated[int, Field(description="From 1; a gap is what was left out")]
    at: Stamp
    direction: Literal["in", "out"]
    leg: Annotated[int, Field(description="Index in `legs`")]
    from_: Annotated[str, Field(alias="from", description="Address and port it came from")]
    to: Annotated[str, Field(description="Address and port it went to")]
    transport: str
    first_line: str
    method: Annotated[str, Field(description="Of the request, or of the request it answers")]
    status: Annotated[int | None, Field(description="Of an answer")]
    sdp: Annotated[bool, Field(description="Whether it carries a session description")]
    bytes: Annotated[int, Field(description="Size on the wire")]
    text: Annotated[str, Field(description="Lines end with a line feed; other controls escaped")]


class TraceItem(Answer):
    """The messages of one call in the order of the wire.

    ``id`` is empty, and so are the numbers, for an attempt that was refused before it became a
    call.
    """

    id: str
    call_id: Annotated[str, Field(description="Of the caller's leg")]
    caller: str
    callee: str
    running: bool
    dropped: Annotated[int, Field(description="Messages left out of the middle")]
    kept_minutes: Annotated[int, Field(description="After the last message of an ended call")]
    legs: list[TraceLegItem]
    messages: list[TraceMessageItem]
