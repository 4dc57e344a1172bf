"""Datagrams that keep the way to phones behind a NAT open."""

from itertools import pairwise

import pytest

from engine.registrar.binding import Binding
from engine.registrar.keepalive import (
    EMPTY,
    LOOKED_AT,
    KeepAlivePolicy,
    KeepAlives,
    behind_nat,
)
from engine.registrar.locations import Locations
from engine.sip.nat import Source

INSIDE = "sip:1001@192.168.1.5:5060"


def bound(contact: str, source: str, transport: str = "UDP", until: float = 600.0) -> Binding:
    return Binding(contact, "", "abc", 1, (), source, transport, "phone", 0.0, until)


def way(ip: str, port: int, transport: str) -> Source | None:
    return None if ip == "unreachable" else Source(ip, port, transport)


def phones(count: int) -> Locations:
    locations = Locations(0.0)
    for number in range(count):
        locations.put(f"{number}", (bound(INSIDE, f"203.0.113.9:{2000 + number}"),), 0.0)
    return locations


@pytest.mark.parametrize(
    ("contact", "source", "behind"),
    [
        (INSIDE, "203.0.113.9:40000", True),
        (INSIDE, "192.168.1.5:40000", True),
        (INSIDE, "192.168.1.5:5060", False),
        ("sip:1001@192.168.1.5", "192.168.1.5:5060", False),
        ("sip:1001@192.168.1.5", "192.168.1.5:5062", True),
        ("sip:1001@92.168.1.5:5060", "192.168.1.5:5060", True),
        ("sip:192.168.1.5:5070;ob", "192.168.1.5:5070", False),
        ("sips:1001@192.168.1.5:5070?a=b", "192.168.1.5:5070", False),
        ("sip:1001@[2001:db8::5]:5070;transport=udp", "[2001:db8::5]:5070", False),
        ("sip:1001@[2001:db8::5]", "[2001:db8::6]:5060", True),
    ],
)
def test_a_contact_that_names_another_place_is_behind_a_nat(
    contact: str, source: str, behind: bool
) -> None:
    assert behind_nat(bound(contact, source)) is behind


def test_only_live_datagram_bindings_behind_a_nat_are_sent_to() -> None:
    locations = Locations(0.0)
    locations.put("direct", (bound("sip:a@203.0.113.1:5060", "203.0.113.1:5060"),), 0.0)
    locations.put("stream", (bound(INSIDE, "203.0.113.2:4000", "TCP"),), 0.0)
    locations.put("over", (bound(INSIDE, "203.0.113.3:4000", until=1.0),), 0.0)
    locations.put("nowhere", (bound(INSIDE, "unreachable:4000"),), 0.0)
    locations.put("nat", (bound(INSIDE, "203.0.113.4:4000"), bound(INSIDE, "[::1]:7")), 0.0)
    found = KeepAlives(locations, way).tick(2.0)
    assert found == [
        (EMPTY, Source("203.0.113.4", 4000, "UDP")),
        (EMPTY, Source("::1", 7, "UDP")),
    ]


def test_each_phone_is_sent_to_once_a_period() -> None:
    keepalives = KeepAlives(phones(1), way)
    keepalives.policy = KeepAlivePolicy(message="HELLO", period_s=20)
    moments = [now for now in range(100) if keepalives.tick(float(now))]
    assert moments == [0, 20, 40, 60, 80]
    assert keepalives.next_deadline() == 100.0
    assert keepalives.tick(100.0)[0][0] == b"HELLO"


def test_a_round_goes_out_in_portions() -> None:
    keepalives = KeepAlives(phones(25), way)
    keepalives.policy = KeepAlivePolicy(period_s=30, interval_ms=200, portion=10)
    sizes, ports, now = [], set(), 5.0
    for _ in range(3):
        found = keepalives.tick(now)
        sizes.append(len(found))
        ports |= {to.port for _, to in found}
        assert keepalives.tick(now + 0.1) == []
        now = keepalives.next_deadline() or 0.0
    assert sizes == [10, 10, 5]
    assert len(ports) == 25
    assert now == 35.0


def test_a_round_longer_than_its_period_is_followed_by_the_next_at_once() -> None:
    keepalives = KeepAlives(phones(6), way)
    keepalives.policy = KeepAlivePolicy(period_s=1, interval_ms=1000, portion=2)
    moments = [now for now in range(12) if keepalives.tick(float(now))]
    assert all(after - before == 1 for before, after in pairwise(moments[:3]))
    assert len(moments) >= 9


def test_a_portion_looks_at_a_bounded_number_of_extensions() -> None:
    locations = Locations(0.0)
    for number in range(LOOKED_AT):
        locations.put(f"d{number}", (bound("sip:a@203.0.113.1", "203.0.113.1:5060"),), 0.0)
    locations.put("nat", (bound(INSIDE, "203.0.113.4:4000"),), 0.0)
    keepalives = KeepAlives(locations, way)
    assert keepalives.tick(0.0) == []
    assert keepalives.next_deadline() == 0.5
    assert len(keepalives.tick(0.5)) == 1


def test_a_period_of_zero_sends_nothing() -> None:
    keepalives = KeepAlives(phones(3), way)
    keepalives.policy = KeepAlivePolicy(period_s=0)
    assert keepalives.tick(100.0) == []
    assert keepalives.next_deadline() is None


def test_another_policy_begins_a_round_and_the_same_does_not() -> None:
    keepalives = KeepAlives(phones(1), way)
    assert len(keepalives.tick(0.0)) == 1
    keepalives.policy = KeepAlivePolicy()
    assert keepalives.tick(1.0) == []
    keepalives.policy = KeepAlivePolicy(period_s=60)
    assert len(keepalives.tick(2.0)) == 1
