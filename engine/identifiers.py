"""Identifiers that nobody can guess and that never repeat.

Records get UUIDs of version 7 (RFC 9562 §5.7): they begin with the time in milliseconds, so
sorting by identifier is sorting by time, and 74 random bits follow. SIP wants its own kinds:
tags with at least 32 random bits (RFC 3261 §19.3), branches that begin with a fixed cookie
(§8.1.1.7) and Call-IDs that are unique in space and time (§8.1.1.4). All of them are drawn from
the operating system, because a guessable tag or branch lets a stranger answer in another's name.
"""

import os
import secrets
from typing import Final

#: Every branch of RFC 3261 begins with it; older implementations' branches do not (§8.1.1.7).
BRANCH_COOKIE: Final = "z9hG4bK"

_VERSION_7: Final = 0x7 << 76
_VARIANT: Final = 0x2 << 62
_RANDOM_A: Final = 0xFFF << 64
_RANDOM_B: Final = (1 << 62) - 1


def uuid7(wall_ms: int) -> str:
    """A UUIDv7 in the usual form of 36 characters.

    Args:
        wall_ms: the moment of what is identified, milliseconds since 1970 (48 bits are used).
    """
    drawn = int.from_bytes(os.urandom(10), "big")
    value = (wall_ms & 0xFFFF_FFFF_FFFF) << 80 | _VERSION_7 | _VARIANT
    value |= drawn & (_RANDOM_A | _RANDOM_B)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def marked_uuid7(wall_ms: int, count: int, mark: int) -> str:
    """A UUIDv7 of which every bit is given: nothing is drawn, which a flood of records feels.

    Args:
        wall_ms: as in :func:`uuid7`.
        count: tells apart what is identified in one millisecond; its lowest 12 bits stand where
            RFC 9562 §6.2 puts a counter.
        mark: 62 bits that say what is identified.
    """
    time = f"{wall_ms & 0xFFFF_FFFF_FFFF:012x}"
    last = f"{_VARIANT | mark & _RANDOM_B:016x}"
    return f"{time[:8]}-{time[8:]}-7{count & 0xFFF:03x}-{last[:4]}-{last[4:]}"


def tag() -> str:
    """A From or To tag, 64 random bits."""
    return os.urandom(8).hex()


def call_id() -> str:
    """A Call-ID, 128 random bits; it names no host, so it tells nothing about the network."""
    return os.urandom(16).hex()


def branch() -> str:
    """A Via branch: the cookie and 96 random bits."""
    return BRANCH_COOKIE + os.urandom(12).hex()


def token() -> str:
    """A bearer token for HTTP, 256 random bits in 43 URL-safe characters."""
    return secrets.token_urlsafe(32)
