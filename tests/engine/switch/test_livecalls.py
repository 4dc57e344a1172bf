"""Operators see the running calls, find them, page through them and end them."""

from typing import Any

import pytest

from engine.control.gateways import CallState, GatewayConfig
from engine.switch.calldesk import CallDesk
from engine.switch.livecalls import LiveCalls
from engine.switch.udp import UdpSocket
from tests.engine.switch.rig import PHONE, Rig
from tests.engine.switch.script import SDP, Script, kind
from tests.engine.switch.talk import CARRIER, CUSTOMER, Bound, Talk, prepare


class Wire(Bound):
    """A socket that remembers what was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sources = {}
        self.sent: list[tuple[str, Any]] = []

    def send(self, data: bytes, address: Any) -> None:
        self.sent.append((kind(data), address[0]))


@pytest.fixture
def desk(rig: Rig) -> LiveCalls:
    prepare(rig)
    return LiveCalls(rig.host, rig.driver)


def ids(desk: CallDesk, **wanted: Any) -> list[str]:
    asked = {"after": "", "limit": 100, "q": "", "gateway": "", "state": None, **wanted}
    return [call.id for call in desk.calls(**asked)]


def test_a_call_is_shown_as_it_stands(rig: Rig, desk: LiveCalls) -> None:
    talk = Talk(rig)
    began = rig.clock.wall()
    talk.begin()
    (shown,) = desk.calls("", 10, "", "", None)
    assert (shown.state, shown.answer) == ("connecting", None)
    assert shown.start == pytest.approx(began)
    assert (shown.caller, shown.callee) == ("0044100", "008613800")
    assert (shown.caller_ip, shown.callee_ip) == (CUSTOMER.ip, CARRIER.ip)
    assert (shown.caller_gateway, shown.callee_gateway) == ("customer", "carrier")
    assert (shown.account, shown.codec, shown.call_id) == ("", "", talk.script.call_id)
    talk.answer(180)
    assert desk.calls("", 10, "", "", None)[0].state == "ringing"
    rig.clock.advance(3.0)
    talk.answer(200, SDP)
    answered = desk.call(shown.id)
    assert answered is not None
    assert (answered.state, answered.codec) == ("answered", "PCMA")
    assert answered.answer == pytest.approx(began + 3.0)
    talk.say("BYE")
    assert desk.call(shown.id) is None
    assert desk.calls("", 10, "", "", None) == []


def test_pages_follow_each_other_without_a_gap(rig: Rig, desk: LiveCalls) -> None:
    talks = [Talk(rig) for _ in range(7)]
    for talk in talks:
        talk.begin()
        rig.clock.advance(0.01)
    every = [talk.call.id for talk in talks]
    found: list[str] = []
    while page := ids(desk, after=found[-1] if found else "", limit=3):
        assert len(page) <= 3
        found += page
    assert found == every == sorted(every), "the oldest first"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "abc"),
        ({"state": "connecting"}, "a"),
        ({"state": "ringing"}, "b"),
        ({"state": "answered"}, "c"),
        ({"gateway": "customer"}, "abc"),
        ({"gateway": "carrier"}, "bc"),
        ({"gateway": "never"}, ""),
        ({"q": "00861"}, "bc"),
        ({"q": "0044100"}, "abc"),
        ({"q": "1002"}, "a"),
        ({"q": CUSTOMER.ip}, "abc"),
        ({"q": PHONE.ip}, "a"),
        ({"q": "CARRIER"}, "bc"),
        ({"q": "TALK"}, "abc"),
        ({"q": "nothing of that"}, ""),
        ({"q": "carrier", "state": "ringing"}, "b"),
    ],
)
def test_calls_are_found_by_what_an_operator_knows(
    rig: Rig, desk: LiveCalls, wanted: dict[str, Any], found: str
) -> None:
    rig.register("1002")
    a = Talk(rig, Script(callee="1002"), callee=PHONE)
    b, c = Talk(rig), Talk(rig)
    a.begin()
    b.begin()
    b.answer(180)
    c.connect()
    names = {talk.call.id: name for name, talk in (("a", a), ("b", b), ("c", c))}
    assert "".join(sorted(names[call] for call in ids(desk, **wanted))) == found


def test_an_operator_hangs_up_and_it_is_carried_out(rig: Rig, desk: LiveCalls) -> None:
    wire = Wire()
    assert isinstance(wire, UdpSocket)
    rig.driver.add_udp(wire)
    talk = Talk(rig)
    call_id = talk.connect().id
    assert desk.hang_up(call_id, "maria")
    assert sorted(wire.sent) == [("BYE", CUSTOMER.ip), ("BYE", CARRIER.ip)]
    assert not desk.hang_up(call_id, "maria")
    assert not desk.hang_up("never", "maria")
    journal = b"".join(path.read_bytes() for path in (rig.folder / "journal").glob("cdr-*"))
    assert journal.count(call_id.encode()) == 1


@pytest.mark.parametrize("state", ["connecting", "ringing"])
def test_a_call_that_was_not_answered_is_ended_too(
    rig: Rig, desk: LiveCalls, state: CallState
) -> None:
    wire = Wire()
    rig.driver.add_udp(wire)
    talk = Talk(rig)
    talk.begin()
    if state == "ringing":
        talk.answer(180)
    assert desk.hang_up(talk.call.id, "maria")
    assert ("480", CUSTOMER.ip) in wire.sent
    # Before the first provisional answer a CANCEL has to wait (RFC 3261 section 9.1).
    assert (("CANCEL", CARRIER.ip) in wire.sent) == (state == "ringing")


def test_gateways_are_shown_with_what_they_carry(rig: Rig, desk: LiveCalls) -> None:
    first, second = Talk(rig), Talk(rig)
    first.connect()
    second.begin()
    live = {one.name: one for one in desk.gateways_live()}
    assert {name: (one.calls, one.attempts, one.answered) for name, one in live.items()} == {
        "customer": (2, 2, 1),
        "carrier": (2, 2, 1),
    }
    rig.clock.advance(60.0)
    first.say("BYE")
    second.answer(503, extra="Retry-After: 30")
    carrier = next(one for one in desk.gateways_live() if one.name == "carrier")
    assert (carrier.calls, carrier.asr) == (0, 0.5)
    assert carrier.acd_s == pytest.approx(60.0)
    assert carrier.pdd_ms == pytest.approx(1_000)
    assert carrier.quarantined_until == pytest.approx(rig.clock.wall() + 30.0)
    assert carrier.last_failure == "answered 503"


def test_what_the_names_of_gateways_stand_for_is_told(rig: Rig, desk: LiveCalls) -> None:
    named = GatewayConfig("named", "mapping", ("PBX.example.org",))
    rig.host.gates.reload([named], {"pbx.example.org": ("192.0.2.1", "2001:db8::1")})
    assert desk.resolved() == {"pbx.example.org": ["192.0.2.1", "2001:db8::1"]}
