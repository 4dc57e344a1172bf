"""The gateways as calls meet them."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from engine.calls.events import Cause
from engine.calls.gateways import CallGates
from engine.calls.plan import Verdict
from engine.calls.policy import CallPolicy
from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.sip.errors import PeerError
from engine.sip.nat import Source

IN = GatewayConfig(
    "in",
    "mapping",
    ("198.51.100.0/24", "pbx.example"),
    prefixes=("44",),
    capacity=2,
    calls_per_second=2,
    caller_rewrite=("0:44",),
    callee_rewrite=("00:",),
)
ONE = GatewayConfig("one", "routing", ("192.0.2.1:5070", "carrier.example"), capacity=1)
TWO = GatewayConfig("two", "routing", ("192.0.2.2",), priority=2, calls_per_second=1)
RESOLVED = {"carrier.example": ("192.0.2.11", "192.0.2.12"), "pbx.example": ("198.18.0.1",)}


def way(ip: str, port: int, transport: str) -> Source | None:
    return Source(ip, port, transport.upper())


@pytest.fixture
def gates() -> CallGates:
    gates = CallGates(lambda: 0.5)
    gates.reload([IN, ONE, TWO], RESOLVED)
    return gates


def test_whose_an_address_is(gates: CallGates) -> None:  # req 38
    assert gates.gateway_of("198.51.100.9") == "in"
    assert gates.gateway_of("198.18.0.1") == "in"
    assert gates.gateway_of("192.0.2.1") is None, "a routing gateway does not call"


def test_a_gateway_says_whether_its_media_is_relayed(gates: CallGates) -> None:
    gates.reload([replace(IN, relay="on"), replace(ONE, relay="off"), TWO], RESOLVED)
    modes = [gates.relay_mode(name) for name in ("in", "one", "two", "gone")]
    assert modes == ["on", "off", "auto", "auto"]


def test_a_mapping_gateway_calls_what_its_prefixes_say(gates: CallGates) -> None:
    assert gates.serves("in", "4420")
    assert not gates.serves("in", "3320")
    assert gates.serves("", "3320")
    gates.reload([GatewayConfig("in", "mapping", ("198.51.100.9",))], {})
    assert gates.serves("in", "3320")


def test_numbers_of_a_mapping_gateway_are_rewritten(gates: CallGates) -> None:
    assert gates.incoming("in", "0207", "004420") == ("44207", "4420")
    assert gates.incoming("", "0207", "004420") == ("0207", "004420")
    long = GatewayConfig("in", "mapping", ("198.51.100.9",), caller_rewrite=(f":{'1' * 30}",))
    gates.reload([long], {})
    with pytest.raises(PeerError):
        gates.incoming("in", "1" * 64, "2")


def test_a_caller_has_as_many_calls_as_he_may(gates: CallGates) -> None:
    assert gates.enter("", "in", 1.0) is None
    assert gates.enter("", "in", 1.0) is None
    assert gates.enter("", "in", 1.0) is Cause.CAPACITY
    gates.leave("", "in")
    assert gates.enter("", "in", 1.5) is Cause.RATE
    assert gates.enter("", "in", 2.0) is None


def test_an_endpoint_has_as_many_calls_as_it_may(gates: CallGates) -> None:
    gates.policy = CallPolicy(endpoint_calls=2)
    assert gates.enter("1001", "", 1.0) is None
    assert gates.reach("1001", 1.0) is None
    assert gates.reach("1001", 1.0) is Cause.CAPACITY
    assert gates.enter("1001", "", 1.0) is Cause.CAPACITY
    gates.leave("1001", "", "1001")
    assert gates.endpoints.calls("1001") == 0
    assert gates.enter("", "", 1.0) is None, "nobody is counted"


def test_a_number_goes_to_all_addresses_of_all_gateways(gates: CallGates) -> None:
    groups, cause = gates.groups("1001", "4420", way, 1.0)
    assert cause is Cause.STATUS
    assert [
        (place.gateway, place.destination.ip, place.destination.port) for (place,) in groups
    ] == [
        ("one", "192.0.2.1", 5070),
        ("one", "192.0.2.11", 5060),
        ("one", "192.0.2.12", 5060),
        ("two", "192.0.2.2", 5060),
    ]


def test_why_a_number_goes_nowhere(gates: CallGates) -> None:
    assert gates.take("one", 1.0)
    assert gates.take("two", 1.0)
    assert gates.groups("1001", "4420", way, 1.0) == ([], Cause.CAPACITY)
    assert gates.groups("1001", "4420", lambda *_: None, 5.0) == ([], Cause.CAPACITY)
    gates.reload([IN], RESOLVED)
    assert gates.groups("1001", "4420", way, 1.0) == ([], Cause.NO_ROUTE)


def test_an_analysis_says_the_same(gates: CallGates) -> None:
    gates.take("one", 1.0)
    steps = gates.explain("1001", "4420", 1.0)
    assert [(step.gateway, step.verdict) for step in steps] == [
        ("one", Verdict.CAPACITY),
        ("two", Verdict.CANDIDATE),
    ]


def test_a_gateway_takes_what_it_may(gates: CallGates) -> None:
    assert gates.take("one", 1.0)
    assert not gates.take("one", 1.0)
    assert not gates.take("gone", 1.0)
    gates.leave("", "one")
    gates.health.unavailable("one", 60, 1.0)
    assert not gates.take("one", 60.0), "it asked for a rest after the call was routed"
    assert gates.take("one", 61.0)
    gates.reload([GatewayConfig("one", "routing", ("192.0.2.1",), enabled=False)], {})
    assert not gates.take("one", 99.0)


def test_how_calls_ended_is_remembered(gates: CallGates) -> None:
    gates.take("one", 1.0)
    gates.answered("one")
    gates.ended("one", 9.0, 487, 5.0, 1.5)
    gates.ended("two", 9.0, 503, None, None, 30)
    gates.ended("two", 9.0, 487, None, None)
    gates.ended("gone", 9.0, 503, None, None, 30)
    _, one, two = gates.live(10.0, 1000.0)
    assert (one.answered, one.acd_s, one.pdd_ms, one.last_failure) == (1, 5.0, 1500.0, "")
    assert (two.last_failure, two.last_failure_at) == ("answered 503", 1009.0)
    assert two.quarantined_until == 1039.0


def test_only_who_was_asked_can_be_silent(gates: CallGates) -> None:
    for _ in range(3):
        gates.ended("one", 9.0, 408, None, None)
        gates.ended("in", 9.0, 408, None, None)
    incoming, one, _ = gates.live(10.0, 0.0)
    assert (one.last_failure, one.quarantined_until) == ("no answer to the INVITE", 39.0)
    assert (incoming.last_failure, incoming.quarantined_until) == ("answered 408", None)


def test_an_answer_ends_a_row_of_silences(gates: CallGates) -> None:
    for _ in range(5):
        gates.ended("one", 9.0, 408, None, None)
        gates.responded("one")
    assert gates.live(10.0, 0.0)[1].quarantined_until is None


def test_running_calls_are_counted_again_after_a_restart(gates: CallGates) -> None:
    gates.restore("1001", "", "2002", "one")
    gates.restore("", "in", "", "one")
    assert (gates.usage.calls("one"), gates.usage.calls("in")) == (2, 1)
    assert (gates.endpoints.calls("1001"), gates.endpoints.calls("2002")) == (1, 1)
    for account, gateway, called in (("1001", "one", "2002"), ("", "in", ""), ("", "one", "")):
        gates.leave(account, gateway, called)
    gates.sweep(100.0)
    assert (len(gates.usage), len(gates.endpoints)) == (0, 0)


def test_a_mistake_in_one_gateway_changes_nothing(gates: CallGates) -> None:
    with pytest.raises(ValueError, match="bad"):
        gates.reload([GatewayConfig("bad", "routing", ("192.0.2.1:x",))], {})
    assert gates.gateway_of("198.51.100.9") == "in"
    assert gates.take("one", 1.0)


def test_a_gateway_is_guarded_by_its_password_and_failures_are_shown(gates: CallGates) -> None:
    assert gates.guard_of("in") is None
    hashes = GatewaySecret("", "1" * 32, "2" * 64)
    guarded = msgspec.structs.replace(IN, username="trunk", secret=hashes)
    gates.reload([guarded, ONE], RESOLVED)
    guard = gates.guard_of("in")
    assert guard is not None
    assert (guard.username, guard.secret) == ("trunk", b"\x11" * 16 + b"\x22" * 32)
    assert gates.guard_of("one") is None
    gates.denied("in", 5.0)
    assert gates.live(6.0, 0.0)[0].last_failure == "wrong user name or password"
    broken = msgspec.structs.replace(guarded, secret=GatewaySecret("", "x", "y"))
    with pytest.raises(ValueError, match="hex"):
        gates.reload([broken], {})
    assert gates.guard_of("in") == guard, "what was in force stays in force"


def test_our_account_is_that_of_a_routing_gateway(gates: CallGates) -> None:
    assert gates.account("one") is None
    assert gates.account("never") is None
    gates.reload(
        [msgspec.structs.replace(ONE, username="me", secret=GatewaySecret("word"))], RESOLVED
    )
    assert gates.account("one") == ("me", "word")
    assert gates.resolved == RESOLVED


def test_a_silent_gateway_gets_no_call_and_the_caller_hears_503(gates: CallGates) -> None:
    gates.health.set_reachable("one", False)
    gates.health.set_reachable("two", False)
    assert gates.groups("1001", "44", way, 1.0) == ([], Cause.CAPACITY)
    assert not gates.take("one", 1.0)
    gates.health.set_reachable("one", True)
    assert gates.take("one", 1.0)


def test_the_answered_share_of_calls_orders_routes_as_the_operator_wants() -> None:
    gates = CallGates(lambda: 0.5)
    one, two = (GatewayConfig(name, "routing", ("192.0.2.9",)) for name in ("one", "two"))
    gates.reload([one, two], {})
    for _ in range(10):
        gates.ended("one", 100.0, 486, None, None)
    orders = []
    for policy in (CallPolicy(), CallPolicy(asr_sort=1), CallPolicy(asr_sort=1, asr_window_s=60)):
        gates.policy = policy
        orders.append([step.gateway for step in gates.explain("1", "2", 200.0)])
    assert orders == [["one", "two"], ["two", "one"], ["one", "two"]]
