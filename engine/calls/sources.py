"""Which mapping gateway an address belongs to (design section 3.4).

The question is asked for every INVITE, also for those of a flood, whose addresses may be different
each time. A single address is found in one look at a dictionary. Networks are kept by the length
of their prefix, so an address costs one look for each length that is in use, longest first; what
was found, also that nothing was, is remembered for a bounded number of addresses.

Host names are resolved elsewhere, and again from time to time: a new table is made from the same
gateways and what their names stand for now.
"""

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from types import MappingProxyType
from typing import Final

from engine.calls.targets import parse_target
from engine.control.gateways import GatewayConfig

MAX_REMEMBERED: Final = 4096
"""Addresses whose answer is remembered: more than there are customers and their phones behind one
network, and about a megabyte. When it is full all are forgotten, which costs a flood nothing that
it had not cost before, and needs no order of use."""

_NOBODY: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})
_MASKS: Final = {
    version: tuple(((1 << length) - 1) << (bits - length) for length in range(bits + 1))
    for version, bits in ((4, 32), (6, 128))
}

_Network = IPv4Network | IPv6Network


def host_names(gateways: Iterable[GatewayConfig]) -> frozenset[str]:
    """The names, in lower case, that must be resolved before a table of ``gateways`` is made."""
    return frozenset(
        text.lower()
        for gateway in _mapping(gateways)
        for text in gateway.addresses
        if _network(text) is None
    )


class SourceTable:
    """The addresses of all enabled mapping gateways.

    The longest prefix wins. Where two gateways claim the very same address or network, the one
    that is written down wins over the one that has it from a host name, then the first by name.
    """

    __slots__ = ("_lengths", "_networks", "_remembered", "_single")

    def __init__(
        self,
        gateways: Iterable[GatewayConfig],
        resolved: Mapping[str, Iterable[str]] = _NOBODY,
    ) -> None:
        """Build the table.

        Args:
            gateways: Any; those that are disabled or no mapping gateways are left out.
            resolved: Host name in lower case -> its addresses. A name that is missing has none.
        """
        self._single: dict[str, str] = {}
        self._networks: dict[tuple[int, int, int], str] = {}  # version, prefix length, address
        self._remembered: dict[str, str | None] = {}
        ordered = sorted(_mapping(gateways), key=lambda gateway: gateway.name)
        for gateway in ordered:
            for network in _written(gateway):
                self._add(network, gateway.name)
        for gateway in ordered:
            for network in _looked_up(gateway, resolved):
                self._add(network, gateway.name)
        lengths = sorted({key[:2] for key in self._networks}, reverse=True)
        self._lengths = {
            version: tuple(length for of, length in lengths if of == version) for version in (4, 6)
        }

    def find(self, ip: str) -> str | None:
        """The name of the gateway that ``ip`` belongs to, None when it belongs to none.

        Args:
            ip: As a socket gives it, without port.
        """
        name = self._single.get(ip)
        if name is not None:
            return name
        remembered = self._remembered
        if ip in remembered:
            return remembered[ip]
        found = self._search(ip)
        if len(remembered) >= MAX_REMEMBERED:
            remembered.clear()
        remembered[ip] = found
        return found

    def _search(self, ip: str) -> str | None:
        try:
            address = _plain(ip_address(ip))
        except ValueError:  # a name of a socket that is no address belongs to nobody
            return None
        version, number = address.version, int(address)
        masks = _MASKS[version]
        for length in self._lengths[version]:
            name = self._networks.get((version, length, number & masks[length]))
            if name is not None:
                return name
        return None

    def _add(self, network: _Network, name: str) -> None:
        key = (network.version, network.prefixlen, int(network.network_address))
        self._networks.setdefault(key, name)
        if network.prefixlen == network.max_prefixlen:
            self._single.setdefault(str(network.network_address), name)


def networks_of(
    gateway: GatewayConfig, resolved: Mapping[str, Iterable[str]]
) -> Iterator[_Network]:
    """Where a gateway is, as networks; a host name by what it stands for now."""
    for text in gateway.addresses:
        host = parse_target(text).host if gateway.kind == "routing" else text
        for address in (host, *resolved.get(host.lower(), ())):
            network = _network(address)
            if network is not None:
                yield network


def _mapping(gateways: Iterable[GatewayConfig]) -> Iterator[GatewayConfig]:
    return (gateway for gateway in gateways if gateway.enabled and gateway.kind == "mapping")


def _written(gateway: GatewayConfig) -> Iterator[_Network]:
    return (network for text in gateway.addresses if (network := _network(text)) is not None)


def _looked_up(gateway: GatewayConfig, resolved: Mapping[str, Iterable[str]]) -> Iterator[_Network]:
    for text in gateway.addresses:
        if _network(text) is None:
            for address in resolved.get(text.lower(), ()):
                network = _network(address)
                if network is not None:
                    yield network


def _network(text: str) -> _Network | None:
    """An address or network as a network, None for a host name; bits behind its prefix are cut."""
    try:
        if "/" in text:
            return ip_network(text, strict=False)
        return ip_network(_plain(ip_address(text)))
    except ValueError:
        return None


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The one form of an address: IPv4 within IPv6 is IPv4, and the interface is left out."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address
