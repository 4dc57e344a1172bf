"""Whether the media of a call goes through a relay.

The system has a mode of its own, SS_MEDIAPROXYMODE, which decides for all calls or leaves it to
gateways. Each gateway says ``on``, ``off`` or ``auto``; an endpoint is always ``auto``. Of the two
sides of a call ``on`` counts first, then ``off``. With ``auto`` media is relayed where it is known
that the parties could not send to each other:

* one side speaks IPv4 and the other IPv6;
* one side is behind a NAT: it names a private address and its messages come from a public one;
* one side is at a private address and the other at a public one.

Two private addresses are taken to be in one network. What is private: RFC 1918, RFC 6598 (carrier
NAT), loopback, link-local, and fc00::/7.
"""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final, NamedTuple

import msgspec

from engine.control.gateways import RelayMode

_DECIDED: Final[dict[int, RelayMode]] = {0: "off", 3: "on"}
_CARRIER_NAT: Final = ip_network("100.64.0.0/10")
_DOCUMENTED: Final = tuple(
    ip_network(text)
    for text in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)
"""Addresses of documentation are public ones as far as anybody can test it (RFC 5737, RFC 3849)."""


class RelayPolicy(NamedTuple):
    """What an operator decides about media of all calls; the defaults are a fresh installation's.

    Attributes:
        mode: 0 relays no call, 1 all but those of which a gateway says ``off``, 2 leaves it to the
            gateways, 3 relays all.
        tos: Priority of relayed packets, as TOS byte.
    """

    mode: int = 2
    tos: int = 0xA0


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where one side is.

    Attributes:
        heard: Address its signalling comes from, or goes to.
        named: Address it names itself, for media or as its contact; "" when it names none.
    """

    heard: str
    named: str = ""

    @property
    def natted(self) -> bool:
        """Whether it is behind a NAT: what it names is private, where it is heard is not."""
        return bool(self.named) and is_private(self.named) and not is_private(self.heard)

    @property
    def address(self) -> str:
        """The address that media would be sent to."""
        return self.named or self.heard


def combined(modes: Iterable[RelayMode], system: int = 2) -> RelayMode:
    """What two sides together want, within the mode of the system (:class:`RelayPolicy`)."""
    wanted = set(modes)
    if system in _DECIDED:
        return _DECIDED[system]
    if system == 1:
        return "off" if "off" in wanted else "on"
    if "on" in wanted:
        return "on"
    return "off" if "off" in wanted else "auto"


def wanted(mode: RelayMode, caller: Place, callee: Place) -> bool:
    """Whether a call between these places is to be relayed."""
    if mode != "auto":
        return mode == "on"
    if caller.natted or callee.natted:
        return True
    if _version(caller.address) != _version(callee.address):
        return True
    return is_private(caller.address) != is_private(callee.address)


@lru_cache(4096)
def is_private(text: str) -> bool:
    """Whether an address is reached from its own network only; what is no address is not."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if any(address in network for network in _DOCUMENTED if network.version == address.version):
        return False
    shared = address.version == _CARRIER_NAT.version and address in _CARRIER_NAT
    return shared or address.is_private or address.is_link_local or address.is_loopback


def _version(text: str) -> int:
    return 6 if ":" in text else 4
