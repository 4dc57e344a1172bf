"""What comes from a listed source is dropped before it is read, and why sources get there."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.control.gateways import GatewayConfig
from engine.defence import guard as guard_module
from engine.defence.entries import Block, Trust
from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.sip.framing import StreamFramer
from engine.sip.nat import Source
from engine.switch.batch import Batch
from engine.switch.registrations import BETWEEN_SLICES
from engine.switch.statelines import StateReader
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, contact, message, status_of

ON = DefencePolicy(True, tuple((rule, RuleSetting(3, 60, 600)) for rule in Rule))


@pytest.fixture
def defended(rig: Rig) -> Rig:
    rig.watch.guard.policy = ON
    return rig


def only(rule: Rule, limit: int = 3) -> DefencePolicy:
    settings = ((each, RuleSetting(limit * (each is rule), 60, 600)) for each in Rule)
    return DefencePolicy(True, tuple(settings))


def hand_over(rig: Rig, data: bytes, source: Source, times: int = 1) -> Batch:
    """What the driver does with datagrams, without sending anything."""
    batch = rig.batch()
    waiting = rig.watch.let_in([(data, source)] * times, batch)
    rig.core.datagrams(waiting, batch)
    rig.watch.settle(batch)
    return batch


def listed(rig: Rig) -> list[tuple[str, str]]:
    return [(each.value, each.rule) for each in rig.watch.guard.blocks]


def counts(rig: Rig) -> list[Any]:
    batch = rig.batch()
    rig.recorder.drain(batch)
    return [msgspec.json.decode(line) for line in batch.aggregates]


def test_illegal_calls_list_their_source_and_the_next_is_not_read(defended: Rig) -> None:
    defended.watch.guard.policy = only(Rule.ILLEGAL_CALLS)
    blocks: list[bytes] = []
    for number in range(3):
        data = message("INVITE", f"99{number}", call_id=f"c{number}")
        batch = hand_over(defended, data, ATTACKER)
        assert batch.sends
        blocks += batch.blocks
    assert listed(defended) == [(ATTACKER.ip, "illegal_calls")]
    (line,) = map(msgspec.json.decode, blocks)
    assert (line["action"], line["value"], line["rule"]) == ("added", ATTACKER.ip, "illegal_calls")
    read = defended.counters.requests["INVITE"]
    batch = hand_over(defended, message("INVITE", "995", call_id="c5"), ATTACKER, times=3)
    assert not batch.sends
    assert defended.counters.requests["INVITE"] == read
    assert defended.counters.blacklist_dropped == 3
    (count,) = [each for each in counts(defended) if each["gate"] == "blacklist"]
    assert (count["source"], count["count"]) == (ATTACKER.ip, 1)  # repetitions are one call
    assert hand_over(defended, message("OPTIONS"), PHONE).sends


@pytest.mark.parametrize("rule", ["failed_registrations", "extensions"])
def test_wrong_passwords_list_their_source(defended: Rig, rule: str) -> None:  # req 125, 128
    names = ["1001"] * 3 if rule == "failed_registrations" else ["7001", "7002", "7003"]
    if rule == "extensions":
        defended.watch.guard.policy = only(Rule.EXTENSIONS)
    for name in names:
        batch = defended.register(name, password="wrong", source=ATTACKER)
        defended.watch.settle(batch)
    assert listed(defended) == [(ATTACKER.ip, rule)]


def lock(rig: Rig, names: list[str]) -> None:
    """Lock extensions out from somewhere else, and forget what that somewhere did."""
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    for name in names:
        rig.register(name, password="wrong", source=Source("203.0.113.7", 5060))


@pytest.mark.parametrize("proved", [True, False])
def test_who_is_locked_out_by_others_is_not_listed_for_asking(
    defended: Rig, *, proved: bool
) -> None:  # ecosystem.md 4.2, rule 1: only a complete wrong response counts
    names = ["1001", "1002", "7001", "7002"]
    lock(defended, names)
    extra = contact()
    if proved:
        extra += (
            'Authorization: Digest username="x", realm="y", nonce="z", uri="u", response="r"\r\n'
        )
    for name in names * 3:
        batch = hand_over(defended, message("REGISTER", name, extra=extra), PHONE)
        assert status_of(batch.sends[0][0]) == 403
    assert listed(defended) == []


def test_who_locked_them_out_is_listed_for_going_on(defended: Rig) -> None:  # req 125
    defended.watch.guard.policy = only(Rule.FAILED_REGISTRATIONS)
    lock(defended, ["1001"])
    for _ in range(3):
        again = defended.batch()
        extra = contact() + "Authorization: Digest x=y\r\n"
        source = Source("203.0.113.7", 5061)
        defended.core.datagrams([(message("REGISTER", "1001", extra=extra), source)], again)
        defended.watch.settle(again)
    assert listed(defended) == [("203.0.113.7", "failed_registrations")]


def test_garbage_and_scanners_list_their_source(defended: Rig) -> None:
    hand_over(defended, b"OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n", ATTACKER, times=3)
    assert listed(defended) == [(ATTACKER.ip, "malformed")]
    scan = message("OPTIONS").replace(b"User-Agent: rig", b"User-Agent: Friendly-Scanner")
    other = Source("203.0.113.99", 5060)
    assert len(hand_over(defended, scan, other, times=5).sends) == 2  # the third is one too many
    assert listed(defended)[-1] == (other.ip, "scanner")
    (_, entry) = defended.watch.guard.blocks
    assert "Friendly-Scanner" in entry.evidence
    assert "\r" not in entry.evidence


def test_a_scanner_is_known_over_a_connection_and_by_a_folded_header(defended: Rig) -> None:
    defended.watch.guard.policy = only(Rule.SCANNER, 1)
    scan = message("OPTIONS").replace(b"User-Agent: rig", b"User-Agent:\r\n  sipvicious")
    assert not hand_over(defended, scan, ATTACKER).sends
    source = Source("203.0.113.99", 5060, "TCP", 1)
    (frame,) = StreamFramer().feed(message("OPTIONS").replace(b"Agent: rig", b"Agent: sipcli/1"))
    batch = defended.batch()
    assert defended.watch.cuts([frame], source, batch)
    assert listed(defended) == [(ATTACKER.ip, "scanner"), (source.ip, "scanner")]
    assert defended.counters.blacklist_dropped == 2


def test_a_phone_that_is_registered_is_never_listed_by_a_rule(defended: Rig) -> None:
    defended.register("1001", source=PHONE)
    for _ in range(5):
        batch = defended.register("1002", password="wrong", source=PHONE)
        defended.watch.settle(batch)
    assert listed(defended) == []
    assert defended.watch.guard.spared > 0


def test_changes_are_stored_told_and_read_back(defended: Rig) -> None:
    defended.hub.listening = True
    guard, offset = defended.watch.guard, defended.offset
    guard.block(Block("b", "ip", ATTACKER.ip, "", "why", "maria", 5.0))
    guard.trust(Trust("t", "ip", PHONE.ip, "office", "maria", 5.0))
    first = defended.batch()
    defended.watch.settle(first)
    assert b"blacklist" in defended.hub.take()
    guard.distrust("t")
    second = defended.batch()
    defended.watch.settle(second)
    reader = StateReader(defended.registrar, offset, defended.clock.now())
    for line in first.state:
        reader.apply(msgspec.json.decode(line))
    assert set(reader.entries) == {("block", "b"), ("trust", "t")}
    for line in second.state:
        reader.apply(msgspec.json.decode(line))
    assert set(reader.entries) == {("block", "b")}


def test_a_gateway_spares_its_network_of_ipv6(defended: Rig) -> None:
    defended.host.gates.reload([GatewayConfig("carrier", "mapping", ("2001:db8::7",))], {})
    neighbour, stranger = Source("2001:db8::66", 5060), Source("2001:db8:0:1::66", 5060)
    for source in (neighbour, stranger):
        hand_over(defended, b"OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n", source, times=3)
    assert listed(defended) == [("2001:db8:0:1::/64", "malformed")]


def test_a_blocked_carrier_is_let_in_when_it_is_configured(defended: Rig) -> None:
    sources = [Source(ip, 5060) for ip in ("192.0.2.31", "192.0.2.99", "2001:db8::66")]
    for source in sources:
        hand_over(defended, b"OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n", source, times=3)
    assert len(listed(defended)) == 3
    gateway = GatewayConfig("carrier", "routing", ("carrier.example", "[2001:db8::1]:5070"))
    defended.host.gates.reload([gateway], {"carrier.example": ("192.0.2.31",)})
    assert listed(defended) == [("192.0.2.99", "malformed")]
    defended.host.gates.reload([GatewayConfig("all", "mapping", ("192.0.2.0/24",))], {})
    assert listed(defended) == []
    assert {each.by for each in defended.watch.guard.take_changes()} == {"gateway"}


def test_where_an_operator_is_signed_in_is_spared(defended: Rig) -> None:
    defended.watch.operators.add(ATTACKER.ip)
    hand_over(defended, b"OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n", ATTACKER, times=5)
    assert listed(defended) == []
    assert defended.watch.guard.spared == 1


def test_very_many_entries_end_a_slice_at_a_time(
    defended: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "AT_ONCE", 2)
    watch = defended.watch
    for last in range(5):
        watch.guard.block(Block(str(last), "ip", f"203.0.113.{last}", "", "", "ann", 0.0, 600.0))
    batch = defended.batch()
    watch.settle(batch)
    defended.clock.advance(600.0)
    now = defended.clock.now()
    assert watch.next_deadline(now) is None
    ended = []
    watch.sweep(batch := defended.batch())
    while True:
        ended.append(len([line for line in batch.blocks if b'"expired"' in line]))
        if watch.next_deadline(now) is None:
            break
        assert watch.next_deadline(now) == now + BETWEEN_SLICES
        watch.end(batch := defended.batch())
    assert ended == [2, 2, 1]
    assert listed(defended) == []
