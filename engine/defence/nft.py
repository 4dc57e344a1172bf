"""The blacklist in the words of nftables: sets, rules, and the scripts that change them.

Pure text. A table of our own holds five sets, because each kind of place is quickest in one of its
kind: single addresses and the 64-bit networks by which IPv6 is blocked are looked up by hash, other
networks by interval. Elements carry their own timeouts, so that what is over leaves the kernel
whether or not anybody is there to take it out.

The chain is on the input hook before every other (priority -300). A drop there is final, and an
``accept`` of an established connection in somebody else's table, which comes later or is only for
that table, cannot undo it: running flows are cut with the next packet, and nothing has to be
deleted from the connection tracking.

Everything put into a script is made from parsed addresses, ports and numbers; no text of anybody
gets here.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from ipaddress import IPv6Network
from typing import Final, NamedTuple

from engine.defence.places import Network, as_network

FAMILY: Final = "inet"
COUNTER: Final = "dropped"

LONGEST_S: Final = 31_536_000
"""Seconds; what is to last longer than a year is put in for ever, and taken out by us."""

_SUBSCRIBER: Final = 64
_PER_LINE: Final = 1_000


class SetName(StrEnum):
    """The sets of the table."""

    ADDRESSES_4 = "addr4"
    ADDRESSES_6 = "addr6"
    SUBSCRIBERS_6 = "sub6"
    NETWORKS_4 = "net4"
    NETWORKS_6 = "net6"


INTERVALS: Final = frozenset({SetName.NETWORKS_4, SetName.NETWORKS_6})
"""Sets in which no element may overlap another."""

_MATCHES: Final[Mapping[SetName, str]] = {
    SetName.ADDRESSES_4: "ip saddr",
    SetName.NETWORKS_4: "ip saddr",
    SetName.ADDRESSES_6: "ip6 saddr",
    SetName.SUBSCRIBERS_6: "ip6 saddr & ffff:ffff:ffff:ffff::",
    SetName.NETWORKS_6: "ip6 saddr",
}


class Shape(NamedTuple):
    """What the table is made for.

    Attributes:
        ports: Of SIP, over UDP and TCP.
        all_udp: Whether every UDP port is closed to listed sources as well. TCP never is: that is
            where an operator's SSH and the management are.
    """

    ports: tuple[int, ...]
    all_udp: bool = False


class Element(NamedTuple):
    """Where a place belongs, and how it is written there."""

    of: SetName
    key: str


def element(value: str) -> Element:
    """The element for a place.

    Args:
        value: In its one form, see :func:`engine.defence.places.place`.

    Raises:
        ValueError: it is no place.
    """
    network = as_network(value)
    first = str(network.network_address)
    if network.prefixlen == network.max_prefixlen:
        return Element(SetName.ADDRESSES_6 if network.version == 6 else SetName.ADDRESSES_4, first)
    if isinstance(network, IPv6Network):
        if network.prefixlen == _SUBSCRIBER:
            return Element(SetName.SUBSCRIBERS_6, first)
        return Element(SetName.NETWORKS_6, str(network))
    return Element(SetName.NETWORKS_4, str(network))


def table_name(ports: Iterable[int]) -> str:
    """The table of the engine with these ports; two engines of one machine do not share one."""
    return f"switchwarden_{min(ports, default=0)}"


def made(table: str, shape: Shape) -> str:
    """The script that makes the table anew, in one step for whoever sends packets."""
    lines = [f"add table {FAMILY} {table}", f"delete table {FAMILY} {table}"]
    return "\n".join([*lines, *_table(table, shape), ""])


def removed(table: str) -> str:
    """The script after which the table is gone, whether or not it was there."""
    return f"add table {FAMILY} {table}\ndelete table {FAMILY} {table}\n"


def added(table: str, elements: Mapping[SetName, Mapping[str, float | None]]) -> str:
    """The script that puts elements in.

    Args:
        table: Its name.
        elements: By set, how many seconds each lasts, None for ever.
    """
    return "".join(
        _change("add", table, name, [_timed(key, left) for key, left in within.items()])
        for name, within in elements.items()
    )


def deleted(table: str, elements: Mapping[SetName, Iterable[str]]) -> str:
    """The script that takes elements out; as a whole it fails when one of them is gone."""
    return "".join(_change("delete", table, name, list(keys)) for name, keys in elements.items())


def rules(shape: Shape) -> list[tuple[str, str]]:
    """Every rule as its chain and its words."""
    found = [
        ("listed", f"{match} @{name} counter name {COUNTER} drop")
        for name, match in _MATCHES.items()
    ]
    if shape.ports:
        ports = ", ".join(str(int(port)) for port in sorted(set(shape.ports)))
        found.append(("input", f"meta l4proto {{ tcp, udp }} th dport {{ {ports} }} jump listed"))
    if shape.all_udp:
        found.append(("input", "meta l4proto udp jump listed"))
    return found


def outermost(networks: Iterable[str]) -> Iterator[str]:
    """Those networks that lie in no other; ``networks`` are of one version, as written in sets."""
    parsed: list[Network] = sorted(
        (as_network(text) for text in networks),
        key=lambda each: (int(each.network_address), each.prefixlen),
    )
    end = -1
    for network in parsed:
        if int(network.network_address) > end:
            end = int(network.broadcast_address)
            yield str(network)


def _table(table: str, shape: Shape) -> Iterator[str]:
    yield f"table {FAMILY} {table} {{"
    yield f"\tcounter {COUNTER} {{ }}"
    for name in SetName:
        kind = "ipv4_addr" if name.value.endswith("4") else "ipv6_addr"
        flags = "interval, timeout" if name in INTERVALS else "timeout"
        yield f"\tset {name} {{ type {kind}; flags {flags}; }}"
    words = rules(shape)
    yield "\tchain listed {"
    yield from (f"\t\t{text}" for chain, text in words if chain == "listed")
    yield "\t}"
    yield "\tchain input {"
    yield "\t\ttype filter hook input priority -300; policy accept;"
    yield from (f"\t\t{text}" for chain, text in words if chain == "input")
    yield "\t}"
    yield "}"


def _timed(key: str, left: float | None) -> str:
    if left is None or left > LONGEST_S:
        return key
    return f"{key} timeout {max(int(left + 0.999), 1)}s"


def _change(verb: str, table: str, name: SetName, words: list[str]) -> str:
    pieces = (words[at : at + _PER_LINE] for at in range(0, len(words), _PER_LINE))
    return "".join(
        f"{verb} element {FAMILY} {table} {name} {{ {', '.join(piece)} }}\n" for piece in pieces
    )
