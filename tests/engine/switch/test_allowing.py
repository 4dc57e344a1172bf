"""Who is served while only listed addresses are (requirement 139)."""

from __future__ import annotations

import pytest

from engine.addresses import ENGINE
from engine.defence.entries import Block, Trust
from engine.defence.guard import Guard
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.switch.allowing import Allowing
from tests.engine.switch.rig import ATTACKER, Rig, message
from tests.engine.switch.talk import CARRIER, prepare


def trust(guard: Guard, value: str, until: float | None = None) -> None:
    kind = "network" if "/" in value else "ip"
    guard.trust(Trust(value, kind, value, "", "maria", 0.0, until))  # type: ignore[arg-type]


def test_listed_addresses_gateways_and_this_machine_are_served() -> None:
    guard = Guard(lambda: "1", lambda *_: False)
    allowing = Allowing(guard, lambda ip: ip == "192.0.2.50")
    assert not allowing.refuses("203.0.113.7", 0.0)
    allowing.only = True
    allowing.at_home(["udp:198.51.100.1:5060", "tls:[2001:db8::5]:5061", "udp:0.0.0.0:5070"])
    trust(guard, "203.0.113.0/24", until=50.0)
    found = {
        address: allowing.refuses(address, 10.0)
        for address in (
            *("203.0.113.7", "192.0.2.50", "127.255.255.254", "::1"),
            *("198.51.100.1", "2001:db8::5", "198.51.100.2", "0.0.0.0"),
        )
    }
    assert [address for address, refused in found.items() if refused] == [
        "198.51.100.2",
        "0.0.0.0",
    ]
    assert allowing.refuses("203.0.113.7", 50.0)


def test_all_else_is_dropped_unread_and_counted(rig: Rig) -> None:
    prepare(rig)
    rig.watch.allowing.only = True
    waiting = [(message("INVITE", "123", call_id="c"), each) for each in (ATTACKER, CARRIER)]
    batch = rig.batch()
    assert rig.watch.let_in(waiting, batch) == waiting[1:]
    assert rig.watch.cuts([], ATTACKER, batch)
    assert not rig.watch.cuts([], CARRIER, batch)
    assert rig.counters.allow_list_dropped == 2
    trust(rig.watch.guard, ATTACKER.ip)
    assert rig.watch.let_in(waiting, batch) == waiting
    rig.watch.allowing.only = False
    assert not rig.watch.cuts([], ATTACKER, batch)


def test_nothing_blocks_the_addresses_in_which_the_engine_asks_itself(rig: Rig) -> None:
    allowing, guard, now = rig.watch.allowing, rig.watch.guard, rig.clock.now()
    allowing.at_home(["udp:198.51.100.1:5060", "udp:127.0.0.1:5060", "udp:[::1]:5060"])
    assert guard.exempt == ENGINE | {"198.51.100.1"}
    for value in ("127.0.0.0/8", "198.51.100.0/24"):
        guard.block(Block(value, "network", value, "", "", "maria", 0.0))
    for address in guard.exempt:
        assert guard.blocked(address, now) is None
        assert guard.ours(address, now)
    assert guard.blocked("127.0.0.1", now) is not None
    assert guard.blocked("198.51.100.2", now) is not None


def test_what_of_a_place_is_this_machine_is_said(rig: Rig) -> None:
    allowing = rig.watch.allowing
    allowing.at_home(["udp:198.51.100.1:5060"])
    assert allowing.machine_within("198.51.100.0/24") == ["198.51.100.1"]
    assert allowing.machine_within("127.0.0.1") == ["127.0.0.1"]
    assert allowing.machine_within("127.0.0.2") == []
    assert allowing.machine_within("::/16") == ["::1"]
    assert len(allowing.machine_within("127.0.0.0/8")) == 1 + len(ENGINE)


@pytest.mark.parametrize(
    ("listening", "kept_open"),
    [
        (["udp:[::1]:5060", "tcp:[::1]:5060"], True),
        (["udp:[::]:5060"], True),
        (["udp:[::]:5060", "udp:0.0.0.0:5060"], False),
        (["udp:[::1]:5060", "udp:[2001:db8::5]:5060"], False),
        (["udp:[2001:db8::5]:5060"], False),
    ],
)
def test_over_ipv6_alone_the_engine_asks_itself_from_the_one_loopback_there_is(
    rig: Rig, listening: list[str], kept_open: bool
) -> None:
    """What one local program does wrong there, and whoever blocks networks around it."""
    allowing, guard, now = rig.watch.allowing, rig.watch.guard, rig.clock.now()
    allowing.at_home(listening)
    settings = ((each, RuleSetting(3 * (each is Rule.MALFORMED), 60, 600)) for each in Rule)
    guard.policy = DefencePolicy(True, tuple(settings))
    for _ in range(5):
        guard.saw(Rule.MALFORMED, "::1", now)
    assert (len(guard.blocks) == 0) is kept_open
    guard.block(Block("n", "network", "::/16", "", "", "maria", 0.0))
    assert guard.shuts_out("::1", now) is not kept_open
    assert not guard.shuts_out("2001:db8::5", now)
    assert allowing.machine_within("::/16")[0] == "::1"
