"""Addresses and networks as they are typed."""

import pytest

from client.models.block_rules import (
    LONGEST,
    address_key,
    around,
    bare_address,
    covers,
    is_wide,
    kind_of,
    network_of,
    number_of,
    value_of,
)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        (" 203.0.113.9 ", "ip", "203.0.113.9"),
        ("203.0.113.9/32", "ip", "203.0.113.9"),
        ("203.0.113.9/24", "network", "203.0.113.0/24"),
        ("2001:DB8::1", "ip", "2001:db8::1"),
        ("2001:db8:0:1::5/64", "network", "2001:db8:0:1::/64"),
    ],
)
def test_what_is_typed_is_written_in_one_way(typed: str, kind: str, value: str) -> None:
    network = network_of(typed)
    assert network is not None
    assert (kind_of(network), value_of(network)) == (kind, value)


@pytest.mark.parametrize(
    "typed",
    ["", "203.0.113", "203.0.113.0/255.255.255.0", "fe80::1%eth0", "host", "1.2.3.4/x", "1" * 65],
)
def test_what_is_no_address_is_not_taken_for_one(typed: str) -> None:
    assert network_of(typed) is None
    assert around(typed) == ""
    assert not covers(typed, "203.0.113.9")


def test_a_typed_text_of_the_greatest_length_is_still_read() -> None:
    assert network_of("203.0.113.9".rjust(LONGEST)) is not None
    assert network_of("x" * LONGEST) is None


@pytest.mark.parametrize(
    ("value", "wide"),
    [("10.0.0.0/16", False), ("10.0.0.0/15", True), ("2001:db8::/48", False),
     ("2001:db8::/47", True), ("10.0.0.1", False)],
)  # fmt: skip
def test_wide_begins_one_above_the_limit(value: str, wide: bool) -> None:
    network = network_of(value)
    assert network is not None
    assert is_wide(network) is wide


@pytest.mark.parametrize(
    ("value", "wider"),
    [("203.0.113.9", "203.0.113.0/24"), ("203.0.113.16/28", "203.0.113.0/24"),
     ("203.0.113.0/24", ""), ("2001:db8::9", "2001:db8::/64"), ("2001:db8::/64", "")],
)  # fmt: skip
def test_the_network_around_an_address(value: str, wider: str) -> None:
    assert around(value) == wider


def test_a_network_covers_what_is_in_it_and_no_other_family() -> None:
    assert covers("203.0.113.0/24", "203.0.113.9")
    assert covers("203.0.113.0/24", "203.0.113.0/25")
    assert not covers("203.0.113.0/25", "203.0.113.0/24")
    assert covers("2001:db8::/64", "2001:db8::1")
    assert not covers("0.0.0.0/0", "::1")


@pytest.mark.parametrize(
    ("source", "address"),
    [("203.0.113.9:5060", "203.0.113.9"), ("203.0.113.9", "203.0.113.9"),
     ("[2001:db8::1]:5060", "2001:db8::1"), ("2001:db8::1", "2001:db8::1")],
)  # fmt: skip
def test_a_port_is_no_part_of_an_address(source: str, address: str) -> None:
    assert bare_address(source) == address


def test_addresses_sort_by_their_bits() -> None:
    wanted = ["9.0.0.1", "10.0.0.0/8", "10.0.0.0", "192.0.2.7", "2001:db8::/64", "no address"]
    mixed = wanted[3:] + wanted[:3]
    assert sorted(mixed, key=address_key) == wanted


def test_a_telephone_number_has_one_form() -> None:
    assert number_of(" +49 (30) 12/3 ") == "+4930123"
    assert number_of("sip:1@x") == number_of("") == ""
