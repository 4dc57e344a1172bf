"""What the call machine decides becomes answers, lines and events; counts are given back."""

import re

import msgspec
import pytest

from engine.calls.book import CallBook
from engine.control.gateways import GatewayConfig
from engine.defence.number_entries import NumberBlock
from engine.sip.nat import Source
from engine.switch.policies import policies
from engine.switch.statelines import StateReader, dump
from tests.engine.switch.rig import PHONE, Rig
from tests.engine.switch.script import SDP, Script, kind, value
from tests.engine.switch.talk import (
    CARRIER,
    CUSTOMER,
    GATEWAYS,
    Talk,
    kinds,
    leavers,
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


def usage(rig: Rig) -> tuple[int, int, int, int]:
    """Calls counted for: customer, carrier, the phones 1001 and 1002."""
    gates = rig.host.gates
    through = (gates.usage.calls("customer"), gates.usage.calls("carrier"))
    return (*through, gates.endpoints.calls("1001"), gates.endpoints.calls("1002"))


def test_an_answer_brings_the_call_into_the_books_and_the_caller_is_told(talk: Talk) -> None:
    talk.begin()
    ringing = talk.answer(180)
    assert kinds(ringing) == [("180", CUSTOMER.ip)]
    assert stated(ringing) == []
    answered = talk.answer(200, SDP)
    assert sorted(kinds(answered)) == [("200", CUSTOMER.ip), ("ACK", CARRIER.ip)]
    ((name, line),) = stated(answered)
    assert (name, line[0]) == ("call", talk.call.id)
    assert answered.calls == [], "the record comes with the end"
    assert usage(talk.rig)[:2] == (1, 1)


@pytest.mark.parametrize(("by_caller", "direction"), [(True, 0), (False, 1)])
def test_a_call_is_taken_back_together_with_its_record(
    talk: Talk, by_caller: bool, direction: int
) -> None:
    call_id = talk.connect().id
    talk.rig.clock.advance(7.0)
    batch = talk.say("BYE") if by_caller else talk.leave()
    across, asker = (CARRIER, CUSTOMER) if by_caller else (CUSTOMER, CARRIER)
    assert sorted(kinds(batch)) == [("200", asker.ip), ("BYE", across.ip)]
    (record,) = records(batch)
    assert (record["id"], record["end_direction"]) == (call_id, direction)
    assert [leavers(line) for line in stated(batch)] == [(call_id, 1)]
    assert usage(talk.rig) == (0, 0, 0, 0)
    assert len(talk.rig.host.calls.book) == 0


def test_a_cancelled_call_is_withdrawn_on_both_sides(talk: Talk) -> None:
    talk.begin()
    talk.answer(180)
    batch = talk.rig.send(talk.script.cancel(), CUSTOMER)
    expected = [("200", CUSTOMER.ip), ("487", CUSTOMER.ip), ("CANCEL", CARRIER.ip)]
    assert sorted(kinds(batch)) == expected
    (record,) = records(batch)
    assert (record["sip_status"], record["end_direction"], record["answer"]) == (487, 0, None)
    assert stated(batch) == [], "it was never in the state"
    assert usage(talk.rig) == (0, 0, 0, 0)


def test_a_refusal_of_the_last_gateway_is_the_answer(talk: Talk) -> None:
    talk.begin()
    batch = talk.answer(486)
    assert sorted(kinds(batch)) == [("486", CUSTOMER.ip), ("ACK", CARRIER.ip)]
    (record,) = records(batch)
    assert (record["sip_status"], record["end_reason"], record["end_direction"]) == (486, 486, 1)
    assert record["callee_gateway"] == "carrier"
    assert usage(talk.rig) == (0, 0, 0, 0)


def test_a_phone_is_called_where_it_registered_and_is_counted(rig: Rig) -> None:
    prepare(rig)
    rig.register("1002")
    talk = Talk(rig, Script(callee="1002", callee_at=f"{PHONE.ip}:{PHONE.port}"), callee=PHONE)
    batch = talk.begin()
    assert ("INVITE", PHONE.ip) in kinds(batch)
    assert usage(rig) == (1, 0, 0, 1)
    assert talk.script.invited.startswith(b"INVITE sip:1002@192.0.2.10:5062 SIP/2.0\r\n")
    talk.answer(486)
    assert usage(rig) == (0, 0, 0, 0)


def test_an_invite_without_contact_leaves_no_count_behind(rig: Rig) -> None:
    """Its callee would be busy for ever otherwise."""
    prepare(rig)
    rig.register("1002")
    talk = Talk(rig, Script(callee="1002"), callee=PHONE)
    batch = rig.send(talk.script.request("INVITE", "", SDP, talk.script.branch), CUSTOMER)
    assert kinds(batch) == [("400", CUSTOMER.ip)]
    assert usage(rig) == (0, 0, 0, 0)
    assert [record["sip_status"] for record in records(batch)] == [400]


def test_an_invite_that_came_by_two_ways_is_one_call(talk: Talk) -> None:
    """RFC 3261 section 8.2.2.2: the same Call-ID, From tag and CSeq with another branch."""
    talk.begin()
    merged = talk.script.invite().replace(talk.script.branch.encode(), b"z9hG4bKmerged")
    batch = talk.rig.send(merged, CUSTOMER)
    assert kinds(batch) == [("482", CUSTOMER.ip)]
    assert usage(talk.rig)[0] == 1
    assert len(talk.rig.host.calls.book) == 1
    talk.answer(486)
    assert usage(talk.rig) == (0, 0, 0, 0)


def test_a_phone_that_is_not_registered_is_480(rig: Rig) -> None:
    prepare(rig)
    assert kinds(Talk(rig, Script(callee="1002")).begin()) == [("480", CUSTOMER.ip)]
    assert usage(rig) == (0, 0, 0, 0)


def test_a_phone_with_as_many_calls_as_it_may_have_is_486(rig: Rig) -> None:
    prepare(rig)
    rig.register("1002")
    rig.host.gates.policy = rig.host.gates.policy._replace(endpoint_calls=1)
    first = Talk(rig, Script(callee="1002"), callee=PHONE)
    first.begin()
    batch = Talk(rig, Script(callee="1002"), callee=PHONE).begin()
    assert kinds(batch) == [("486", CUSTOMER.ip)]
    assert [record["end_reason"] for record in records(batch)] == [-12]
    first.answer(486)
    assert usage(rig) == (0, 0, 0, 0)


def test_a_gateway_that_has_enough_calls_is_told_when_to_come_again(rig: Rig) -> None:
    customer = GatewayConfig("customer", "mapping", (CUSTOMER.ip,), capacity=1)
    prepare(rig, customer, GATEWAYS[1])
    Talk(rig).begin()
    batch = Talk(rig).begin()
    assert kinds(batch) == [("503", CUSTOMER.ip)]
    assert b"Retry-After: 10\r\n" in batch.sends[0][0]
    assert usage(rig)[0] == 1


def test_a_gateway_may_be_kept_to_its_numbers(rig: Rig) -> None:
    customer = GatewayConfig("customer", "mapping", (CUSTOMER.ip,), prefixes=("0044",))
    prepare(rig, customer, GATEWAYS[1])
    assert kinds(Talk(rig).begin()) == [("403", CUSTOMER.ip)]
    assert usage(rig) == (0, 0, 0, 0)


def test_a_full_book_takes_no_further_call(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallBook, "full", True)
    batch = talk.begin()
    assert kinds(batch) == [("503", CUSTOMER.ip)]
    assert usage(talk.rig) == (0, 0, 0, 0)


def test_a_call_of_a_phone_counts_on_the_phone(rig: Rig) -> None:
    prepare(rig)
    talk = phone_talk(rig)
    talk.begin(proof(talk))
    assert usage(rig) == (0, 1, 1, 0)
    talk.answer(404)
    assert usage(rig) == (0, 0, 0, 0)


def test_an_operator_ends_a_call_on_both_sides(talk: Talk) -> None:
    call_id = talk.connect().id
    batch = talk.rig.batch()
    assert talk.rig.host.hang_up(call_id, batch)
    talk.rig.core.finish(batch)
    assert sorted(kinds(batch)) == [("BYE", CUSTOMER.ip), ("BYE", CARRIER.ip)]
    (record,) = records(batch)
    assert (record["end_direction"], record["sip_status"]) == (2, 200)
    assert not talk.rig.host.hang_up(call_id, talk.rig.batch())


def test_nobody_answers_in_time(talk: Talk) -> None:
    talk.begin()
    talk.answer(180)
    deadline = talk.rig.host.next_deadline()
    assert deadline is not None
    assert deadline > talk.rig.clock.now()
    talk.rig.clock.advance(talk.rig.host.gates.policy.no_answer_s + 1.0)
    batch = talk.rig.batch()
    talk.rig.host.tick(batch)
    talk.rig.core.finish(batch)
    assert sorted(kinds(batch)) == [("480", CUSTOMER.ip), ("CANCEL", CARRIER.ip)]
    (record,) = records(batch)
    assert (record["sip_status"], record["end_direction"], record["hold_ms"]) == (480, 2, 0)


def test_an_invite_is_sent_again_until_somebody_answers(talk: Talk) -> None:
    talk.begin()
    talk.rig.clock.advance(0.5)
    batch = talk.rig.batch()
    talk.rig.host.tick(batch)
    assert [(data, to.ip) for data, to in batch.sends] == [(talk.script.invited, CARRIER.ip)]


def test_a_gateway_on_a_connection_that_is_lost_is_tried_no_longer(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = GatewayConfig("carrier", "routing", (CARRIER.ip,), transport="tcp")
    prepare(rig, GATEWAYS[0], carrier)
    over_tcp = Source(CARRIER.ip, 5060, "TCP", 7)
    monkeypatch.setattr(rig.reach, "open", lambda *_: over_tcp)
    talk = Talk(rig)
    talk.begin()
    assert b"Via: SIP/2.0/TCP 192.0.2.1:5060;" in talk.script.invited
    for flow, expected in ((6, []), (7, [("503", CUSTOMER.ip)])):
        batch = rig.batch()
        rig.host.cut_off(flow, batch)
        rig.core.finish(batch)
        assert kinds(batch) == expected
    assert usage(rig) == (0, 0, 0, 0)


def test_what_was_asked_over_a_connection_that_is_lost_goes_as_a_datagram(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.connect()
    over_tcp = Source(CARRIER.ip, 5060, "TCP", 7)
    monkeypatch.setattr(talk.rig.host.calls._tools.oversize, "_connect", lambda *_: over_tcp)
    asked = talk.say("UPDATE", body=SDP + "a=x:" + "x" * 1300)
    assert [to for _, to in asked.sends] == [over_tcp]
    batch = talk.rig.batch()
    talk.rig.host.cut_off(7, batch)
    talk.rig.core.finish(batch)
    ((data, to),) = batch.sends
    assert (kind(data), to.transport, to.ip) == ("UPDATE", "UDP", CARRIER.ip)


def test_an_answer_that_nobody_waits_for_changes_nothing(talk: Talk) -> None:
    talk.begin()
    stray = talk.script.reply(talk.script.invited, 200, SDP).replace(b"branch=", b"branch=x")
    batch = talk.rig.send(stray, CARRIER)
    assert (batch.sends, batch.state, batch.calls) == ([], [], [])


def test_operators_hear_of_each_step(talk: Talk) -> None:
    hub = talk.rig.hub
    hub.listening = True
    talk.begin()
    assert b"connecting" in hub.take()
    talk.answer(180)
    assert b"ringing" in hub.take()
    talk.answer(200, SDP)
    assert b"answered" in hub.take()
    talk.say("BYE")
    assert b"ended" in hub.take()


def test_a_call_in_the_state_is_written_anew_when_its_dialogs_move(talk: Talk) -> None:
    call_id = talk.connect().id
    batch = talk.say("INFO", "Content-Type: application/dtmf-relay", "")
    assert ("INFO", CARRIER.ip) in kinds(batch)
    ((name, line),) = stated(batch)
    assert (name, line[0]) == ("call", call_id)


def test_a_second_answer_is_taken_and_hung_up(talk: Talk) -> None:
    """A forked INVITE may be answered twice (RFC 3261 section 13.2.2.4)."""
    talk.connect()
    answer = talk.script.reply(talk.script.invited, 200, SDP)
    # Only of To: our own tag in From is drawn, and one in sixteen begins the same way.
    other = re.sub(rb"(To: [^\r]*;tag=)d", rb"\1e", answer)
    assert other != answer
    batch = talk.rig.send(other, CARRIER)
    assert [kind(data) for data, _ in batch.sends] == ["ACK", "BYE"]
    assert batch.calls == []


def test_a_deadline_of_nothing_is_none(rig: Rig) -> None:
    assert rig.host.next_deadline() is None


def test_what_is_told_can_be_written(talk: Talk) -> None:
    """Texts of a caller go to files and sockets as they are; nothing of them may stop that."""
    talk.script.device = "\x7f évil"
    talk.connect()
    batch = talk.say("BYE")
    (record,) = records(batch)
    assert record["user_agent"] == "? évil"
    assert msgspec.json.encode(record)


def test_a_session_timer_that_is_too_short_is_refused_with_the_least(talk: Talk) -> None:
    batch = talk.begin("Supported: timer\r\nSession-Expires: 89")
    assert kinds(batch) == [("422", CUSTOMER.ip)]
    assert b"\r\nMin-SE: 90\r\n" in batch.sends[0][0]
    (record,) = records(batch)
    assert (record["sip_status"], record["end_reason"]) == (422, 422)
    assert usage(talk.rig) == (0, 0, 0, 0)


@pytest.mark.parametrize(("over", "expected"), [("TLS", "INVITE"), ("TCP", "480")])
def test_a_secure_call_is_sent_over_tls_or_not_at_all(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, over: str, expected: str
) -> None:
    prepare(rig)
    monkeypatch.setattr(rig.reach, "open", lambda *_: Source(CARRIER.ip, 5061, over, 7))
    talk = Talk(rig)
    asked = talk.script.invite().replace(b"INVITE sip:", b"INVITE sips:")
    batch = rig.send(asked, CUSTOMER)
    assert expected in [each for each, _ in kinds(batch)]
    for data, to in batch.sends:
        if kind(data) == "INVITE":
            assert data.startswith(b"INVITE sips:008613800@203.0.113.5:5061 SIP/2.0\r\n")
            assert b"Contact: <sips:192.0.2.1:5061>" in data
            assert to.transport == "TLS"
    if expected == "480":
        assert usage(rig) == (0, 0, 0, 0)


def test_a_secure_call_does_not_reach_a_phone_over_udp(rig: Rig) -> None:
    prepare(rig)
    rig.register()
    talk = Talk(rig, Script(callee="1001"))
    batch = rig.send(talk.script.invite().replace(b"INVITE sip:", b"INVITE sips:"), CUSTOMER)
    assert "480" in [each for each, _ in kinds(batch)]
    assert usage(rig) == (0, 0, 0, 0)


TRUSTED = GatewayConfig(
    "customer", "mapping", (CUSTOMER.ip,), sip_caller_e164_domain="p_asserted_identity"
)
TRUSTING = GatewayConfig("carrier", "routing", (CARRIER.ip,), sip_p_asserted_identity="caller")
ANONYMOUS = "sip:anonymous@anonymous.invalid"
ASSERTED = "P-Asserted-Identity: <sip:+4420@customer.example>\r\nPrivacy: id"


@pytest.mark.parametrize("trusted", [True, False])
def test_an_asserted_number_is_recorded_and_shown_by_trust(rig: Rig, trusted: bool) -> None:
    prepare(rig, TRUSTED if trusted else GATEWAYS[0], TRUSTING if trusted else GATEWAYS[1])
    talk = Talk(rig)
    talk.begin(ASSERTED)
    assert value(talk.script.invited, "From").startswith(f'"Anonymous" <{ANONYMOUS}>')
    assert ("+4420" in value(talk.script.invited, "P-Asserted-Identity")) is trusted
    assert value(talk.script.invited, "Privacy") == "id"
    (record,) = records(talk.answer(603))
    assert record["caller"] == ("+4420" if trusted else talk.script.caller)


def test_a_listed_number_is_refused_and_recorded_with_a_reason_of_its_own(talk: Talk) -> None:
    talk.rig.host.numbers.block(NumberBlock("n", "008613800", "", "fraud", "maria", 0.0))
    batch = talk.begin()
    assert kinds(batch) == [("403", CUSTOMER.ip)]
    (record,) = records(batch)
    assert (record["end_reason"], record["sip_status"], record["billing_mode"]) == (-23, 403, 1)
    assert usage(talk.rig) == (0, 0, 0, 0)


def test_a_number_that_never_answers_is_listed_in_the_state(talk: Talk) -> None:
    rig = talk.rig
    rig.host.numbers.policy = policies(
        {"SS_BLACK_LIST_DYNAMIC": 1, "SS_BLACK_LIST_NO_ANSWER_LIMIT": 1}
    ).numbers
    talk.begin()
    talk.answer(180)
    batch = rig.send(talk.script.cancel(), CUSTOMER)
    assert rig.host.numbers.changes
    rig.watch.settle(batch)
    ((name, entry),) = [
        line for line in map(msgspec.json.decode, batch.state) if line[0] == "number"
    ]
    assert (name, entry["value"], entry["rule"]) == ("number", "008613800", "no_answer")
    assert len(batch.blocks) == 1
    reader = StateReader(rig.registrar, rig.offset, rig.clock.now())
    for line in dump(rig.registrar, rig.host.calls.book, rig.watch.guard, 0, rig.offset):
        reader.apply(msgspec.json.decode(line))
    assert ("number", entry["id"]) in reader.entries
    reader.apply(["-number", entry["id"]])
    assert reader.entries == {}
