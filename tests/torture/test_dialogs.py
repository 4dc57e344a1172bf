"""What can come within a call and should not: the answer the RFC asks for, at a bounded cost."""

from __future__ import annotations

import pytest

from engine.calls.pace import MAX_PER_SECOND
from tests.engine.switch.rig import Rig, message
from tests.engine.switch.script import SDP, kind, value
from tests.engine.switch.talk import CARRIER, CUSTOMER, Talk, kinds, prepare

CONTACT = "Contact: <sip:a@192.0.2.77:5060>"


@pytest.fixture
def talk(rig: Rig) -> Talk:
    prepare(rig)
    return Talk(rig)


def tag(talk: Talk, wrong: str) -> bytes:
    """A BYE of the caller in which one of the three names of the dialog is another."""
    data = talk.script.request("BYE")
    number = talk.script.number
    return {
        "to": data.replace(f";tag={talk.script.to_tag}".encode(), b";tag=wrong"),
        "from": data.replace(f";tag=c{number}".encode(), b";tag=wrong"),
        "no to": data.replace(f";tag={talk.script.to_tag}".encode(), b""),
        "call-id": data.replace(f"Call-ID: talk{number}".encode(), b"Call-ID: other"),
    }[wrong]


@pytest.mark.parametrize("wrong", ["to", "from", "no to", "call-id"])
def test_a_bye_of_another_dialog_ends_nothing(talk: Talk, wrong: str) -> None:
    talk.connect()
    before = len(talk.rig.transactions)
    batch = talk.rig.send(tag(talk, wrong), CUSTOMER)
    assert kinds(batch) == [("481", CUSTOMER.ip)]
    assert len(talk.rig.host.calls.book) == 1
    assert len(talk.rig.transactions) == before


def test_a_thousand_byes_of_no_call_leave_nothing(talk: Talk) -> None:
    for _ in range(1_000):
        assert kinds(talk.rig.send(message("BYE"), CUSTOMER)) == [("481", "192.0.2.77")]
    assert len(talk.rig.transactions) == 0


def test_a_sequence_number_that_goes_back_is_500(talk: Talk) -> None:
    talk.connect()
    talk.script.sequence = 40
    assert kinds(talk.say("INFO")) == [("INFO", CARRIER.ip)]
    talk.script.sequence = 20
    assert kinds(talk.say("INFO")) == [("500", CUSTOMER.ip)]
    assert kinds(talk.say("BYE")) == [("500", CUSTOMER.ip)]
    assert len(talk.rig.host.calls.book) == 1


@pytest.mark.parametrize("number", [0, 2**31 - 1])
def test_sequence_numbers_at_the_ends_are_compared(talk: Talk, number: int) -> None:
    talk.connect()
    talk.script.sequence = number - 1
    expected = "BYE" if number else "500"
    assert expected in [what for what, _ in kinds(talk.say("BYE"))]


@pytest.mark.parametrize("number", [-1, 2**31, 10**30])
def test_a_sequence_number_that_is_none_is_400(talk: Talk, number: int) -> None:
    talk.connect()
    talk.script.sequence = number - 1
    assert kinds(talk.say("BYE")) == [("400", CUSTOMER.ip)]
    assert len(talk.rig.host.calls.book) == 1


def test_a_description_of_60_kib_is_handed_on_as_it_came(talk: Talk) -> None:
    huge = SDP + "a=x:" + "y" * (60 * 1024) + "\r\n"
    batch = talk.begin(body=huge)
    assert ("INVITE", CARRIER.ip) in kinds(batch)
    assert talk.script.invited.endswith(huge.encode())
    assert talk.answer(200, SDP).sends


@pytest.mark.parametrize(
    "body", ["", "\x00", "v=0", "m=audio", "m=audio x y z\r\n" * 99, "v=1\n\n\n"]
)
def test_a_description_that_is_none_passes_or_is_refused_by_the_callee(
    talk: Talk, body: str
) -> None:
    talk.begin(body=body)
    answered = talk.answer(200, body)
    assert ("200", CUSTOMER.ip) in kinds(answered)
    talk.say("ACK", body=body)
    assert len(talk.rig.host.calls.book) == 1


def test_a_hundred_via_are_answered_and_go_no_further(talk: Talk) -> None:
    vias = "\r\n".join(f"Via: SIP/2.0/UDP 10.0.0.{number}" for number in range(100))
    batch = talk.begin(vias)
    assert kinds(batch) == [("483", CUSTOMER.ip)]
    assert batch.sends[0][0].count(b"\r\nVia: ") == 101, "an answer goes back the way it came"
    assert len(talk.rig.host.calls.book) == 0


