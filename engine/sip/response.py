"""A response: status, reason phrase and headers (RFC 3261 §7.2)."""

from __future__ import annotations

import re
from typing import Final

from engine.sip.errors import PeerError, excerpt
from engine.sip.head import END, Head, datagram_body, read_head
from engine.sip.limits import MAX_MESSAGE
from engine.sip.message import Message

_STATUS_LINE: Final = re.compile(r"[Ss][Ii][Pp]/2\.0 ([1-6][0-9]{2})(?: (.*+))?", re.DOTALL)


class Response(Message, eq=False, gc=False):
    """One response.

    Attributes:
        status: 100 to 699.
        reason: reason phrase as written, possibly empty.
    """

    status: int = 0
    reason: str = ""

    @classmethod
    def parse(cls, data: bytes) -> Response:
        """Read a response that came as one datagram.

        Raises:
            PeerError: whatever is wrong; a response is never answered, so nothing is salvaged.
        """
        end = data.find(END)
        if end < 0 or len(data) > MAX_MESSAGE:
            raise PeerError(400, "Bad Response", f"{len(data)} bytes are no framed response")
        head = read_head(data[:end])
        return cls.from_head(head, datagram_body(head, data[end + 4 :]))

    @classmethod
    def from_head(cls, head: Head, body: bytes) -> Response:
        """Make the response of a head that has been read.

        Raises:
            PeerError: for a start line that is no Status-Line of SIP/2.0.
        """
        match = _STATUS_LINE.fullmatch(head.start)
        if match is None:
            raise PeerError(400, "Invalid Status-Line", f"start line {excerpt(head.start)}")
        status, reason = int(match[1]), match[2] or ""
        return cls(head.fields, body, head.repeats, head.encoding, status=status, reason=reason)
