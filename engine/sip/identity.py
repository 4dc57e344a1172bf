"""Who is said to call, and whether others may know: RFC 3323 (Privacy), RFC 3325 (P-headers).

Only the reading is here; whom to believe is decided by who knows where a message came from.
"""

from __future__ import annotations

from typing import Final

from engine.sip.address import Address
from engine.sip.errors import PeerError
from engine.sip.message import Message
from engine.sip.uri import Uri

ANONYMOUS: Final = "sip:anonymous@anonymous.invalid"
"""From of a caller who is not shown (RFC 3323 section 4.1)."""

MAX_IDENTITIES: Final = 2
"""Values of a P-header: one sip and one tel URI (RFC 3325 section 9.1)."""

MAX_TOKENS: Final = 16
"""Privacy values that are looked at; there are seven in all."""

_HOST: Final = "anonymous.invalid"
_SCHEMES: Final = ("sip", "sips", "tel")


def privacy_of(message: Message) -> frozenset[str]:
    """The kinds of privacy that are asked for, in lower case.

    What cannot be read, or is too much to be read, counts as "id": who sent a Privacy header at all
    does not want to be shown, unless he says so by "none".
    """
    if "privacy" not in message.fields:
        return frozenset()
    tokens = [
        token.strip().lower()
        for line in message.lines("privacy")
        for token in line.replace(",", ";").split(";")
    ]
    found = frozenset(token for token in tokens if token)
    return found if found and len(tokens) <= MAX_TOKENS else frozenset({"id"})


def identity_of(message: Message, header: str) -> Address | None:
    """The first identity of a P-header, None when there is none that can be read.

    Args:
        message: Of whoever.
        header: "p-asserted-identity" or "p-preferred-identity".
    """
    if header not in message.fields:
        return None
    try:
        found = message.addresses(header, MAX_IDENTITIES)
    except PeerError:
        return None
    usable = (each for each in found if each.uri.scheme in _SCHEMES and each.uri.user)
    return next(usable, None)


def is_anonymous(uri: Uri) -> bool:
    """Whether a From says nothing about its caller."""
    host, user = uri.host.rstrip("."), uri.user.lower()
    return host == _HOST or host.endswith(f".{_HOST}") or user == "anonymous"