def test_max_forwards_0_is_483_and_1_goes_one_hop_further(talk: Talk) -> None:
    data = talk.script.invite()
    refused = talk.rig.send(data.replace(b"Max-Forwards: 70", b"Max-Forwards: 0"), CUSTOMER)
    assert kinds(refused) == [("483", CUSTOMER.ip)]
    other = Talk(talk.rig)
    batch = talk.rig.send(
        other.script.invite().replace(b"Max-Forwards: 70", b"Max-Forwards: 1"), CUSTOMER
    )
    (sent,) = [data for data, _ in batch.sends if kind(data) == "INVITE"]
    assert value(sent, "Max-Forwards") == "0"


def test_a_thousand_re_invites_a_second_cost_their_answers(talk: Talk) -> None:
    talk.connect()
    before = len(talk.rig.transactions)
    found = [talk.say("INVITE", CONTACT, SDP) for _ in range(1_000)]
    sent = [each for batch in found for each in kinds(batch)]
    assert sent.count(("INVITE", CARRIER.ip)) == 1
    assert sent.count(("500", CUSTOMER.ip)) == 999
    assert all(
        value(data, "Retry-After") for b in found for data, _ in b.sends if kind(data) == "500"
    )
    assert len(talk.rig.transactions) - before <= MAX_PER_SECOND
    assert kinds(talk.say("BYE"))[0][0] in ("200", "BYE"), "who floods may still hang up"


def test_a_flood_of_info_is_handed_on_no_faster_than_the_limit(talk: Talk) -> None:
    talk.connect()
    sent = [each for _ in range(500) for each in kinds(talk.say("INFO"))]
    assert sent.count(("INFO", CARRIER.ip)) == MAX_PER_SECOND
    talk.rig.clock.advance(1.0)
    assert kinds(talk.say("INFO")) == [("INFO", CARRIER.ip)]


def test_a_repeated_request_does_not_count(talk: Talk) -> None:
    talk.connect()
    data = talk.script.request("INFO")
    for _ in range(3 * MAX_PER_SECOND):
        talk.rig.send(data, CUSTOMER)
    assert kinds(talk.say("INFO")) == [("INFO", CARRIER.ip)]


def test_an_ack_with_another_number_acknowledges_nothing(talk: Talk) -> None:
    talk.begin()
    talk.answer(200, SDP)
    talk.script.sequence = 77
    assert kinds(talk.say("ACK")) == []
    assert talk.call.inbound.unacknowledged is not None
    talk.script.sequence = 1
    talk.say("ACK")
    assert talk.call.inbound.unacknowledged is None


def test_a_forked_answer_is_acknowledged_and_hung_up_each_time(talk: Talk) -> None:
    talk.connect()
    data = talk.script.reply(talk.script.invited, 200, SDP)
    fork = data.replace(f";tag=d{talk.script.number}".encode(), b";tag=fork")
    for _ in range(3):
        assert kinds(talk.rig.send(fork, CARRIER)) == [("ACK", CARRIER.ip), ("BYE", CARRIER.ip)]
    assert kinds(talk.rig.send(data, CARRIER)) == [("ACK", CARRIER.ip)], "the one that counts"
    assert len(talk.rig.host.calls.book) == 1


def test_a_cancel_after_the_answer_changes_nothing(talk: Talk) -> None:
    talk.begin()
    talk.answer(200, SDP)
    assert kinds(talk.rig.send(talk.script.cancel(), CUSTOMER)) == [("200", CUSTOMER.ip)]
    talk.say("ACK")
    assert len(talk.rig.host.calls.book) == 1


@pytest.mark.parametrize("method", ["UPDATE", "INFO", "INVITE"])
def test_a_change_before_the_answer_is_told_to_come_later(talk: Talk, method: str) -> None:
    talk.begin()
    ringing = talk.answer(180)
    talk.script.heard(ringing.sends[0][0])
    talk.script.sequence = 1 if method != "INVITE" else 2
    batch = talk.say(method, CONTACT, SDP)
    assert kinds(batch) == [("500", CUSTOMER.ip)]
    assert value(batch.sends[0][0], "Retry-After")
    assert ("200", CUSTOMER.ip) in kinds(talk.answer(200, SDP))


REFUSED = ["MESSAGE", "REFER", "SUBSCRIBE", "NOTIFY", "PUBLISH"]


@pytest.mark.parametrize(
    ("method", "status"), [*((each, "405") for each in REFUSED), ("HELLO", "501")]
)
def test_what_is_not_served_is_refused_with_what_is(talk: Talk, method: str, status: str) -> None:
    outside = talk.rig.send(message(method), CUSTOMER)
    talk.connect()
    within = talk.say(method, "Refer-To: <sip:x@y>\r\nEvent: refer")
    for batch in (outside, within):
        ((data, _),) = batch.sends
        assert kind(data) == status
        allowed = value(data, "Allow").replace(" ", "").split(",")
        assert {"INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "UPDATE", "INFO"} <= set(allowed)
        assert method not in allowed
    assert len(talk.rig.host.calls.book) == 1
