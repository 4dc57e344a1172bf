"""What the final answers of the callee's side come to for the caller."""

from typing import Final

from engine.calls.events import Cause
from engine.sip.response import Response

_OURS: Final = {401: 503, 407: 503, 420: 503, 421: 503, 422: 503}
"""A password, an extension or a session timer that the callee's side wants of us is not the
caller's business: it could do nothing about it."""

RETRY: Final = (("Retry-After", "10"),)
"""With a 503 of our own: when there may be room again (RFC 3261 section 21.5.4). That of a gateway
is about the gateway; it is kept from the caller and from further calls there."""

_MOVED: Final = 480
"""In place of a redirection: none is followed, and where it leads to stays here."""


def told(status: int) -> int:
    """The status that the caller is told in place of ``status``."""
    return _MOVED if status // 100 == 3 else _OURS.get(status, status)


def better(one: int, two: int) -> int:
    """Which of two final answers the caller is told (RFC 3261 section 16.7 step 6)."""
    if not one or two >= 600:
        return two
    if one >= 600:
        return one
    return min(one, two, key=lambda status: (status // 100, status != 486))


def cause_of(status: int) -> Cause:
    """Why a call ended that nobody took; 408 stands for no answer at all."""
    return Cause.UNREACHABLE if status == 408 else Cause.STATUS


def retry_after(response: Response) -> int:
    """Seconds of a 503's Retry-After, 0 when there is none that can be read."""
    words = (response.header("retry-after") or "").split("(", 1)[0].split(";", 1)[0].strip()
    readable = words.isascii() and words.isdecimal() and len(words) < 7
    return int(words) if response.status == 503 and readable else 0
