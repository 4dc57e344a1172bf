"""Addresses and networks in their one form, and what covers an address."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.defence.places import MAX_REMEMBERED, Place, Places, place


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("203.0.113.7", "ip", "203.0.113.7"),
        (" 203.0.113.7/24 ", "network", "203.0.113.0/24"),
        ("203.0.113.7/32", "ip", "203.0.113.7"),
        ("2001:DB8::1", "ip", "2001:db8::1"),
        ("2001:db8::1/64", "network", "2001:db8::/64"),
        ("::ffff:203.0.113.7", "ip", "203.0.113.7"),
    ],
)
def test_a_place_has_one_form(text: str, kind: str, value: str) -> None:
    assert place(text) == Place(kind, value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "x", "203.0.113.256", "0.0.0.0/0", "::/0", "1.2.3.4/33"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        place(text)


def test_the_smallest_place_around_an_address_covers_it() -> None:
    places: Places[str] = Places()
    assert not places
    for value in ("203.0.113.0/24", "203.0.113.7", "203.0.0.0/16", "2001:db8::/64"):
        places.put(value, value)
    assert places.covering("203.0.113.7") == "203.0.113.7"
    assert places.covering("203.0.113.8") == "203.0.113.0/24"
    assert places.covering("203.0.9.8") == "203.0.0.0/16"
    assert places.covering("198.51.100.1") is None
    assert places.covering("2001:db8::99") == "2001:db8::/64"
    assert places.covering("::ffff:203.0.113.7") == "203.0.113.7"
    assert places.covering("no address") is None
    assert sorted(places.inside("203.0.113.0/24")) == ["203.0.113.0/24", "203.0.113.7"]
    assert places.pop("203.0.113.0/24") == "203.0.113.0/24"
    assert places.pop("203.0.113.0/24") is None
    assert places.get("203.0.113.7") == "203.0.113.7"
    assert places.covering("203.0.113.8") == "203.0.0.0/16"


def test_what_was_looked_up_is_bounded() -> None:
    places: Places[str] = Places()
    places.put("10.0.0.0/8", "ten")
    for number in range(MAX_REMEMBERED + 1):
        places.covering(str(ip_address(0x0B000000 + number)))
    assert len(places._found) == 1


ADDRESSES = st.integers(0, 2**32 - 1).map(lambda number: str(ip_address(number)))
NETWORKS = st.tuples(st.integers(0, 2**32 - 1), st.integers(1, 32)).map(
    lambda pair: place(f"{ip_address(pair[0])}/{pair[1]}").value
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NETWORKS, max_size=12), st.lists(ADDRESSES, max_size=12))
def test_it_agrees_with_looking_at_all_of_them(networks: list[str], addresses: list[str]) -> None:
    places: Places[str] = Places()
    for value in networks:
        places.put(value, value)
    for address in [*addresses, *(value.partition("/")[0] for value in networks)]:
        around = [each for each in networks if ip_address(address) in ip_network(each)]
        best = max(around, key=lambda each: ip_network(each).prefixlen, default=None)
        assert places.covering(address) == best
