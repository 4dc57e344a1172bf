"""A small database in MaxMind's format, written by hand (MaxMind DB file format 2.0)."""

from collections.abc import Mapping
from ipaddress import IPv4Network
from typing import Any

_MARKER = b"\xab\xcd\xefMaxMind.com"
_MAP, _TEXT, _UINT32, _ARRAY, _UINT64 = 7, 2, 6, 11, 9


def mmdb(records: Mapping[str, Any], database_type: str = "Test-Country") -> bytes:
    """The file for some IPv4 networks and the record of each."""
    data = b""
    places: dict[str, int] = {}
    for network, record in records.items():
        places[network] = len(data)
        data += _encode(record)
    nodes = _tree(places)
    count = len(nodes)
    tree = b"".join(
        side.to_bytes(3, "big")
        for node in nodes
        for side in (_target(node[0], count), _target(node[1], count))
    )
    metadata = {
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": 1_700_000_000,
        "database_type": database_type,
        "description": {},
        "ip_version": 4,
        "languages": [],
        "node_count": count,
        "record_size": 24,
    }
    return tree + bytes(16) + data + _MARKER + _encode(metadata)


def _target(side: tuple[str, int] | None, count: int) -> int:
    """A record of the tree: another node, nothing, or a place in the data."""
    if side is None:
        return count
    kind, value = side
    return value if kind == "node" else count + 16 + value


def _tree(places: Mapping[str, int]) -> list[list[tuple[str, int] | None]]:
    nodes: list[list[tuple[str, int] | None]] = [[None, None]]
    for text, place in places.items():
        network = IPv4Network(text)
        bits = f"{int(network.network_address):032b}"[: network.prefixlen]
        at = 0
        for bit in map(int, bits[:-1]):
            known = nodes[at][bit]
            if known is None:
                nodes.append([None, None])
                known = nodes[at][bit] = ("node", len(nodes) - 1)
            at = known[1]
        nodes[at][int(bits[-1])] = ("data", place)
    return nodes


def _encode(value: Any) -> bytes:
    if isinstance(value, dict):
        return _head(_MAP, len(value)) + b"".join(
            _encode(key) + _encode(item) for key, item in value.items()
        )
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + str(value).encode()
    size = (int(value).bit_length() + 7) // 8
    return _head(_UINT64 if size > 4 else _UINT32, size) + int(value).to_bytes(size, "big")


def _head(kind: int, size: int) -> bytes:
    assert size < 29, "long values are not needed here"
    if kind > 7:
        return bytes([size, kind - 7])
    return bytes([kind << 5 | size])
