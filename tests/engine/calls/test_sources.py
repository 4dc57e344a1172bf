"""Sources: an address finds its gateway as if all of them were read, and quickly."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.sources import MAX_REMEMBERED, SourceTable, host_names
from engine.control.gateways import GatewayConfig


def mapping(name: str, *addresses: str, enabled: bool = True) -> GatewayConfig:
    return GatewayConfig(name, "mapping", addresses, enabled=enabled)


TABLE = SourceTable(
    [
        mapping("all-of-ten", "10.0.0.0/8"),
        mapping("branch", "10.1.0.0/16", "2001:db8::/32"),
        mapping("office", "10.1.2.3", "2001:DB8:0::7"),
        mapping("named", "Sip.Example.com", "10.1.2.3"),
        mapping("off", "198.51.100.1", enabled=False),
        GatewayConfig("carrier", "routing", ("203.0.113.5",)),
    ],
    {"sip.example.com": ["192.0.2.1", "2001:db8::9", "10.1.2.3", "no address"]},
)


@pytest.mark.parametrize(
    ("ip", "name"),
    [
        ("10.9.9.9", "all-of-ten"),
        ("10.1.9.9", "branch"),
        ("10.1.2.3", "named"),  # both wrote it down: the first by name
        ("2001:db8::1", "branch"),
        ("2001:db8::7", "office"),
        ("2001:db8::9", "named"),
        ("192.0.2.1", "named"),
        ("::ffff:10.1.9.9", "branch"),
        ("::ffff:192.0.2.1", "named"),
        ("2001:db8::7%eth0", "office"),
        ("2001:0db8:0000::7", "office"),
        ("198.51.100.1", None),
        ("203.0.113.5", None),
        ("11.0.0.1", None),
        ("2001:db9::1", None),
        ("", None),
        ("localhost", None),
    ],
)
def test_an_address_finds_its_gateway(ip: str, name: str | None) -> None:
    assert TABLE.find(ip) == name
    assert TABLE.find(ip) == name  # from memory


def test_what_is_written_down_wins_over_a_name() -> None:
    gateways = [mapping("a", "a.example"), mapping("b", "192.0.2.1")]
    assert SourceTable(gateways, {"a.example": ["192.0.2.1"]}).find("192.0.2.1") == "b"


def test_a_name_that_stands_for_nothing_yet_has_no_addresses() -> None:
    table = SourceTable([mapping("a", "a.example")])
    assert table.find("192.0.2.1") is None


def test_a_network_may_be_written_with_bits_behind_its_prefix() -> None:
    assert SourceTable([mapping("a", "192.0.2.77/24")]).find("192.0.2.1") == "a"


def test_everybody_is_a_network_too() -> None:
    table = SourceTable([mapping("any", "0.0.0.0/0"), mapping("a", "192.0.2.0/24")])
    assert (table.find("8.8.8.8"), table.find("192.0.2.9")) == ("any", "a")
    assert table.find("::1") is None


def test_the_names_to_resolve_are_those_of_enabled_mapping_gateways() -> None:
    gateways = [
        mapping("a", "SIP.Example.com", "192.0.2.1", "2001:db8::/32"),
        mapping("b", "sip.example.com", "b.example"),
        mapping("c", "c.example", enabled=False),
        GatewayConfig("d", "routing", ("d.example",)),
    ]
    assert host_names(gateways) == {"sip.example.com", "b.example"}


def test_memory_is_bounded_whatever_asks() -> None:
    table = SourceTable([mapping("a", "10.0.0.0/8")])
    for number in range(MAX_REMEMBERED):
        table.find(f"192.0.{number >> 8}.{number & 255}")
    assert len(table._remembered) == MAX_REMEMBERED
    assert table.find("10.0.0.1") == "a"
    assert len(table._remembered) == 1
    assert table.find("192.0.0.1") is None


V4 = st.integers(0, 15).map(lambda number: f"10.0.{number >> 2}.{number & 3}")
V6 = st.integers(0, 15).map(lambda number: f"2001:db8::{number >> 2:x}:{number & 3:x}")
NETWORK = st.one_of(
    V4, V6, st.builds("{}/{}".format, V4, st.integers(0, 32)),
    st.builds("{}/{}".format, V6, st.integers(0, 128)),
)  # fmt: skip


def naive(gateways: list[GatewayConfig], ip: str) -> str | None:
    """Read every address of every gateway."""
    address = ip_address(ip)
    fitting = [
        (-network.prefixlen, gateway.name)
        for gateway in gateways
        for text in gateway.addresses
        if address in (network := ip_network(text, strict=False))
    ]
    return min(fitting)[1] if fitting else None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(NETWORK, max_size=4), max_size=5), st.lists(st.one_of(V4, V6), max_size=6))
def test_it_finds_what_reading_all_of_them_would_find(
    addresses: list[list[str]], asked: list[str]
) -> None:
    gateways = [mapping(f"g{number}", *texts) for number, texts in enumerate(addresses)]
    table = SourceTable(gateways)
    for ip in (*asked, *asked):
        assert table.find(ip) == naive(gateways, ip)
