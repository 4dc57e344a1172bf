"""What this program does with a message, in one word for a table.

The way is that of the switch: parse, stamp, check, then read what its method needs.
"""

from __future__ import annotations

from engine.sip import PeerError, Response, parse_message, reply_to_error, stamp, validate
from engine.sip.content import check_content
from engine.sip.validate import KNOWN_METHODS

ALLOWED = tuple(sorted(KNOWN_METHODS))


def verdict(data: bytes) -> str:
    """Return "accepted", "400 answered", "400 silent", "response" or "response dropped"."""
    try:
        message = parse_message(data)
    except PeerError as error:
        if data[:4].upper() == b"SIP/":
            return "response dropped"
        if error.request is None:
            return f"{error.status} silent"
        stamp(error.request, "192.0.2.1", 5060)
        return answered(reply_to_error(error.request, error, "t"))
    if isinstance(message, Response):
        return response(message)
    try:
        stamp(message, "192.0.2.1", 5060)
        validate(message, ALLOWED)
        if message.method in ("REGISTER", "INVITE"):
            _ = message.contacts, message.expires, message.credentials()
        if message.method == "INVITE":
            check_content(message)
    except PeerError as error:
        return answered(reply_to_error(message, error, "t"))
    return "accepted"


def answered(data: bytes) -> str:
    reply = parse_message(data)
    assert isinstance(reply, Response)
    assert reply.header("server") == "Switchwarden"
    return f"{reply.status} answered"


def response(message: Response) -> str:
    try:
        message.mandatory()
    except PeerError:
        return "response dropped"
    return "response"
