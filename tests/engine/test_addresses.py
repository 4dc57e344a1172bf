"""A subscriber is counted once, however many addresses he has."""

import pytest

from engine.addresses import (
    Listening,
    asked_at,
    asked_over,
    is_address,
    is_wildcard,
    reachable,
    subscriber,
)


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%2", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_addresses_of_one_subscriber_are_one(address: str, counted_as: str) -> None:
    assert subscriber(address) == counted_as


@pytest.mark.parametrize(
    ("bound", "reached"),
    [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("192.0.2.7", "192.0.2.7"), ("::1", "::1")],
)
def test_what_listens_everywhere_is_reached_over_loopback(bound: str, reached: str) -> None:
    assert reachable(bound) == reached


@pytest.mark.parametrize(
    ("host", "every"),
    [("0.0.0.0", True), ("::", True), ("127.0.0.1", False), ("::1", False), ("", False)],
)
def test_two_addresses_stand_for_all(host: str, every: bool) -> None:
    assert is_wildcard(host) is every


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.1", True),
        ("2001:db8::1", True),
        ("1.2.3", False),
        ("sip.example.org", False),
        ("[2001:db8::1]", False),
        ("192.0.2.1:5060", False),
        ("", False),
    ],
)
def test_an_address_is_told_from_a_name(host: str, address: bool) -> None:
    assert is_address(host) is address


@pytest.mark.parametrize(
    ("listeners", "address"),
    [
        ([], None),
        (["tcp:127.0.0.1:5060"], None),
        (["tcp:127.0.0.1:5060", "udp:127.0.0.1:5062"], ("127.0.0.1", 5062)),
        (["udp:0.0.0.0:5060"], ("127.0.0.1", 5060)),
        (["udp:[::]:5060"], ("::1", 5060)),
        (["udp:[::1]:5061"], ("::1", 5061)),
        (["udp:[::1]:5061", "udp:0.0.0.0:5060"], ("127.0.0.1", 5060)),
        (["udp:[::]:5061", "tcp:[::]:5061", "udp:[2001:db8::5]:5060"], ("2001:db8::5", 5060)),
        (["udp:[::]:5061", "udp:[::1]:5062"], ("::1", 5061)),
        (["udp:nonsense"], None),
    ],
)
def test_the_engine_asks_itself_over_the_first_udp_listener_that_it_reaches(
    listeners: list[str], address: tuple[str, int] | None
) -> None:
    assert asked_at(listeners) == address


@pytest.mark.parametrize(
    ("listeners", "there"),
    [
        ([], None),
        (["tls:0.0.0.0:5061"], Listening("tls", "127.0.0.1", 5061)),
        (["tls:[::1]:5061", "tls:127.0.0.1:5071"], Listening("tls", "127.0.0.1", 5071)),
        (["tls:127.0.0.1:5061", "tcp:127.0.0.1:5060"], Listening("tcp", "127.0.0.1", 5060)),
        (["tls:127.0.0.1:5061", "udp:[::1]:5060"], Listening("udp", "::1", 5060)),
        (["ws:127.0.0.1:80", "tls:nonsense"], None),
    ],
)
def test_it_asks_over_what_is_served(listeners: list[str], there: Listening | None) -> None:
    assert asked_over(listeners) == there
