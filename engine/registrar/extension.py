"""The name under which an address of record is kept: its user part.

A switch has several addresses and is registered at under any of them, so the host is not part of
the name (design section 3.5: keyed by extension). What an attacker writes becomes a key too: it is
limited in length, and it is printable, so that it can be shown and logged as it stands.
"""

from typing import Final

from engine.sip.uri import Uri

MAX_EXTENSION: Final = 64
"""Characters of a name. Longer ones are cut and marked, so they share an entry with their like
but never with an extension that exists."""

_CUT: Final = "…"


def extension_of(uri: Uri) -> str:
    """The name of ``uri``, "" when it has no user part.

    Escapes are decoded unless that brings control characters to light.
    """
    name = uri.user
    if "%" in name:
        decoded = uri.username
        name = decoded if decoded.isprintable() else name
    return name if len(name) <= MAX_EXTENSION else name[: MAX_EXTENSION - 1] + _CUT
