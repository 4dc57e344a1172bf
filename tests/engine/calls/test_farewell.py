"""What is said of an end, for each cause."""

from __future__ import annotations

import pytest

from engine.billing.reasons import REASONS as END_REASONS
from engine.billing.reasons import code_of
from engine.calls.events import Cause
from engine.calls.farewell import ELSEWHERE, REASONS, farewell
from engine.sip.reason import Q850, SIP, Reason
from tests.engine.calls.party import Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place

WITHOUT = {"status", "unauthorised", "no route", "capacity", "rate", "blacklisted"}
"""Causes of ends before anybody was called, or told by their status."""


def test_every_cause_is_in_the_table_or_ends_with_its_status() -> None:
    assert {cause.value for cause in Cause} - WITHOUT <= REASONS.keys()


@pytest.mark.parametrize("cause", list(Cause))
def test_every_end_that_is_told_is_an_end_that_is_recorded(cause: Cause) -> None:
    assert code_of(cause, 486) in END_REASONS
    for name, value in farewell(cause, 486):
        assert name == "Reason"
        assert value.split(";")[0] in (SIP, Q850)


def test_a_status_says_itself() -> None:
    assert farewell(Cause.STATUS, 603) == (("Reason", 'SIP;cause=603;text="Decline"'),)


def test_who_left_is_quoted_before_the_table() -> None:
    said = (Reason(Q850, 27),)
    assert farewell(Cause.CLEARED, 200, said) == (
        ("Reason", 'Q.850;cause=27;text="Destination out of order"'),
    )


def reason(party: Party, method: str) -> list[str]:
    return list(party.last(method).lines("reason"))


CLEARED = ['Q.850;cause=16;text="Normal call clearing"']


@pytest.mark.parametrize("side", ["caller", "callee"])
def test_a_bye_says_that_the_call_was_cleared(side: str) -> None:
    play = Play()
    play.talk()
    asker, asked = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    asker.send("BYE")
    assert reason(asked, "BYE") == CLEARED


@pytest.mark.parametrize("side", ["caller", "callee"])
def test_the_reason_of_a_bye_is_passed_on_without_its_text(side: str) -> None:
    play = Play()
    play.talk()
    asker, asked = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    said = ['SIP;cause=486;text="core3.carrier.example"', "Q.850;cause=17", "X-Own;cause=1"]
    asker.send("BYE", headers={"Reason": said})
    assert reason(asked, "BYE") == [
        'SIP;cause=486;text="Busy Here"',
        'Q.850;cause=17;text="User busy"',
    ]
    assert not any(b"core3" in data or b"X-Own" in data for data in asked.raw)


def test_who_still_rings_is_told_that_somebody_else_took_the_call() -> None:
    play = Play()
    play.ring_both()
    play.one.answer(180)
    play.two.answer(180)
    play.one.answer(200)
    assert reason(play.two, "CANCEL") == [ELSEWHERE[0][1]]
    play.two.answer(200)  # it crossed
    assert reason(play.two, "BYE") == [ELSEWHERE[0][1]]


def test_who_begins_to_ring_late_is_told_the_same() -> None:
    play = Play()
    play.ring_both()
    play.one.answer(200)
    play.caller.ack()
    play.caller.send("BYE")  # what is said of this end is not for a phone that never had the call
    play.two.answer(180)
    assert reason(play.two, "CANCEL") == [ELSEWHERE[0][1]]


def test_a_call_that_one_phone_declines_is_cancelled_with_the_status() -> None:
    play = Play()
    play.ring_both()
    play.two.answer(180)
    play.one.answer(603)
    assert reason(play.two, "CANCEL") == ['SIP;cause=603;text="Decline"']


def test_the_reason_of_a_cancel_is_passed_on() -> None:
    play = Play()
    play.call(gateway="in")
    play.one.answer(180)
    play.caller.cancel(headers={"Reason": "SIP;cause=200"})
    assert reason(play.one, "CANCEL") == [ELSEWHERE[0][1]]


def test_a_cancel_without_reason_is_a_call_that_was_cleared() -> None:
    play = Play()
    play.call(gateway="in")
    play.one.answer(180)
    play.caller.cancel()
    assert reason(play.one, "CANCEL") == CLEARED


def test_a_phone_that_rings_for_too_long_is_told() -> None:
    play = Play()
    play.stage.policy(no_answer_s=30)
    play.caller.call([place(play.one, no_answer_s=30)])
    play.one.answer(180)
    play.stage.wait(30)
    assert reason(play.one, "CANCEL") == [
        'SIP;cause=480;text="Temporarily Unavailable"',
        'Q.850;cause=19;text="No answer from user"',
    ]


def test_a_gateway_that_was_given_up_is_told_when_it_speaks() -> None:
    play = Play()
    play.stage.policy(invite_timeout_s=5)
    play.call(gateway="in")
    play.stage.wait(6)
    play.one.answer(180)
    assert reason(play.one, "CANCEL")[0].startswith("SIP;cause=408")


def test_an_operator_who_hangs_up_tells_both_sides() -> None:
    play = Play()
    play.stage.hang_up(play.talk())
    for party in (play.caller, play.one):
        assert reason(party, "BYE") == ['Q.850;cause=31;text="Normal, unspecified"']


def test_a_cancel_repeats_the_invite_and_adds_the_reason_only() -> None:
    play = Play()
    play.call(gateway="in")
    play.one.answer(180)
    play.caller.cancel()
    assert play.one.last("CANCEL").fields.keys() == {
        "via", "max-forwards", "from", "to", "call-id", "cseq", "reason", "content-length",
    }  # fmt: skip
