"""A re-INVITE that is cancelled by who sent it."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import Play

BOTH = pytest.mark.parametrize("side", ["caller", "callee"])


@pytest.fixture
def play() -> Play:
    play = Play()
    play.talk()
    return play


def sides(play: Play, side: str) -> tuple[Party, Party]:
    return (play.caller, play.one) if side == "caller" else (play.one, play.caller)


def cancel(party: Party) -> None:
    """The CANCEL of a re-INVITE has the To of the call, its tag included."""
    branch, number = party._asked
    party.send("CANCEL", branch=branch, number=number, headers={"Reason": "SIP;cause=487"})


@BOTH
def test_the_cancel_is_passed_on_and_the_call_goes_on(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(180)
    cancel(asker)
    assert asker.take() == ["100 INVITE", "200 CANCEL"]
    sent = asked.last("CANCEL")
    assert sent.header("reason") == 'SIP;cause=487;text="Request Terminated"'
    assert sent.via.branch == asked.last("INVITE").via.branch
    asked.agree("CANCEL")
    asked.answer(487)
    asker.refused()
    assert asker.take() == ["487 INVITE"]
    assert asked.take() == ["INVITE", "CANCEL", "ACK"]
    assert not play.stage.ended
    asker.send("INVITE", OFFER)
    asked.answer(200, ANSWER)
    assert asker.take() == ["100 INVITE", "200 INVITE"], "the next change is not in its way"


@BOTH
def test_before_the_first_provisional_answer_it_waits(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    cancel(asker)
    cancel(asker)
    assert asked.take() == ["INVITE"]
    asked.answer(100)
    asked.answer(180)
    assert asked.take() == ["CANCEL"]


@BOTH
def test_an_answer_that_crosses_it_counts(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(100)
    cancel(asker)
    asked.answer(200, ANSWER)
    assert asker.take() == ["100 INVITE", "200 CANCEL", "200 INVITE"]
    asker.ack()
    cancel(asker)
    assert asked.take() == ["INVITE", "CANCEL", "ACK"]
    assert asker.take() == ["200 CANCEL"]
    assert not play.stage.ended


@BOTH
def test_a_peer_that_says_nothing_more_is_waited_for_half_a_minute(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(100)
    cancel(asker)
    asked.agree("CANCEL")
    play.stage.wait(32)
    assert asker.take()[-1] == "487 INVITE"
    assert not play.stage.ended, "it answered the CANCEL, so it is there"


@BOTH
def test_a_peer_that_never_said_anything_is_gone(play: Play, side: str) -> None:
    asker, _ = sides(play, side)
    asker.send("INVITE", OFFER)
    cancel(asker)
    play.stage.wait(40)
    assert play.end() == (200, Cause.LOST, Side.SERVER)


def test_a_cancel_that_names_another_transaction_means_nothing(play: Play) -> None:
    play.caller.send("INVITE", OFFER)
    play.one.answer(180)
    play.caller.send("CANCEL", branch="z9hG4bKnone", number=7)
    assert play.caller.take() == ["100 INVITE", "481 CANCEL"]
    assert play.one.take() == ["INVITE"]
