"""Build the bytes of an answer (RFC 3261 §8.2.6).

The five headers that tie an answer to its request are copied as they were written, not parsed and
written again: cheaper, and exact. The Server header names no version, so that nobody can pick
attacks by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.sip.address import Address
from engine.sip.errors import LocalError, PeerError
from engine.sip.request import Request
from engine.sip.status import PHRASES, phrase

SERVER: Final = "Switchwarden"
_FORM: Final = (
    "%s%s\r\nFrom: %s\r\nTo: %s\r\nCall-ID: %s\r\n"
    f"CSeq: %s\r\n%sServer: {SERVER}\r\nContent-Length: %d\r\n\r\n"
)
_BEGINNINGS: Final = {
    status: f"SIP/2.0 {status} {text}\r\nVia: " for status, text in PHRASES.items()
}


def build_reply(
    request: Request,
    status: int,
    to_tag: str = "",
    headers: Sequence[tuple[str, str]] = (),
    *,
    reason: str | None = None,
    body: bytes = b"",
) -> bytes:
    """Write an answer.

    Args:
        request: what is answered; stamp it first.
        status: 100 to 699.
        to_tag: put into To unless it has a tag already; required for every answer above 100.
        headers: further (name, value) pairs, a body's Content-Type among them.
        reason: reason phrase, the usual one when None.
        body: the body.

    Raises:
        LocalError: for a header or reason with a line break in it, or a missing tag.
    """
    fields = request.fields
    to = fields["to"]
    # `to_user` is set by `engine.sip.quick`, which takes no To with a tag and no second Via.
    usual = request.to_user is not None
    if to_tag and (usual or "tag" not in to.lower() or not has_tag(to)):
        to = f"{to};tag={to_tag}"
    via = request.via_line
    if not usual and request.repeats is not None and "via" in request.repeats:
        via = "\r\nVia: ".join([via, *request.repeats["via"]])
    line = _BEGINNINGS.get(status) if reason is None else None
    if line is None:
        line = f"SIP/2.0 {status} {_clean(phrase(status) if reason is None else reason)}\r\nVia: "
    extra = _lines(headers) if headers else ""
    if status == 100 and "timestamp" in fields:  # RFC 3261 §8.2.6.1
        extra += f"Timestamp: {fields['timestamp']}\r\n"
    values = (line, via, fields["from"], to, fields["call-id"], fields["cseq"], extra, len(body))
    data = (_FORM % values).encode(request.encoding, "replace")
    return data + body if body else data


def _lines(headers: Sequence[tuple[str, str]]) -> str:
    text = "".join([f"{name}: {value}\r\n" for name, value in headers])
    if not text.count("\r") == text.count("\n") == len(headers):
        raise LocalError("a header of an answer holds a line break")
    return text


def has_tag(to: str) -> bool:
    """Tell whether a To value has a tag; one that cannot be read has none."""
    try:
        return bool(Address.parse(to, "To").tag)
    except PeerError:
        return False


def _clean(value: str) -> str:
    if "\r" in value or "\n" in value:
        raise LocalError("a header of an answer holds a line break")
    return value


def reply_to_error(request: Request, error: PeerError, to_tag: str) -> bytes:
    """Write the answer that a `PeerError` asks for."""
    return build_reply(
        request, error.status, to_tag=to_tag, headers=error.headers, reason=error.reason
    )
