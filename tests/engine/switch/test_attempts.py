"""An INVITE is refused, sent on, or the business of the call it belongs to."""

import pytest

from engine.switch.recorder import Recorder
from tests.engine.switch.rig import ATTACKER, Rig, message, status_of
from tests.engine.switch.script import SDP, Script, value
from tests.engine.switch.talk import (
    CARRIER,
    CUSTOMER,
    GATEWAYS,
    Talk,
    kinds,
    phone_talk,
    prepare,
    proof,
    records,
    stated,
)


@pytest.fixture
def talk(rig: Rig) -> Talk:
    prepare(rig)
    return Talk(rig)


def test_an_admitted_invite_gets_100_and_goes_to_the_routing_gateway(talk: Talk) -> None:
    batch = talk.begin()
    assert sorted(kinds(batch)) == [("100", CUSTOMER.ip), ("INVITE", CARRIER.ip)]
    sent = talk.script.invited
    assert sent.startswith(b"INVITE sip:008613800@203.0.113.5:5060 SIP/2.0\r\n")
    assert value(sent, "Via").startswith("SIP/2.0/UDP 192.0.2.1:5060;")
    assert value(sent, "Call-ID") != talk.script.call_id, "the sides know nothing of each other"
    assert sent.endswith(SDP.encode())
    assert batch.calls == batch.state == [], "nothing is in the books before it is answered"


def test_a_phone_that_proved_its_password_is_sent_on_too(rig: Rig) -> None:
    prepare(rig)
    talk = phone_talk(rig)
    talk.begin(proof(talk))
    assert talk.script.invited
    assert (talk.call.account, talk.call.caller_gateway) == ("1001", "")


def test_a_retransmission_is_answered_100_again_and_sent_on_once(talk: Talk) -> None:
    talk.begin()
    again = talk.begin()
    assert kinds(again) == [("100", CUSTOMER.ip)]
    assert len(talk.rig.host.calls.book) == 1


def test_a_re_invite_goes_to_the_other_side_and_is_no_attempt(talk: Talk) -> None:
    talk.connect()
    contact = f"Contact: <sip:x@{talk.script.caller_at}>"
    talk.script.sequence += 1
    batch = talk.say("INVITE", contact, SDP)
    assert sorted(kinds(batch)) == [("100", CUSTOMER.ip), ("INVITE", CARRIER.ip)]
    assert batch.calls == []
    assert len(talk.rig.host.calls.book) == 1


def test_a_re_invite_that_cannot_be_served_is_refused_and_not_recorded(talk: Talk) -> None:
    """It is no attempt at a call (req 6), and the call goes on."""
    talk.connect()
    talk.script.sequence += 1
    batch = talk.say("INVITE", "Require: nothing-known", SDP)
    assert kinds(batch) == [("420", CUSTOMER.ip)]
    assert batch.calls == []
    assert talk.rig.counters.not_recorded == {}
    assert kinds(talk.say("BYE")) != [("481", CUSTOMER.ip)]


def test_one_that_names_a_call_that_is_not_there_is_told_so(talk: Talk) -> None:
    talk.script.to_tag = "never"
    batch = talk.begin()
    assert kinds(batch) == [("481", CUSTOMER.ip)]
    assert [record["sip_status"] for record in records(batch)] == [481]


def test_a_refused_call_of_a_gateway_is_recorded_on_its_account(rig: Rig) -> None:
    prepare(rig, GATEWAYS[0])
    batch = Talk(rig).begin()
    assert kinds(batch) == [("404", CUSTOMER.ip)]
    (record,) = records(batch)
    assert (record["billing_mode"], record["caller_gateway"]) == (1, "customer")
    assert (record["end_reason"], record["sip_status"]) == (-11, 404)
    assert stated(batch) == []


def test_a_stranger_gets_nowhere(talk: Talk) -> None:
    stranger = Talk(talk.rig, Script(), ATTACKER)
    batch = stranger.begin()
    assert kinds(batch) == [("403", ATTACKER.ip)]
    assert [record["billing_mode"] for record in records(batch)] == [9]  # req 44


def test_an_illegal_one_is_left_without_an_answer_if_that_is_wanted(talk: Talk) -> None:
    talk.rig.set(SS_REPLY_UNAUTHORIZED=0)
    batch = Talk(talk.rig, Script(), ATTACKER).begin()
    assert batch.sends == []
    assert talk.rig.counters.sip_silenced == 1


def test_a_mistake_of_ours_within_a_call_leaves_the_call_alone(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    talk.connect()
    monkeypatch.setattr(Recorder, "handle", fail)
    batch = talk.rig.batch()
    talk.rig.core.datagrams([(message("INVITE", callee="1"), ATTACKER)], batch)
    assert [status_of(data) for data, _ in batch.sends] == [500]
    assert len(talk.rig.host.calls.book) == 1
