"""What an address stands for: whom, where strangers are counted by it, and where to reach it.

Whoever is given IPv6 is given a network of 2**64 addresses and may use another one each time, so a
limit for each address would be none. The network is what one subscriber has (RFC 6177 section 2);
an IPv4 address stands for itself.
"""

from collections.abc import Iterable, Sequence
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

PROBE: Final = "127.255.255.254"
"""Where management asks from over loopback whether SIP answers."""

PROOF: Final = "127.255.255.253"
"""Where the phone of the self-proof sends from over loopback."""

TRIAL: Final = "127.255.255.252"
"""Where both phones of a test call are over loopback."""

ENGINE: Final = frozenset({PROBE, PROOF, TRIAL})
"""Addresses in which the engine talks to itself. No other program has them, so that they can be
kept open while 127.0.0.1 and the rest of loopback are not special to the defence."""

LOOPBACK_6: Final = "::1"
"""All there is of loopback in IPv6: where SIP is served over that alone the engine shares it."""

TRANSPORTS: Final = ("udp", "tcp", "tls")
"""Over which SIP is served, the cheapest first."""

_INTERFACE_BITS: Final = 64
_LOOPBACK: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what was bound to


def subscriber(address: str) -> str:
    """``address``, or for IPv6 the network of 64 bits that it is from.

    Args:
        address: As a socket gives it, without port. What is no address stands for itself.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    network = IPv6Address(int(parsed) >> _INTERFACE_BITS << _INTERFACE_BITS)
    return f"{network}/{_INTERFACE_BITS}"


def reachable(host: str) -> str:
    """Where a program on this machine reaches what listens on ``host``, which may be "all"."""
    return _LOOPBACK.get(host, host)


class Listening(NamedTuple):
    """Where a program on this machine reaches SIP.

    Attributes:
        transport: ``udp``, ``tcp`` or ``tls``.
        host: Address, without brackets.
        port: Its port.
    """

    transport: str
    host: str
    port: int


def asked_over(
    listeners: Iterable[str], transports: Sequence[str] = TRANSPORTS
) -> Listening | None:
    """Where the engine asks itself for SIP; None if nothing is served over these transports.

    The first of the first transport; but before ``::1``, where the engine has no address of its
    own, any other of that transport.

    Args:
        listeners: ``udp:127.0.0.1:5060``, ``tcp:[::1]:5060``, …
        transports: Those that will do, the preferred one first.
    """
    found = []
    for listener in listeners:
        transport, _, address = listener.partition(":")
        host, _, port = address.rpartition(":")
        if transport in transports and port.isdigit():
            found.append(Listening(transport, reachable(host.strip("[]")), int(port)))
    found.sort(key=lambda each: (transports.index(each.transport), each.host == LOOPBACK_6))
    return found[0] if found else None


def asked_at(listeners: Iterable[str]) -> tuple[str, int] | None:
    """Address and port where the engine asks itself over UDP; None if that is not served."""
    found = asked_over(listeners, ("udp",))
    return found and (found.host, found.port)


def is_wildcard(host: str) -> bool:
    """Whether ``host`` stands for every address of this machine."""
    return host in _LOOPBACK


def is_address(host: str) -> bool:
    """Whether ``host`` is an IP address, without brackets and port, and no name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
