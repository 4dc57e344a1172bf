"""A request: method, Request-URI and headers (RFC 3261 §7.1)."""

from __future__ import annotations

import re
from typing import Final

from engine.sip.auth import DigestCredentials
from engine.sip.errors import PeerError, bad_value, excerpt
from engine.sip.grammar import is_token
from engine.sip.head import END, Head, datagram_body, read_head, salvage
from engine.sip.limits import MAX_MESSAGE, MAX_URI
from engine.sip.message import Message
from engine.sip.uri import Uri

VERSION: Final = "SIP/2.0"
_ANY_VERSION: Final = re.compile(r"[Ss][Ii][Pp]/[0-9]+\.[0-9]+")
MANDATORY: Final = frozenset({"via", "from", "to", "call-id", "cseq"})
"""Headers without which a request can be neither matched nor answered (RFC 3261 §8.2.6.2)."""


class Request(Message, eq=False, gc=False):
    """One request. The five mandatory headers are there, and the top Via can be read.

    Attributes:
        method: case-sensitive.
        uri_text: the Request-URI as written.
        via_line: first Via line as an answer must carry it: `engine.sip.nat.stamp` puts received
            and rport in.
        from_user, to_user, uri_user, via_key, wants_rport: what `engine.sip.quick` took from a
            request in its usual form: the user parts of From, To and Request-URI (with nothing in
            them to decode), branch and sent-by, and whether rport is asked for. None after the
            long way, which has values for them.
    """

    method: str = ""
    uri_text: str = ""
    via_line: str = ""
    from_user: str | None = None
    to_user: str | None = None
    uri_user: str | None = None
    via_key: tuple[str, str, int | None] | None = None
    wants_rport: bool | None = None
    _uri: Uri | None = None

    @classmethod
    def parse(cls, data: bytes) -> Request:
        """Read a request that came as one datagram.

        Raises:
            PeerError: 400, 414, 505 or 513; its `request` is set when an answer is possible.
        """
        end = data.find(END)
        try:
            if end < 0 or len(data) > MAX_MESSAGE:
                raise _no_frame(data, end)
            head = read_head(data[:end])
            return cls.from_head(head, datagram_body(head, data[end + 4 :]))
        except PeerError as error:
            error.request = answerable(salvage(data if end < 0 else data[:end]))
            raise

    @classmethod
    def from_head(cls, head: Head, body: bytes) -> Request:
        """Make the request of a head that has been read.

        Raises:
            PeerError: for a start line that is no Request-Line of SIP/2.0.
        """
        words = head.start.split(" ")
        if len(words) != 3 or words[2] != VERSION:
            check_version(words)
        method, uri_text, _ = words
        if not method.isalpha() or not method.isascii():
            _check_method(method)
        if len(uri_text) > MAX_URI:
            raise PeerError(414, "Request-URI Too Long", f"{len(uri_text)} characters")
        fields = head.fields
        get = fields.get
        if not (get("via") and get("from") and get("to") and get("call-id") and get("cseq")):
            raise _missing(fields)
        request = cls._made(method, uri_text, head, body)
        request.read_via()
        return request

    @classmethod
    def _made(cls, method: str, uri_text: str, head: Head, body: bytes) -> Request:
        return cls(
            head.fields,
            body,
            head.repeats,
            head.encoding,
            method=method,
            uri_text=uri_text,
            via_line=head.fields.get("via", ""),
        )

    @property
    def uri(self) -> Uri:
        """The Request-URI."""
        if self._uri is None:
            self._uri = Uri.parse(self.uri_text, "Request-URI")
        return self._uri

    @property
    def max_forwards(self) -> int | None:
        """Hops left, 0 to 255; None when not given (RFC 3261 §20.22)."""
        text = self.fields.get("max-forwards")
        if text is None:
            return None
        digits = text.lstrip("0") or text[-1:]
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 3 or int(digits) > 255:
            raise bad_value("Max-Forwards", text, "not a number from 0 to 255")
        return int(digits)

    def credentials(self, name: str = "authorization") -> list[DigestCredentials]:
        """Return the Digest credentials of Authorization or Proxy-Authorization, in order.

        Other schemes are skipped (RFC 3261 §22.1: an unknown one counts as none).

        Raises:
            PeerError: 400 for malformed ones.
        """
        text = self.fields.get(name)
        if text is None:
            return []
        if self.repeats is None and text[:7] == "Digest ":
            return [DigestCredentials.parse(text, name)]
        return [
            DigestCredentials.parse(line, name)
            for line in self.lines(name)
            if line[:7].lower() == "digest "
        ]


def check_version(words: list[str]) -> None:
    """Accept a start line of three words that ends in SIP/2.0 in any case of letters.

    Raises:
        PeerError: 505 for another version of SIP, 400 for anything else.
    """
    if len(words) != 3 or not _ANY_VERSION.fullmatch(words[2]):
        raise PeerError(400, "Invalid Request-Line", f"start line {excerpt(' '.join(words))}")
    if words[2].upper() != VERSION:
        raise PeerError(505, "Version Not Supported", f"version {excerpt(words[2])}")


def _missing(fields: dict[str, str]) -> PeerError:
    name = min(name for name in MANDATORY if not fields.get(name))
    return PeerError(400, f"Missing {name.title()}", f"no {name} header")


def _check_method(method: str) -> None:
    if not is_token(method):
        raise PeerError(400, "Invalid Method", f"method {excerpt(method)} is no token")


def _no_frame(data: bytes, end: int) -> PeerError:
    if end < 0:
        return PeerError(400, "Missing Empty Line", f"{len(data)} bytes without an empty line")
    return PeerError(513, "Message Too Large", f"{len(data)} bytes")


def answerable(head: Head) -> Request | None:
    """Return a broken request as far as it was understood, if it can and may be answered.

    Its five headers must be there and its Via be readable; an ACK is never answered.
    """
    words = head.start.split()
    if not words or words[0] == "ACK" or words[0].upper().startswith("SIP/"):
        return None
    if not all(head.fields.get(name) for name in MANDATORY):
        return None
    uri_text = words[1][:MAX_URI] if len(words) > 1 else ""
    request = Request._made(words[0][:32], uri_text, head, b"")
    try:
        via_and_method = request.via, request.cseq.method
    except PeerError:
        return None
    return None if via_and_method[1] == "ACK" else request
