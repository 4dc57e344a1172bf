"""Calls that are refused before they are sent anywhere, and what their callers are told."""

import pytest

from engine.calls.policy import CallPolicy
from engine.control.gateways import GatewayConfig
from tests.engine.switch.rig import Rig
from tests.engine.switch.script import value
from tests.engine.switch.talk import CARRIER, CUSTOMER, GATEWAYS, Talk, kinds, prepare, records


@pytest.fixture
def talk(rig: Rig) -> Talk:
    prepare(rig)
    return Talk(rig)


def usage(rig: Rig) -> tuple[int, int, int, int]:
    """Calls counted for: customer, carrier, the phones 1001 and 1002."""
    gates = rig.host.gates
    through = (gates.usage.calls("customer"), gates.usage.calls("carrier"))
    return (*through, gates.endpoints.calls("1001"), gates.endpoints.calls("1002"))


def test_an_invite_of_ours_that_comes_back_is_a_loop(talk: Talk) -> None:
    talk.begin()
    via = value(talk.script.invited, "Via")
    batch = Talk(talk.rig).begin(f"Via: {via}")
    assert kinds(batch) == [("482", CUSTOMER.ip)]
    assert usage(talk.rig)[:2] == (1, 1)


def test_a_via_that_only_looks_like_ours_is_no_loop(talk: Talk) -> None:
    via = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKother"
    assert ("INVITE", CARRIER.ip) in kinds(talk.begin(f"Via: {via}"))


@pytest.mark.parametrize(("count", "answer"), [(69, "INVITE"), (70, "483")])
def test_more_via_than_hops_are_too_many(talk: Talk, count: int, answer: str) -> None:
    vias = [f"Via: SIP/2.0/UDP 10.0.0.{number};branch=z9hG4bK{number}" for number in range(count)]
    batch = talk.begin("\r\n".join(vias))
    assert answer in [what for what, _ in kinds(batch)]


@pytest.mark.parametrize(
    ("extra", "status", "header"),
    [("Content-Type: text/plain", "415", "Accept"), ("Accept: text/plain", "406", "Accept")],
)
def test_a_call_without_description_is_refused(
    talk: Talk, extra: str, status: str, header: str
) -> None:
    body = "hello" if status == "415" else ""
    data = talk.script.invite(extra, body).replace(b"\r\nContent-Type: application/sdp", b"")
    batch = talk.rig.send(data, CUSTOMER)
    assert kinds(batch) == [(status, CUSTOMER.ip)]
    assert "application/sdp" in value(batch.sends[0][0], header)
    assert len(records(batch)) == 1


def test_a_capacity_that_is_used_up_says_when_to_come_again(rig: Rig) -> None:
    prepare(rig, GATEWAYS[0], GatewayConfig("carrier", "routing", (CARRIER.ip,), capacity=1))
    Talk(rig).begin()
    batch = Talk(rig).begin()
    assert kinds(batch) == [("503", CUSTOMER.ip)]
    assert value(batch.sends[0][0], "Retry-After") == "10"


def test_who_does_not_know_100rel_is_refused_where_it_is_demanded(talk: Talk) -> None:
    talk.rig.host.gates.policy = CallPolicy(reliable=2)
    batch = talk.begin()
    assert kinds(batch) == [("421", CUSTOMER.ip)]
    assert b"\r\nRequire: 100rel\r\n" in batch.sends[0][0]
    assert usage(talk.rig) == (0, 0, 0, 0)
