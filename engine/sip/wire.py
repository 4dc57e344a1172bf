"""From one datagram to one message."""

from __future__ import annotations

from engine.sip.request import Request
from engine.sip.response import Response


def parse_message(data: bytes) -> Request | Response:
    """Read a message that came as one datagram.

    Raises:
        PeerError: for any bytes that are no message; its `request` is set when an answer to it is
            possible.
    """
    if data[:4].upper() == b"SIP/":
        return Response.parse(data)
    return Request.parse(data)


def is_keep_alive(data: bytes) -> bool:
    """Tell whether a datagram only holds a NAT binding open: line breaks, NULs or nothing."""
    return not data.strip(b"\r\n\0")
