"""Header names: one lower-case key for every spelling, compact forms included (RFC 3261 §7.3.3).

Messages keep their headers under the key; `NAMES` turns the spellings seen in practice into it with
one dictionary look-up, and `canonical` handles the rest.
"""

from __future__ import annotations

import re
from typing import Final

from engine.sip.errors import PeerError, excerpt

COMPACT: Final[dict[str, str]] = {
    "a": "accept-contact",  # RFC 3841
    "b": "referred-by",  # RFC 3892
    "c": "content-type",
    "d": "request-disposition",  # RFC 3841
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",  # RFC 3841
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "n": "identity-info",  # RFC 4474
    "o": "event",  # RFC 6665
    "r": "refer-to",  # RFC 3515
    "s": "subject",
    "t": "to",
    "u": "allow-events",  # RFC 6665
    "v": "via",
    "x": "session-expires",  # RFC 4028
    "y": "identity",  # RFC 8224
}

# fmt: off
_USUAL: Final = (
    "Accept", "Accept-Encoding", "Accept-Language", "Alert-Info", "Allow", "Allow-Events",
    "Authorization", "Call-ID", "Call-Info", "Contact", "Content-Disposition",
    "Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "CSeq", "Date",
    "Event", "Expires", "From", "In-Reply-To", "Max-Forwards", "Min-Expires", "MIME-Version",
    "Organization", "P-Asserted-Identity", "P-Preferred-Identity", "Path", "Priority",
    "Privacy", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Require", "Reason",
    "Record-Route", "Refer-To", "Referred-By", "Reply-To", "Require", "Retry-After", "Route",
    "Server", "Service-Route", "Session-Expires", "Min-SE", "Subject", "Supported",
    "Timestamp", "To", "Unsupported", "User-Agent", "Via", "Warning", "WWW-Authenticate",
)
# fmt: on

NAMES: Final[dict[str, str]] = {
    spelling: name.lower()
    for name in _USUAL
    for spelling in (name, name.lower(), name.upper(), name.title())
} | {spelling: key for short, key in COMPACT.items() for spelling in (short, short.upper())}
"""Spellings seen in practice -> key. Fixed: a peer cannot make it grow."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9.!%*_+`'~-]+")


def canonical(name: str) -> str:
    """Return the key of a header name as written, white space before the colon included.

    Raises:
        PeerError: 400 when it is no token (RFC 3261 §7.3.1).
    """
    name = name.rstrip(" \t")
    if not _TOKEN.fullmatch(name):
        raise PeerError(400, "Invalid Header Name", f"header name {excerpt(name)} is no token")
    name = name.lower()
    return COMPACT.get(name, name)
