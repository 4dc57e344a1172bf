"""Setting calls up: ringing, forks, refusals and what crosses."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import US, place


@pytest.fixture
def play() -> Play:
    return Play()


def test_ringing_is_passed_on_without_the_other_side(play: Play) -> None:
    play.call()
    play.one.answer(180)
    ringing = play.caller.last("180 INVITE")
    assert (ringing.body, ringing.header("content-type")) == (b"", None)
    assert str(ringing.contacts[0].uri) == f"sip:{US}"
    assert ringing.to.tag not in ("", play.one.tag)


def test_early_media_is_passed_on(play: Play) -> None:
    play.call()
    play.one.answer(183, ANSWER)
    progress = play.caller.last("183 INVITE")
    assert (progress.body, progress.header("content-type")) == (ANSWER, "application/sdp")
    assert play.stage.told[-1][1] == "ringing"


def test_progress_without_media_is_no_sign_of_ringing(play: Play) -> None:
    play.call()
    play.one.answer(183)
    play.one.answer(199)
    assert play.caller.take() == ["100 INVITE", "183 INVITE", "183 INVITE"]
    assert [state for _, state in play.stage.told] == ["connecting"]
    play.one.answer(503)
    assert play.two.take() == ["INVITE"]
    play.two.answer(486)
    assert play.stage.ended[0].rang_at is None


def test_phones_ring_together_and_the_first_answer_wins(play: Play) -> None:  # req 5
    play.ring_both()
    play.one.answer(180)
    play.two.answer(180)
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["INVITE", "ACK"]
    assert play.one.take() == ["INVITE", "CANCEL"]
    play.one.answer(487)
    assert play.one.take() == ["ACK"]
    play.caller.ack()
    play.caller.send("BYE")
    assert play.two.take() == ["BYE"]
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_repeated_answer_is_acknowledged_again(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    first = play.one.last("ACK")
    play.forget()
    play.one.answer(200, ANSWER)
    (again,) = play.one.heard
    assert isinstance(again, Request)
    assert again.fields == first.fields
    assert play.caller.take() == []


def test_a_busy_callee_ends_the_call(play: Play) -> None:
    play.call(gateway="in")
    play.one.answer(486)
    assert (play.one.take(), play.two.take()) == (["INVITE", "ACK"], [])
    assert play.caller.take() == ["100 INVITE", "486 INVITE"]
    assert play.end() == (486, Cause.STATUS, Side.CALLEE)


def test_a_phone_that_declines_does_so_for_all(play: Play) -> None:  # RFC 3261 §16.7
    play.ring_both()
    play.two.answer(180)
    play.one.answer(603)
    assert play.two.take() == ["INVITE", "CANCEL"]
    assert play.caller.take()[-1] == "603 INVITE"
    assert play.end() == (603, Cause.STATUS, Side.CALLEE)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(480, 486, 486), (486, 480, 486), (500, 404, 404), (404, 503, 404), (401, 407, 503)],
)
def test_the_best_refusal_of_a_fork(play: Play, first: int, second: int, told: int) -> None:
    play.ring_both()
    play.one.answer(first)
    assert not play.stage.ended
    play.two.answer(second)
    assert play.end() == (told, Cause.STATUS, Side.CALLEE)


def test_one_silent_phone_does_not_make_a_busy_one_unreachable(play: Play) -> None:
    play.ring_both()
    play.one.answer(100)
    play.stage.wait(10)
    play.one.answer(486)
    assert play.end() == (486, Cause.STATUS, Side.CALLEE)


def test_a_call_is_given_up_before_any_answer(play: Play) -> None:
    play.call()
    play.caller.cancel()
    assert play.caller.take() == ["100 INVITE", "200 CANCEL", "487 INVITE"]
    assert play.one.take() == ["INVITE"], "a CANCEL has to wait for a provisional answer"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)
    play.one.answer(180)
    assert play.one.take() == ["CANCEL"]
    play.one.answer(180)
    play.one.answer(487)
    assert play.one.take() == ["ACK"]


def test_a_call_is_given_up_while_it_rings(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    assert play.one.take() == ["INVITE", "CANCEL"]
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)
    assert play.two.take() == []


def test_a_cancellation_and_an_answer_cross(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    play.one.answer(200, ANSWER)
    assert play.one.take() == ["INVITE", "CANCEL", "ACK", "BYE"]
    assert play.caller.take()[-1] == "487 INVITE"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)


def test_a_cancellation_after_the_answer_changes_nothing(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    play.caller.cancel()
    assert play.caller.take() == ["100 INVITE", "200 INVITE", "200 CANCEL"]
    assert not play.stage.ended


def test_a_callee_who_ignores_the_cancellation_is_forgotten(play: Play) -> None:  # RFC 3261 §9.1
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    play.one.agree("CANCEL")
    play.caller.refused()
    play.stage.wait(33)
    assert len(play.stage.clients) == 0


def test_a_caller_who_hangs_up_before_the_answer(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.send("BYE")
    assert play.caller.take() == ["100 INVITE", "180 INVITE", "200 BYE", "487 INVITE"]
    assert play.one.take()[-1] == "CANCEL"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)


def test_nobody_answers_in_time(play: Play) -> None:
    play.caller.call([place(play.one, "one", no_answer_s=20)], [place(play.two, "two")])
    play.one.answer(180)
    play.stage.wait(20)
    assert play.one.take() == ["INVITE", "CANCEL"]
    assert play.caller.take()[-1] == "480 INVITE"
    assert play.end() == (480, Cause.NO_ANSWER, Side.SERVER)
    assert play.two.take() == []


def test_an_answer_that_makes_no_dialog_is_a_failure(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER, {"Contact": "<tel:1>"})
    assert play.two.take() == ["INVITE"]


@pytest.mark.parametrize(("given", "sent"), [("1", "0"), ("70", "69"), (None, "69")])
def test_hops_are_counted(play: Play, given: str | None, sent: str) -> None:
    play.caller.call([place(play.one)], headers={"Max-Forwards": given})
    assert play.one.last("INVITE").header("max-forwards") == sent
