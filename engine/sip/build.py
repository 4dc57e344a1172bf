"""Build the bytes of a request (RFC 3261 §8.1.1), and the two that repeat another one.

The ACK of a refusal and the CANCEL are tied to their INVITE by values that are copied as they were
written, not parsed and written again: whoever compares them byte for byte finds them equal.

A request of ours carries values that a peer chose (a dialog's Route, a caller's display name). None
can hold a line break when it comes from `engine.sip.head`; one that does is a mistake of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from engine.sip.errors import LocalError
from engine.sip.grammar import is_token, split_list
from engine.sip.limits import MAX_VIAS
from engine.sip.request import VERSION, Request
from engine.sip.response import Response

MAX_FORWARDS: Final = "70"
"""Hops a request of ours may take (RFC 3261 §8.1.1.6)."""


def build_request(
    method: str,
    uri: str,
    headers: Sequence[tuple[str, str]],
    body: bytes = b"",
    *,
    encoding: str = "utf-8",
) -> bytes:
    """Write a request.

    Args:
        method: a token.
        uri: the Request-URI.
        headers: all (name, value) pairs in order, but for Content-Length, which is added.
        body: the body; its Content-Type is one of the headers.
        encoding: codec of the head, that of the message from which values were taken
            (`engine.sip.head`), so that bytes which are no UTF-8 leave as they came.

    Raises:
        LocalError: for a method or name that is no token, white space in the Request-URI, or a line
            break in a value.
    """
    head = _start(method, uri) + _lines(headers)
    data = f"{head}Content-Length: {len(body)}\r\n\r\n".encode(encoding, "replace")
    return data + body if body else data


def build_ack_of_failure(invite: Request, refusal: Response) -> bytes:
    """Write the ACK that ends the transaction of a refused INVITE (RFC 3261 §17.1.1.3).

    Args:
        invite: the INVITE as it was sent.
        refusal: its answer of 300 to 699, which gives the To.

    Raises:
        PeerError: 400 when the INVITE's Via or CSeq cannot be read, or the answer has no To.
    """
    # The two messages may be in different encodings, so To is not looked at as text.
    to = refusal.required("to").encode(refusal.encoding, "replace")
    before, after = _copied(invite, "ACK")
    return before + b"To: " + to + b"\r\n" + after


def build_cancel(invite: Request, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """Write the CANCEL of a pending INVITE (RFC 3261 §9.1).

    It must not be sent before a provisional answer came, nor after a final one.

    Args:
        invite: the INVITE as it was sent.
        headers: further (name, value) pairs, such as a Reason.

    Raises:
        PeerError: 400 when its Via or CSeq cannot be read.
        LocalError: for a header with a line break in it.
    """
    to = invite.required("to").encode(invite.encoding, "replace")
    before, after = _copied(invite, "CANCEL")
    extra = _lines(headers).encode(invite.encoding, "replace")
    return before + b"To: " + to + b"\r\n" + extra + after


def _copied(invite: Request, method: str) -> tuple[bytes, bytes]:
    """What ACK and CANCEL have in common, before and after their To.

    Route is repeated because they must take the way of the INVITE, Via is its topmost value only.
    Require and Proxy-Require must not be there (§9.1).
    """
    before = [
        ("Via", split_list("Via", invite.required("via"), MAX_VIAS)[0]),
        ("Max-Forwards", invite.fields.get("max-forwards", MAX_FORWARDS)),
        *(("Route", line) for line in invite.lines("route")),
        ("From", invite.required("from")),
    ]
    after = [
        ("Call-ID", invite.required("call-id")),
        ("CSeq", f"{invite.cseq.number} {method}"),
        ("Content-Length", "0"),
    ]
    head = _start(method, invite.uri_text) + _lines(before)
    return (
        head.encode(invite.encoding, "replace"),
        f"{_lines(after)}\r\n".encode(invite.encoding, "replace"),
    )


def _start(method: str, uri: str) -> str:
    if not is_token(method):
        raise LocalError("the method of a request is no token")
    if not uri or len(uri.split()) != 1 or uri != uri.strip():
        raise LocalError("the Request-URI of a request is empty or holds white space")
    return f"{method} {uri} {VERSION}\r\n"


def _lines(headers: Sequence[tuple[str, str]]) -> str:
    for name, _ in headers:
        if not is_token(name):
            raise LocalError("the name of a header is no token")
    text = "".join([f"{name}: {value}\r\n" for name, value in headers])
    if not text.count("\r") == text.count("\n") == len(headers):
        raise LocalError("a header of a request holds a line break")
    return text
