"""The ng protocol of rtpengine: commands and answers, each one datagram.

A datagram is a cookie, a space, and a bencoded dictionary. The answer repeats the cookie; a daemon
that sees a cookie twice within a while repeats its answer instead of doing it again, so a command
may be sent again when its answer is late, and a cookie must never be used for two. Keys are those
of the daemon's own documentation (https://github.com/sipwise/rtpengine, ng control protocol).

The two parties of a session are named by fixed words instead of their SIP tags: a session is one
attempt of one call, so there are never more than two.
"""

from typing import Any, Final

import msgspec

from engine.calls.relay.bencode import decode, encode

CALLER: Final = "caller"
CALLEE: Final = "callee"

MAX_COOKIE: Final = 64
"""Bytes of a cookie; ours are shorter."""

MAX_REASON: Final = 120
"""Characters of a refusal that are kept."""

PING: Final = encode({"command": "ping"})

_REPLACE: Final = ("origin", "session connection")
"""What names the sender's own address is rewritten, too: it leads past the relay and tells it."""


class Party(msgspec.Struct, frozen=True, gc=False):
    """One side of a session.

    Attributes:
        word: :data:`CALLER` or :data:`CALLEE`.
        ip: Where its signalling comes from.
        natted: Whether the address in its description leads nowhere, so that the one its
            signalling comes from has to be believed until media arrives.
    """

    word: str
    ip: str
    natted: bool = False


class NgReply(msgspec.Struct, frozen=True, gc=False):
    """An answer of the daemon.

    Attributes:
        ok: Whether it did what was asked.
        sdp: The rewritten description, b"" where there is none.
        reason: Why it refused, printable; "" when it did not.
    """

    ok: bool
    sdp: bytes = b""
    reason: str = ""


def offer(
    session: str, sender: Party, receiver: Party, sdp: bytes, *, again: bool, tos: int
) -> bytes:
    """Ask for a rewritten offer.

    Args:
        session: Names the session at the daemon.
        sender: Who offers.
        receiver: Who is to answer.
        sdp: The offer.
        again: Whether the two had agreed before (a re-INVITE).
        tos: TOS byte of the packets that it sends.
    """
    tags = {"from-tag": sender.word} | ({"to-tag": receiver.word} if again else {})
    return _described("offer", session, sender, receiver, sdp, {**tags, "TOS": tos})


def answer(session: str, sender: Party, receiver: Party, sdp: bytes, *, tos: int) -> bytes:
    """Ask for a rewritten answer of ``sender`` to an offer of ``receiver``."""
    tags = {"from-tag": receiver.word, "to-tag": sender.word}
    return _described("answer", session, sender, receiver, sdp, {**tags, "TOS": tos})


def delete(session: str) -> bytes:
    """End a session at once."""
    return encode({"command": "delete", "call-id": session, "delete delay": 0})


def read(data: bytes) -> tuple[bytes, NgReply]:
    """Cookie and answer of a datagram.

    Raises:
        ValueError: it is none of the protocol.
    """
    cookie, space, rest = data.partition(b" ")
    if not space or not 0 < len(cookie) <= MAX_COOKIE:
        raise ValueError("a datagram without a cookie")
    found = decode(rest)
    if not isinstance(found, dict):
        raise ValueError("an answer that is no dictionary")
    result, sdp, reason = (found.get(key, b"") for key in (b"result", b"sdp", b"error-reason"))
    if not isinstance(sdp, bytes) or not isinstance(reason, bytes):
        raise ValueError("an answer of another shape")
    return cookie, NgReply(result in (b"ok", b"pong"), sdp, _printable(reason))


def family(ip: str) -> str:
    """The address family as descriptions write it (RFC 8866 section 5.7)."""
    return "IP6" if ":" in ip else "IP4"


def _described(
    command: str,
    session: str,
    sender: Party,
    receiver: Party,
    sdp: bytes,
    more: dict[str, Any],
) -> bytes:
    fields: dict[str, Any] = {
        "command": command,
        "call-id": session,
        "sdp": sdp,
        "replace": _REPLACE,
        "ICE": "remove",  # candidates would lead past the relay
        "received from": (family(sender.ip), sender.ip),
        "address family": family(receiver.ip),
        **more,
    }
    if sender.natted:
        fields["flags"] = ("SIP source address",)
    return encode(fields)


def _printable(text: bytes) -> str:
    plain = text[:MAX_REASON].decode("ascii", "replace")
    return "".join(letter if letter.isprintable() else "?" for letter in plain)
