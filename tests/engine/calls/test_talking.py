"""Requests within a call that was answered."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.calls.stored import load
from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import US, place

BOTH = pytest.mark.parametrize("side", ["caller", "callee"])


@pytest.fixture
def play() -> Play:
    play = Play()
    play.talk()
    return play


def sides(play: Play, side: str) -> tuple[Party, Party]:
    """Who asks, and who is asked."""
    return (play.caller, play.one) if side == "caller" else (play.one, play.caller)


@BOTH
def test_a_session_is_changed(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    invite = asked.last("INVITE")
    assert (invite.body, str(invite.contacts[0].uri)) == (OFFER, f"sip:{US}")
    assert asker.take() == ["100 INVITE"]
    asked.answer(180)
    asked.answer(200, ANSWER)
    assert asked.take() == ["INVITE", "ACK"]
    assert asker.last("200 INVITE").body == ANSWER
    assert asker.take() == ["200 INVITE"]
    asked.answer(200, ANSWER)
    assert (asker.take(), asked.take()) == ([], ["ACK"])
    asker.ack()
    play.stage.wait(60)
    assert (asker.take(), asked.take()) == ([], [])
    assert not play.stage.ended


@BOTH
def test_the_answer_to_an_offer_of_the_other_side_is_in_the_ack(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE")
    asked.answer(200, OFFER)
    assert asked.take() == ["INVITE"]
    asker.ack(ANSWER)
    assert asked.last("ACK").body == ANSWER
    play.caller.send("BYE")
    assert play.one.take()[-1] == "BYE"


@BOTH
def test_a_change_that_is_never_acknowledged_ends_the_call(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE")
    asked.answer(200, OFFER)
    play.forget()
    play.stage.wait(32)
    assert asker.take() == ["200 INVITE"] * 10 + ["BYE"]
    assert asked.take() == ["ACK", "BYE"], "a BYE must not overtake the ACK"
    assert play.end() == (200, Cause.UNCONFIRMED, Side.SERVER)


@BOTH
@pytest.mark.parametrize(("status", "told"), [(488, 488), (401, 503), (302, 480)])
def test_a_refused_change_leaves_the_call_as_it_is(
    play: Play, side: str, status: int, told: int
) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(status)
    assert asked.take() == ["INVITE", "ACK"]
    assert asker.take() == ["100 INVITE", f"{told} INVITE"]
    assert not play.stage.ended
    asker.send("INVITE", OFFER)
    assert asked.take() == ["INVITE"]


@BOTH
@pytest.mark.parametrize("status", [408, 481])
def test_a_side_that_knows_no_call_ends_it(play: Play, side: str, status: int) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(status)
    assert asker.take() == ["100 INVITE", f"{status} INVITE", "BYE"]
    assert play.end() == (200, Cause.LOST, Side.SERVER)


@BOTH
def test_a_side_that_says_nothing_ends_the_call(play: Play, side: str) -> None:
    asker, _ = sides(play, side)
    asker.send("UPDATE", OFFER)
    play.stage.wait(32)
    assert asker.take()[:2] == ["408 UPDATE", "BYE"]
    assert play.end() == (200, Cause.LOST, Side.SERVER)


@BOTH
def test_a_change_that_is_thought_about_for_ever_ends_the_call(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.answer(100)
    play.stage.wait(180)
    assert asker.take()[:3] == ["100 INVITE", "408 INVITE", "BYE"]
    play.stage.wait(40)
    assert len(play.stage.clients) == 0
    assert play.end() == (200, Cause.LOST, Side.SERVER)


@BOTH
def test_two_changes_at_a_time_are_one_too_many(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("INVITE", OFFER)
    asked.send("INVITE", OFFER)
    assert asked.take() == ["INVITE", "491 INVITE"]
    asker.send("UPDATE", OFFER)
    assert "retry-after" in asker.last("500 UPDATE").fields, "RFC 3261 section 14.2"
    assert asker.take() == ["100 INVITE", "500 UPDATE"]
    asked.answer(200, ANSWER, to=asked.invite)
    asked.send("UPDATE", OFFER)
    assert asked.take()[-1] == "491 UPDATE", "until the ACK the change is not over"
    asker.ack()
    asked.send("UPDATE", OFFER)
    assert asker.take()[-1] == "UPDATE"


def test_no_change_is_sent_to_a_caller_who_has_not_acknowledged() -> None:
    play = Play()
    play.call()
    play.one.answer(200, ANSWER)
    play.one.send("INVITE", OFFER)
    assert play.one.take()[-1] == "491 INVITE"


@BOTH
def test_an_update_and_an_info_are_passed_on(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OFFER)
    asked.answer(200, ANSWER, to=asked.last("UPDATE"))
    assert asker.last("200 UPDATE").body == ANSWER
    headers: dict[str, str | None] = {"Content-Type": "application/dtmf-relay"}
    asker.send("INFO", b"Signal=5\r\n", headers)
    info = asked.last("INFO")
    assert (info.body, info.header("content-type")) == (b"Signal=5\r\n", "application/dtmf-relay")
    asked.answer(415, to=info)
    assert asker.take() == ["200 UPDATE", "415 INFO"]
    assert not play.stage.ended


def test_an_old_acknowledgement_confirms_no_new_change(play: Play) -> None:
    play.caller.send("INVITE")
    play.one.answer(200, OFFER)
    play.caller.send("ACK", number=1)
    assert play.one.take() == ["INVITE"]
    play.caller.ack(ANSWER)
    assert play.one.last("ACK").body == ANSWER


@BOTH
def test_numbers_that_run_backwards(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.cseq = 10
    asker.send("INFO")
    asker.send("INFO", number=5)
    assert asker.take() == ["500 INFO"]
    assert asked.take() == ["INFO"]


def test_an_answer_that_comes_after_the_end(play: Play) -> None:
    play.one.send("INVITE", OFFER)
    play.one.send("BYE")
    play.caller.answer(200, ANSWER)
    assert play.caller.take() == ["INVITE", "BYE", "ACK"]
    assert play.one.take() == ["100 INVITE", "200 BYE", "487 INVITE"]
    assert play.end() == (200, Cause.CLEARED, Side.CALLEE)


def test_a_change_that_is_open_at_the_end_is_forgotten(play: Play) -> None:
    play.caller.send("INVITE", OFFER)
    play.one.answer(180)
    play.caller.send("BYE")
    play.one.agree("BYE")
    play.stage.wait(33)
    assert play.caller.take()[:3] == ["100 INVITE", "200 BYE", "487 INVITE"]
    assert len(play.stage.clients) == 0


def test_a_caller_asks_before_anybody_has_answered() -> None:
    play = Play()
    play.call()
    play.one.answer(180)
    play.caller.send("UPDATE", OFFER)
    assert play.caller.last("500 UPDATE").header("retry-after") is not None
    assert play.one.take() == ["INVITE"]


def test_no_room_for_a_change(play: Play) -> None:
    play.stage.clients._limit = 0
    play.caller.send("INVITE", OFFER)
    assert play.caller.take() == ["100 INVITE", "503 INVITE"]
    play.caller.send("INFO")
    assert play.caller.take() == ["503 INFO"]
    play.caller.send("BYE")
    assert play.one.take() == ["BYE"], "a farewell needs no answer"
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_gateway_that_moves_is_followed(play: Play) -> None:
    moved = play.stage.party("192.0.2.99")
    play.one.contact_uri = "sip:moved@192.0.2.99"
    play.one.send("UPDATE", OFFER)
    play.caller.answer(200, ANSWER, to=play.caller.last("UPDATE"))
    play.caller.send("INFO")
    assert moved.take() == ["INFO"]
    assert moved.stage.calls.book.dialogs == 2


def test_a_move_that_an_answer_tells_survives_a_restart(play: Play) -> None:
    moved = play.stage.party("192.0.2.99")
    play.caller.send("UPDATE", OFFER)
    play.one.contact_uri = "sip:moved@192.0.2.99"
    play.one.answer(200, ANSWER, to=play.one.last("UPDATE"))
    play.stage.restart(load)
    play.caller.send("BYE")
    assert moved.take() == ["BYE"]


def test_a_phone_behind_a_nat_is_asked_where_it_was_heard() -> None:
    play = Play()
    play.one.contact_uri = "sip:2002@10.0.0.7:5060"
    play.caller.contact_uri = "sip:1001@10.0.0.8:5060"
    play.caller.call([place(play.one)])
    play.one.answer(200, ANSWER)
    assert play.one.take() == ["INVITE", "ACK"]
    play.caller.ack()
    play.one.send("BYE")
    assert play.caller.last("BYE").uri_text == "sip:1001@10.0.0.8:5060"
