"""What sources tried, as lines of files that the switch writes and management replays.

A line is a JSON array: when, what, from where, about whom, how often within that second. It says
what proposed limits would have been judged by: wrong passwords, registrations that end a count,
illegal calls, garbage, known scanners, calls of strangers. Passwords are not in it, and neither is
anything else of a message.

The files are segments named by the moment of their first line; together they are bounded by
:data:`MAX_BYTES` and :data:`MAX_DAYS`.
"""

import re
from typing import Final, Literal

import msgspec

MAX_BYTES: Final = 256 * 1024 * 1024
"""Of all segments together: four million lines and more. The oldest is removed first."""

MAX_DAYS: Final = 30
SEGMENT_BYTES: Final = 4 * 1024 * 1024

MAX_NAME: Final = 64
"""Characters kept of an extension."""

What = Literal[
    "registered",
    "wrong",
    "locked",
    "suspended",
    "illegal_calls",
    "malformed",
    "scanner",
    "call_rate",
    "blocked",
    "missed",
    "asked",
    "called",
    "signed_in",
]
"""``locked`` is a wrong password that locked an extension out, ``suspended`` another try meanwhile;
``blocked`` is a source that a rule blocked; ``missed`` are events beyond the room of a second. Of
busy sources alone: ``asked`` are requests and ``called`` new calls of that second, ``signed_in``
registrations with a password of the minute before."""

_NAME: Final = re.compile(r"attempts-([0-9]{10,13})\.ndjson")


class Attempts(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Equal events of one second.

    Attributes:
        at: Epoch seconds.
        what: See :data:`What`.
        source: Address of the peer; of ``blocked`` the place.
        extension: Whom it is about, "" for nobody.
        known: Whether an endpoint of that name is configured.
        count: How many.
    """

    at: int
    what: What
    source: str = ""
    extension: str = ""
    known: bool = False
    count: int = 1


_DECODER: Final = msgspec.json.Decoder(Attempts)


def decode(line: bytes) -> Attempts | None:
    """A line of a segment; None for one that was torn by a crash."""
    try:
        return _DECODER.decode(line)
    except msgspec.MsgspecError:
        return None


def segment_name(at: float) -> str:
    """Name of the segment whose first line is of this moment (epoch seconds)."""
    return f"attempts-{int(at):010}.ndjson"


def began(name: str) -> int | None:
    """Epoch seconds of the first line of a segment; None for a file that is none."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None
