from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.store.cdr_networks import addresses, check_addresses
from engine.store.clauses import conjunction


def holds(values: list[str], *cells: str) -> bool:
    columns = [f"c{number}" for number in range(len(cells))]
    text, parameters = conjunction(addresses("ip", columns, values))
    source = f"(VALUES ({', '.join('?' * len(cells))})) t({', '.join(columns)})"
    found = duckdb.execute(f"SELECT {text} FROM {source}", [*parameters, *cells]).fetchall()  # noqa: S608
    return bool(found[0][0])


def held(network: str, *cells: str) -> list[bool]:
    """Which of these addresses the network holds, asked in one question."""
    text, parameters = conjunction(addresses("ip", ["c"], [network]))
    rows = ", ".join(f"({place}, ?)" for place in range(len(cells)))
    statement = f"SELECT {text} FROM (VALUES {rows}) t(place, c) ORDER BY place"  # noqa: S608
    return [bool(row[0]) for row in duckdb.execute(statement, [*parameters, *cells]).fetchall()]


@pytest.mark.parametrize(
    ("values", "cells", "expected"),
    [
        (["203.0.113.9"], ["203.0.113.9"], True),
        (["203.0.113.9"], ["203.0.113.90"], False),
        (["203.0.113.*"], ["203.0.113.90"], True),
        (['""'], ["203.0.113.9", ""], True),
        (['""'], ["203.0.113.9"], False),
        (['!""'], ["203.0.113.9", ""], False),
        (['!""', "203.0.113.0/24"], ["203.0.113.9"], True),
        (["203.0.113.0/24"], ["203.0.113.90"], True),
        (["203.0.113.0/24"], ["203.0.114.90"], False),
        (["203.0.113.0/24", "10.0.0.1"], ["10.0.0.1"], True),
        (["203.0.113.0/24", "!203.0.113.7"], ["203.0.113.7"], False),
        (["203.0.113.0/24", "!203.0.113.7"], ["203.0.113.8"], True),
        (["!203.0.113.0/24"], ["203.0.113.8"], False),
        (["!203.0.113.0/24"], ["203.0.114.8"], True),
        (["!203.0.113.0/24"], ["10.0.0.1", "203.0.113.8"], False),
        (["203.0.113.0/24"], ["10.0.0.1", "203.0.113.8"], True),
        (["2001:DB8:0::1"], ["2001:db8::1"], True),
        (["2001:db8::/32"], ["2001:db8:1::"], True),
        (["::/0"], ["203.0.113.9"], False),
        (["::/0"], ["::1"], True),
        (["0.0.0.0/0"], ["203.0.113.9"], True),
        (["0.0.0.0/0"], ["2001:db8::1"], False),
        (["0.0.0.0/0"], [""], False),
    ],
)
def test_addresses_and_networks(values: list[str], cells: list[str], expected: bool) -> None:
    assert holds(values, *cells) is expected


@pytest.mark.parametrize("value", ["203.0.113.9/24", "203.0.113.0/33", "x/8", "!1.2.3/24", "a*b"])
def test_what_is_no_network_is_refused_and_named(value: str) -> None:
    with pytest.raises(Invalid) as caught:
        addresses("caller_ip", ["caller_ip"], [value])
    assert caught.value.field == "caller_ip"


@given(st.ip_addresses(v=4), st.integers(0, 32), st.integers(0, 2**32 - 1))
def test_an_ipv4_network_holds_what_it_holds(start: IPv4Address, length: int, noise: int) -> None:
    network = ip_network((start, length), strict=False)
    near = IPv4Address(int(start) ^ (noise & (2**40 >> length) - 1) & 0xFFFFFFFF)
    assert held(str(network), str(start), str(near)) == [start in network, near in network]


_GROUPS = st.lists(st.sampled_from([0, 0, 1, 0xDB8, 0xFFFF, 0x10]), min_size=8, max_size=8)


@given(_GROUPS, st.integers(0, 128), _GROUPS)
def test_an_ipv6_network_holds_what_it_holds(
    first: list[int], length: int, other: list[int]
) -> None:
    start = IPv6Address(b"".join(group.to_bytes(2, "big") for group in first))
    network = IPv6Network((start, length), strict=False)
    whole = length // 16
    near = first[:whole] + other[whole:]
    cells = [start] + [
        IPv6Address(b"".join(group.to_bytes(2, "big") for group in groups))
        for groups in (near, other)
    ]
    assert held(str(network), *map(str, cells)) == [cell in network for cell in cells]
    assert [ip_address(str(cell)) for cell in cells] == cells


@pytest.mark.parametrize("value", ["300.1.1.1", "10.0.0", "proxy", "!203.0.113.256", "1.2.3.4/40"])
def test_a_mistyped_address_is_refused_instead_of_finding_nothing(value: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_addresses("ip", ["203.0.113.9", value])
    assert caught.value.field == "ip"


def test_addresses_networks_and_parts_are_taken() -> None:
    values = [
        "203.0.113.9",
        "!2001:DB8::1",
        "10.0.0.0/8",
        "203.0.113.*",
        "*.7",
        "!10.*",
        "*",
        '""',
        '!""',
    ]
    check_addresses("caller_ip", values)
    with pytest.raises(Invalid, match="is no address"):
        check_addresses("caller_ip", [*values, "10.0.0"])
