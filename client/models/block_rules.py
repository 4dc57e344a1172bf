"""Addresses and networks as they are typed: what they are, how wide, and what lies around them.

The engine decides; this only tells a slip of the finger from an address before anything is asked,
and how much is meant.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: A network shorter than this holds more than anybody means by accident (ecosystem.md 5).
WIDEST = {4: 16, 6: 48}
#: What "the network around it" is: one customer's network, one subscriber's prefix.
AROUND = {4: 24, 6: 64}
LONGEST = 64
"""Characters of a typed address; the longest real one has 43."""

REMEMBERED = 65_536
"""Addresses of which it is kept what they are: a reload or a search asks for the same again."""

_NUMBER = re.compile(r"[0-9A-Za-z+*#._-]{1,64}")
_SPACED = re.compile(r"[ ()/]")


@lru_cache(REMEMBERED)
def network_of(text: str) -> Network | None:
    """Return what *text* means, an address being a network of one; None when it is neither."""
    typed = text.strip()
    length = typed.partition("/")[2]
    if len(typed) > LONGEST or "%" in typed:
        return None
    if "/" in typed and not (length.isascii() and length.isdigit()):
        return None  # a mask in dots would be taken for a length
    try:
        return ipaddress.ip_network(typed, strict=False)
    except ValueError:
        return None


def kind_of(network: Network) -> str:
    """Return ``ip`` or ``network``."""
    return "ip" if network.prefixlen == network.max_prefixlen else "network"


def value_of(network: Network) -> str:
    """Return it as it is written: one address without a length."""
    single = kind_of(network) == "ip"
    return str(network.network_address) if single else str(network)


def is_wide(network: Network) -> bool:
    """Say whether it is wide enough to ask twice."""
    return network.prefixlen < WIDEST[network.version]


def around(text: str) -> str:
    """Return the network that *text* is in, or nothing when it is that wide already."""
    network = network_of(text)
    if network is None or network.prefixlen <= AROUND[network.version]:
        return ""
    return str(network.supernet(new_prefix=AROUND[network.version]))


def covers(value: str, address: str) -> bool:
    """Say whether the entry *value* is about *address*, or about all of a network."""
    narrow = network_of(address)
    wide = None if narrow is None else network_of(value)
    if isinstance(wide, ipaddress.IPv4Network) and isinstance(narrow, ipaddress.IPv4Network):
        return narrow.subnet_of(wide)
    if isinstance(wide, ipaddress.IPv6Network) and isinstance(narrow, ipaddress.IPv6Network):
        return narrow.subnet_of(wide)
    return False


def number_of(text: str) -> str:
    """Return the telephone number that *text* means as the engine writes it; empty for none."""
    cleaned = _SPACED.sub("", text.strip())
    return cleaned if _NUMBER.fullmatch(cleaned) else ""


def address_key(text: str) -> str:
    """Return what an address or network sorts as: by its bits, a network before what is in it."""
    network = network_of(text)
    if network is None:
        return "~"
    return f"{network.version}{int(network.network_address):032x}/{network.prefixlen:03}"


def bare_address(source: str) -> str:
    """Return an address without its port: ``203.0.113.24:5060`` and ``[2001:db8::1]:5060``."""
    if source.startswith("["):
        return source[1:].partition("]")[0]
    return source.partition(":")[0] if source.count(":") == 1 else source
