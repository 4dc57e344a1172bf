"""Why a request is sent: the Reason header (RFC 3326), and the causes of Q.850 in it (RFC 6432).

A peer's header is read into numbers, and written anew from those numbers with texts of our own: a
peer's text may hold names and addresses of its network, and is as long as it likes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.sip.errors import PeerError
from engine.sip.grammar import quote
from engine.sip.message import Message
from engine.sip.params import parse_params
from engine.sip.status import PHRASES

MAX_REASONS: Final = 8
"""Values that are looked at. There is one for each protocol, and two protocols that matter."""

SIP: Final = "SIP"
Q850: Final = "Q.850"
_RANGES: Final = {SIP: (100, 699), Q850: (1, 127)}
_NAMES: Final = {name.lower(): name for name in _RANGES}
_LONGEST: Final = 3

_Q850_TEXTS: Final = {
    1: "Unallocated number",
    3: "No route to destination",
    16: "Normal call clearing",
    17: "User busy",
    18: "No user responding",
    19: "No answer from user",
    20: "Subscriber absent",
    21: "Call rejected",
    22: "Number changed",
    27: "Destination out of order",
    28: "Invalid number format",
    31: "Normal, unspecified",
    34: "No circuit available",
    38: "Network out of order",
    41: "Temporary failure",
    42: "Switching equipment congestion",
    65: "Bearer capability not implemented",
    88: "Incompatible destination",
    102: "Recovery on timer expiry",
    111: "Protocol error, unspecified",
    127: "Interworking, unspecified",
}
_ELSEWHERE: Final = "Call completed elsewhere"


class Reason(NamedTuple):
    """One reason.

    Attributes:
        protocol: "SIP" or "Q.850".
        cause: A SIP status, 100 to 699, or a cause of Q.850, 1 to 127.
    """

    protocol: str
    cause: int

    @property
    def text(self) -> str:
        """What it means, "" when that is not known."""
        if self.protocol == Q850:
            return _Q850_TEXTS.get(self.cause, "")
        # RFC 3326 section 3.1: a CANCEL says by 200 that somebody else took the call.
        return _ELSEWHERE if self.cause == 200 else PHRASES.get(self.cause, "")

    def __str__(self) -> str:
        """The value of a header."""
        text = f";text={quote(self.text)}" if self.text else ""
        return f"{self.protocol};cause={self.cause}{text}"


def reasons_of(message: Message) -> tuple[Reason, ...]:
    """The reasons a peer gives, one for each protocol that is known here, the first one counts.

    What cannot be read says nothing: a malformed Reason is no reason to refuse a BYE.
    """
    if "reason" not in message.fields:
        return ()
    try:
        values = message.values("reason", MAX_REASONS)
    except PeerError:
        return ()
    found: dict[str, Reason] = {}
    for value in values:
        reason = _read(value)
        if reason is not None:
            found.setdefault(reason.protocol, reason)
    return tuple(found.values())


def _read(value: str) -> Reason | None:
    name, semicolon, rest = value.partition(";")
    protocol = _NAMES.get(name.strip().lower())
    if protocol is None:
        return None
    try:
        digits = parse_params("Reason", semicolon + rest).get("cause") or ""
    except PeerError:
        return None
    least, most = _RANGES[protocol]
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _LONGEST:
        return None
    return Reason(protocol, int(digits)) if least <= int(digits) <= most else None
