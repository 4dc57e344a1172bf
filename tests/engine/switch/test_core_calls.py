"""Messages of running calls on their way through the core: answered once, and never a fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.billing.reasons import SERVER_STOPPED
from engine.sip.framing import StreamFramer
from engine.switch.callhost import CallHost
from tests.engine.switch.rig import Rig, message, status_of
from tests.engine.switch.script import SDP, value
from tests.engine.switch.talk import CARRIER, CUSTOMER, Talk, kinds, prepare, records


@pytest.mark.parametrize("method", ["BYE", "UPDATE", "INFO"])
@pytest.mark.parametrize("tag", ["", ";tag=strange"])
def test_a_request_within_no_call_is_answered_481_and_leaves_nothing(
    rig: Rig, method: str, tag: str
) -> None:
    data = message(method).replace(
        b"To: <sip:1001@example.org>", b"To: <sip:1001@e.org>" + tag.encode()
    )
    first, second = rig.send(data), rig.send(data)
    assert status_of(first.sends[0][0]) == 481
    assert first.sends == second.sends, "a repetition is told the same"
    assert len(rig.transactions) == 0


def test_an_invite_within_no_call_is_an_attempt_at_one(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.script.to_tag = "strange"
    batch = talk.begin()
    assert kinds(batch) == [("481", CUSTOMER.ip)]
    assert len(batch.calls) == 1
    assert len(rig.transactions) == 1


def test_byes_that_cross_are_both_answered_200(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    left = talk.say("BYE")
    crossed = talk.leave()
    assert sorted(kinds(left)) == [("200", CUSTOMER.ip), ("BYE", CARRIER.ip)]
    assert kinds(crossed) == [("200", CARRIER.ip)]
    assert (len(left.calls), len(crossed.calls)) == (1, 0)


def test_calls_that_ring_end_with_the_switch_and_are_recorded(rig: Rig) -> None:
    prepare(rig)
    ringing, talking = Talk(rig), Talk(rig)
    talking.connect()
    ringing.begin()
    ringing.answer(180)
    batch = rig.batch()
    rig.host.stop(batch)
    rig.core.finish(batch)
    assert sorted(kinds(batch)) == [("503", CUSTOMER.ip), ("CANCEL", CARRIER.ip)]
    (record,) = records(batch)
    assert (record["end_reason"], record["sip_status"]) == (SERVER_STOPPED, 503)
    assert len(rig.host.calls.book) == 1, "who talks goes on talking after the next start"


def test_a_repeated_bye_is_answered_again_and_ends_nothing_twice(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    data = talk.script.request("BYE")
    first, second = rig.send(data, CUSTOMER), rig.send(data, CUSTOMER)
    assert sorted(kinds(first)) == [("200", CUSTOMER.ip), ("BYE", CARRIER.ip)]
    assert kinds(second) == [("200", CUSTOMER.ip)]
    assert (len(first.calls), len(second.calls)) == (1, 0)


@pytest.mark.parametrize("method", ["UPDATE", "INFO"])
def test_what_one_side_says_the_other_side_answers(rig: Rig, method: str) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    handed_on = talk.say(method, f"Contact: <sip:a@{talk.script.caller_at}>", SDP)
    ((data, to),) = handed_on.sends
    assert (data.split()[0], to.ip) == (method.encode(), CARRIER.ip)
    assert value(data, "Call-ID") == value(talk.script.invited, "Call-ID")
    answered = rig.send(talk.script.reply(data, 200), CARRIER)
    assert kinds(answered) == [("200", CUSTOMER.ip)]


def test_a_cancelled_call_is_answered_487_and_recorded_once(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.begin()
    talk.answer(180)
    data = talk.script.cancel()
    first, second = rig.send(data, CUSTOMER), rig.send(data, CUSTOMER)
    assert ("487", CUSTOMER.ip) in kinds(first)
    assert kinds(second) == [("200", CUSTOMER.ip)]
    assert (len(first.calls), len(second.calls)) == (1, 0)


def test_messages_of_a_stream_set_calls_up_too(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    framer, batch = StreamFramer(), rig.batch()
    frames = framer.feed(talk.script.invite().replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP"))
    over_tcp = CUSTOMER._replace(transport="TCP", flow=3)
    rig.core.frames(list(frames), over_tcp, batch)
    sent = {data.split()[0 if to.ip == CARRIER.ip else 1]: to for data, to in batch.sends}
    assert sent == {b"100": over_tcp, b"INVITE": CARRIER}


def test_a_mistake_of_ours_with_a_response_costs_that_response(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    prepare(rig)
    talk = Talk(rig)
    talk.begin()
    monkeypatch.setattr(CallHost, "response", fail)
    batch = rig.batch()
    rig.core.datagrams([(talk.script.reply(talk.script.invited, 180), CARRIER)], batch)
    assert batch.sends == [], "a response is never answered"
    assert isinstance(batch.faults[0].error, ZeroDivisionError)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    which=st.sampled_from(["180", "200", "486", "ACK", "BYE", "INFO", "INVITE"]),
    at=st.integers(0, 500),
    cut=st.integers(0, 20),
    noise=st.binary(max_size=12),
)
def test_no_mutated_message_within_a_call_is_a_fault(
    rig: Rig, which: str, at: int, cut: int, noise: bytes
) -> None:
    if not rig.reach._sockets:
        prepare(rig)
    talk = Talk(rig)
    if which.isdigit():
        talk.begin()
        data, source = talk.script.reply(talk.script.invited, int(which), SDP), CARRIER
    else:
        talk.connect()
        contact = f"Contact: <sip:a@{talk.script.caller_at}>"
        data, source = talk.script.request(which, contact, SDP), CUSTOMER
    batch = rig.batch()
    rig.core.datagrams([(data[:at] + noise + data[at + cut :], source)], batch)
    assert not batch.faults
    for call in list(rig.host.calls.book):
        rig.host.hang_up(call.id, rig.batch())
