"""Reliable provisional answers of the callee's side."""

from __future__ import annotations

from typing import Any

import pytest

from engine.calls.pracks import MAX_FORKS
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value

KNOWS: dict[str, Value] = {"Supported": "100rel"}


def numbered(number: int | str) -> dict[str, Value]:
    return {"Require": "100rel", "RSeq": str(number)}


@pytest.fixture
def play() -> Play:
    play = Play()
    play.call()
    play.forget()
    return play


def prack(play: Play) -> Any:
    return play.one.last("PRACK")


def test_a_reliable_answer_is_acknowledged_in_its_early_dialog(play: Play) -> None:
    play.one.answer(180, b"", {**numbered(7), "Record-Route": "<sip:edge.example;lr>"})
    found = prack(play)
    assert found.header("rack") == "7 1 INVITE"
    assert (found.uri_text, found.header("route")) == (
        "sip:2002@192.0.2.1:5060",
        "<sip:edge.example;lr>",
    )
    assert (found.cseq.number, found.to.tag) == (2, play.one.tag)
    assert play.caller.last("180 INVITE").header("rseq") is None, "the caller knows nothing of it"
    play.one.agree("PRACK")
    play.stage.wait(30)
    assert play.one.take() == ["PRACK"]


def test_a_prack_is_repeated_until_it_is_answered(play: Play) -> None:
    play.one.answer(180, b"", numbered(7))
    play.stage.wait(1.5)
    assert play.one.take() == ["PRACK"] * 3


def test_a_repeated_answer_is_taken_once(play: Play) -> None:
    for _ in range(3):
        play.one.answer(180, b"", numbered(7))
    assert (play.one.take(), play.caller.take()) == (["PRACK"], ["180 INVITE"])


def test_an_answer_ahead_of_its_turn_waits_for_its_repetition(play: Play) -> None:
    play.one.answer(180, b"", numbered(7))
    play.one.answer(183, ANSWER, numbered(9))
    assert (play.one.take(), play.caller.take()) == (["PRACK"], ["180 INVITE"])
    play.one.answer(182, b"", numbered(8))
    play.one.answer(183, ANSWER, numbered(9))
    assert play.one.take() == ["PRACK", "PRACK"]
    assert play.caller.take() == ["182 INVITE", "183 INVITE"]


@pytest.mark.parametrize("number", ["0", "x", "", "4294967296"])
def test_an_answer_whose_number_cannot_be_read_is_nothing(play: Play, number: str) -> None:
    play.one.answer(180, b"", numbered(number))
    assert (play.one.take(), play.caller.take()) == ([], [])


@pytest.mark.parametrize("headers", [{"RSeq": "1"}, {"Require": "100rel"}, {"Require": "x"}])
def test_an_answer_that_is_not_reliable_is_not_acknowledged(
    play: Play, headers: dict[str, Value]
) -> None:
    play.one.answer(180, b"", headers)
    assert (play.one.take(), play.caller.take()) == ([], ["180 INVITE"])


def test_requests_go_on_with_the_numbers_of_the_early_dialog(play: Play) -> None:
    play.one.answer(180, b"", numbered(7))
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("BYE")
    assert prack(play).cseq.number == 2
    assert play.one.last("ACK").cseq.number == 1
    assert play.one.last("BYE").cseq.number == 3


def test_an_answer_without_a_description_repeats_the_early_one(play: Play) -> None:
    play.one.answer(183, ANSWER, numbered(7))
    play.one.answer(200)
    answer = play.caller.last("200 INVITE")
    assert (answer.body, answer.header("content-type")) == (ANSWER, "application/sdp")
    (call,) = play.stage.book
    assert call.codec == "PCMA"


def test_forks_are_numbered_apart_and_bounded(play: Play) -> None:
    for number in range(MAX_FORKS + 1):
        play.one.answer(180, b"", numbered(100 - number), tag=f"fork{number}")
    assert play.one.take() == ["PRACK"] * MAX_FORKS
    assert play.caller.take() == ["180 INVITE"] * MAX_FORKS
    play.one.answer(180, b"", numbered(101), tag="fork0")
    assert play.one.take() == ["PRACK"]


def test_what_a_cancelled_callee_says_is_not_acknowledged(play: Play) -> None:
    play.one.answer(180)
    play.caller.cancel()
    play.one.answer(183, ANSWER, numbered(7))
    assert "PRACK" not in play.one.take()


def late_offer(play: Play) -> Any:
    """A call whose callee makes the offer, early and reliably; the answer that the caller gets."""
    play.caller.call([place(play.one, "one")], body=b"", headers=KNOWS, gateway="in")
    assert "100rel" in play.one.last("INVITE").header("supported")
    play.one.answer(183, OFFER, numbered(7))
    assert play.one.take() == ["INVITE"], "its PRACK has to wait for the answer"
    return play.caller.last("183 INVITE")


def test_the_answer_to_an_early_offer_goes_from_prack_to_prack() -> None:
    play = Play()
    early = late_offer(play)
    assert early.body == OFFER
    play.caller.send("PRACK", ANSWER, {"RAck": f"{early.header('rseq')} 1 INVITE"})
    found = prack(play)
    assert (found.body, found.header("rack")) == (ANSWER, "7 1 INVITE")
    assert found.header("content-type") == "application/sdp"
    play.one.agree("PRACK")
    play.one.answer(200)
    assert play.caller.last("200 INVITE").body == b""
    play.caller.ack()
    assert play.one.take() == ["PRACK", "ACK"]
    assert play.caller.take()[-2:] == ["200 PRACK", "200 INVITE"]


def test_an_early_offer_that_is_never_answered_ends_the_call() -> None:
    play = Play()
    late_offer(play)
    play.stage.wait(32)
    assert play.caller.take()[-1] == "504 INVITE"
    assert play.one.take()[0] == "CANCEL"


def test_an_unreliable_description_is_no_offer() -> None:
    play = Play()
    play.caller.call([place(play.one, "one")], body=b"", headers=KNOWS, gateway="in")
    play.one.answer(183, OFFER)
    early = play.caller.last("183 INVITE")
    assert (early.header("rseq"), early.body) == (None, OFFER)
    play.one.answer(200, OFFER)
    assert play.caller.last("200 INVITE").body == OFFER
    play.caller.ack(ANSWER)
    assert play.one.last("ACK").body == ANSWER
