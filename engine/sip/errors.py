"""The one exception that bytes from the network can cause in this package.

Whatever a peer sends, `engine.sip` either understands it or raises `PeerError`; nothing else ever
leaves it. The error says what to answer (`status`, `reason`, `headers`) and, in `detail`, what was
wrong in words that are safe to log: control characters of the peer are escaped.

A mistake of our own code (a header value with a line break, an input a state machine does not know)
is a `LocalError`. It is never caused by a peer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import SwitchwardenError

if TYPE_CHECKING:
    from engine.sip.request import Request

_EXCERPT = 60


def excerpt(text: str) -> str:
    """Quote at most 60 characters of a peer's text, printable ASCII only."""
    shown = ascii(text[:_EXCERPT])
    return f"{shown}..." if len(text) > _EXCERPT else shown


class PeerError(SwitchwardenError):
    """The peer's message cannot be accepted.

    Attributes:
        status: SIP status to answer with, 400 to 699.
        reason: reason phrase of that answer; ours, never text of the peer (RFC 3261 §21.4.1).
        detail: what is wrong, for the log.
        headers: (name, value) pairs the answer must carry, such as Allow or Unsupported.
        request: what was understood of a request that could not be parsed, if that is enough to
            answer it (RFC 3261 §8.2.6.2 needs Via, From, To, Call-ID and CSeq); otherwise None.
            Set by the parser only: whoever reads a value of a parsed request holds the request.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        detail: str,
        *,
        headers: tuple[tuple[str, str], ...] = (),
        request: Request | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.reason = reason
        self.headers = headers
        self.request = request


class LocalError(SwitchwardenError):
    """Our own code asked for something that the protocol does not allow."""


def bad_value(header: str, text: str, why: str) -> PeerError:
    """Make the 400 for a header value that breaks its grammar."""
    return PeerError(400, f"Invalid {header}", f"{header} {excerpt(text)}: {why}")
