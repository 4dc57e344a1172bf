"""The pieces of RFC 3261 §25 that several values share: tokens, quoted strings, hosts, lists.

The fragments are strings to build regular expressions from. Repetitions of characters in them are
possessive (`++`, `*+`) and the branches of a repeated group start with different characters, so a
match takes time proportional to the text whatever a peer sends. Groups are not repeated
possessively: Python 3.11 before 3.11.5 then accepts what does not match (python/cpython#106052).
White space means space and tab only: folding is undone before any value is read.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import Final

from engine.sip.errors import bad_value
from engine.sip.limits import MAX_LIST

TOKEN: Final = r"[A-Za-z0-9.!%*_+`'~-]++"  # noqa: S105 - a token of the grammar
LWS: Final = r"[ \t]*+"
QUOTED: Final = r'"(?:[^"\\]++|\\.)*"'
ESCAPED: Final = "%[0-9A-Fa-f]{2}"
HOST: Final = r"\[[0-9A-Fa-f:.]++\]|[A-Za-z0-9_][A-Za-z0-9_.-]*+"
"""Host name, IPv4 address or bracketed IPv6 address. Underscores are no host name of RFC 1123,
but network devices are named with them."""

_IS_TOKEN: Final = re.compile(TOKEN)
_IS_QUOTED: Final = re.compile(QUOTED)
_ITEM: Final = re.compile(rf"{LWS}((?:[^\",<]++|{QUOTED}|<[^>]*+>)+)(,|$)", re.DOTALL)
_QUOTED_PAIR: Final = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE: Final = re.compile(r'[\\"]')


def is_token(text: str) -> bool:
    """Tell whether the text is one token."""
    return _IS_TOKEN.fullmatch(text) is not None


def is_quoted(text: str) -> bool:
    """Tell whether the text is one quoted string, quotes included."""
    return _IS_QUOTED.fullmatch(text) is not None


def quote(text: str) -> str:
    """Write text as a quoted string."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def unquote(text: str) -> str:
    """Return what a quoted string says; text that is not quoted is returned as it is."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    return _QUOTED_PAIR.sub(r"\1", inner) if "\\" in inner else inner


def split_list(header: str, text: str, limit: int = MAX_LIST) -> list[str]:
    """Split a value at the commas outside quotes and angle brackets (RFC 3261 §7.3.1).

    Args:
        header: name of the header, for the error.
        text: its value, not empty.
        limit: how many elements are allowed.

    Raises:
        PeerError: 400 for an empty element, an open quote or bracket, too many elements.
    """
    if "," not in text:
        return [text]
    items: list[str] = []
    position, more = 0, ","
    while more:
        match = _ITEM.match(text, position)
        item = match[1].rstrip(" \t") if match else ""
        if match is None or not item:
            raise bad_value(header, text[position:], "no list element")
        items.append(item)
        if len(items) > limit:
            raise bad_value(header, text, f"more than {limit} values")
        position, more = match.end(), match[2]
    return items


def check_host(header: str, host: str) -> str:
    """Return a host matched by `HOST`, in lower case and without brackets.

    Raises:
        PeerError: 400 when the brackets hold no IPv6 address.
    """
    if host[0] != "[":
        return host.lower()
    try:
        return str(IPv6Address(host[1:-1]))
    except ValueError:
        raise bad_value(header, host, "no IPv6 address") from None


def check_port(header: str, digits: str | None) -> int | None:
    """Return a port of up to five digits, None when there is none.

    Raises:
        PeerError: 400 when it is above 65535.
    """
    if digits is None:
        return None
    port = int(digits)
    if port > 65_535:
        raise bad_value(header, digits, "port above 65535")
    return port


def bracket(host: str) -> str:
    """Write a host for a URI or Via: an IPv6 address gets its brackets."""
    return f"[{host}]" if ":" in host else host
