"""Addresses and networks, and something kept for each of them.

The question that is asked for every datagram is what covers its source. For a listed IPv4 address
that is one look into a dictionary; networks are found by cutting the address to each length that is
in use, longest first, and what was found is remembered for a while.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, Generic, Literal, NamedTuple, TypeVar

Kind = Literal["ip", "network"]
Network = IPv4Network | IPv6Network

MAX_REMEMBERED: Final = 20_000
"""Addresses whose answer is remembered; then it starts anew."""

T = TypeVar("T")


class Place(NamedTuple):
    """An address or a network in its one form: ``203.0.113.7``, ``203.0.113.0/24``."""

    kind: Kind
    value: str


def place(text: str) -> Place:
    """The place that ``text`` names; bits below the length of a network are cleared.

    Raises:
        ValueError: it is neither, or it is every address there is.
    """
    cleaned = text.strip()
    if "/" not in cleaned:
        return Place("ip", str(_plain(ip_address(cleaned))))
    network = ip_network(cleaned, strict=False)
    if network.prefixlen == 0:
        raise ValueError("a network of all addresses would cut off everybody")
    if network.prefixlen == network.max_prefixlen:
        return Place("ip", str(_plain(network.network_address)))
    return Place("network", str(network))


def as_network(value: str) -> Network:
    """A place in its one form as a network; an address is one of its own."""
    return ip_network(value)


class Places(Generic[T]):
    """One thing for each place."""

    def __init__(self) -> None:
        self._addresses: dict[str, T] = {}
        self._networks: dict[tuple[int, int], dict[int, T]] = {}
        self._lengths: list[tuple[int, int]] = []
        self._found: dict[str, T | None] = {}

    def __bool__(self) -> bool:
        return bool(self._addresses or self._lengths)

    def put(self, value: str, thing: T) -> None:
        """Keep ``thing`` for the place ``value``, which is in its one form."""
        self._found.clear()
        if "/" not in value:
            self._addresses[value] = thing
            return
        key, bits = _split(as_network(value))
        if key not in self._networks:
            self._networks[key] = {}
            self._lengths = sorted(self._networks, key=lambda each: -each[1])
        self._networks[key][bits] = thing

    def pop(self, value: str) -> T | None:
        """Forget what is kept for exactly this place; answers it."""
        self._found.clear()
        if "/" not in value:
            return self._addresses.pop(value, None)
        key, bits = _split(as_network(value))
        of_length = self._networks.get(key, {})
        thing = of_length.pop(bits, None)
        if not of_length and self._networks.pop(key, None) is not None:
            self._lengths.remove(key)
        return thing

    def get(self, value: str) -> T | None:
        """What is kept for exactly this place."""
        if "/" not in value:
            return self._addresses.get(value)
        key, bits = _split(as_network(value))
        return self._networks.get(key, {}).get(bits)

    def covering(self, address: str) -> T | None:
        """What is kept for an address as a socket gives it, or for the smallest network around."""
        thing = self._addresses.get(address)
        if thing is not None or not (self._lengths or ":" in address):
            return thing
        if address in self._found:
            return self._found[address]
        if len(self._found) >= MAX_REMEMBERED:
            self._found.clear()
        found = self._found[address] = self._look(address)
        return found

    def inside(self, value: str) -> Iterator[T]:
        """What is kept for places within ``value``, itself included."""
        outer = as_network(value)
        for address, thing in list(self._addresses.items()):
            if outer.version == (6 if ":" in address else 4) and ip_address(address) in outer:
                yield thing
        for (version, length), of_length in list(self._networks.items()):
            if version == outer.version and length >= outer.prefixlen:
                shift = outer.max_prefixlen - outer.prefixlen
                wanted = int(outer.network_address) >> shift
                yield from (each for bits, each in of_length.items() if bits >> shift == wanted)

    def _look(self, address: str) -> T | None:
        try:
            parsed = _plain(ip_address(address.partition("%")[0]))
        except ValueError:
            return None
        thing = self._addresses.get(str(parsed))
        if thing is not None:
            return thing
        whole = int(parsed)
        for key in self._lengths:
            version, length = key
            if version == parsed.version:
                shift = parsed.max_prefixlen - length
                found = self._networks[key].get(whole >> shift << shift)
                if found is not None:
                    return found
        return None


def _split(network: Network) -> tuple[tuple[int, int], int]:
    return (network.version, network.prefixlen), int(network.network_address)


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address that was written as IPv6 is one address, however it is written."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
