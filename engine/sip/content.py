"""Bodies that a call may carry (RFC 3261 §8.2.3), and those that its caller can take (§21.4.7).

Descriptions go to the other party, who judges them. What is no description at all is refused here:
nobody there could do anything with it, and a caller who takes no description could not be answered.
"""

from __future__ import annotations

from typing import Final

from engine.sip.errors import PeerError, excerpt
from engine.sip.message import Message
from engine.sip.request import Request

DESCRIPTION: Final = "application/sdp"
TAKEN: Final = (DESCRIPTION, "multipart/mixed", "multipart/related", "multipart/alternative")
"""Media types of INVITE and UPDATE: a description, alone or with something beside it, such as the
ISUP of a carrier (RFC 3204)."""

_ACCEPTABLE: Final = frozenset({*TAKEN, "application/*", "*/*"})
_TAKEN: Final = (("Accept", ", ".join(TAKEN)),)
_PLAIN: Final = (("Accept-Encoding", "identity"),)


def check_content(request: Request) -> None:
    """Refuse a request whose body, or whose wish for an answer, has no description.

    A body without Content-Type counts as a description, which old gateways send.

    Raises:
        PeerError: 415 with Accept or Accept-Encoding, or 406.
    """
    if request.body:
        coding = request.fields.get("content-encoding", "identity").strip().lower()
        if coding != "identity":
            detail = f"a body in {excerpt(coding)}"
            raise PeerError(415, "Unsupported Media Type", detail, headers=_PLAIN)
        kind = _kind(request.fields.get("content-type", DESCRIPTION))
        if kind not in TAKEN:
            detail = f"a body of {excerpt(kind)}"
            raise PeerError(415, "Unsupported Media Type", detail, headers=_TAKEN)
    if "accept" in request.fields and not _accepted(request):
        raise PeerError(406, "Not Acceptable", "Accept names no description", headers=_TAKEN)


def _accepted(message: Message) -> bool:
    """Whether a description may be answered; an empty Accept takes nothing (RFC 3261 §20.1)."""
    return any(_kind(value) in _ACCEPTABLE for value in message.values("accept"))


def _kind(value: str) -> str:
    """Type and subtype in lower case, without parameters."""
    return "/".join(part.strip() for part in value.partition(";")[0].lower().split("/"))
