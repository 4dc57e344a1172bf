"""What attempts leave behind: counts of gateways, and answers too many."""

from __future__ import annotations

import pytest

from engine.calls.attempts import MAX_STRAYS
from engine.calls.events import Cause, Side
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place


@pytest.fixture
def play() -> Play:
    return Play()


def test_a_second_answer_is_acknowledged_and_hung_up(play: Play) -> None:
    play.ring_both()
    play.one.answer(200, ANSWER)
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["INVITE", "ACK", "BYE"]
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["ACK"], "the same answer again is acknowledged again"
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]


def test_a_further_fork_of_the_answer_is_hung_up(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    play.forget()
    play.one.answer(200, ANSWER, tag="fork")
    ack, bye = play.one.heard
    assert (ack.to.tag, bye.to.tag) == ("fork", "fork")
    play.one.answer(200, ANSWER, {"Contact": "<tel:1>"}, tag="broken")
    assert play.stage.gates.usage.calls("one") == 1, "the call itself goes on"
    play.caller.ack()
    play.caller.send("BYE")
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_no_more_forks_are_hung_up_than_a_proxy_makes() -> None:
    play = Play()
    play.call(gateway="in")
    play.one.answer(200, ANSWER)
    play.forget()
    for number in range(MAX_STRAYS + 3):
        play.one.answer(200, ANSWER, tag=f"fork{number}")
    assert play.one.take() == ["ACK", "BYE"] * MAX_STRAYS
    assert len(play.stage.clients) == MAX_STRAYS + 1


def test_the_counts_of_gateways(play: Play) -> None:
    play.call(gateway="in")
    play.stage.wait(1)
    play.one.answer(183, ANSWER)
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.stage.wait(10)
    play.caller.send("BYE")
    by_name = {live.name: live for live in play.stage.gates.live(play.stage.now, 0.0)}
    for name in ("one", "in"):
        live = by_name[name]
        assert (live.calls, live.attempts, live.answered) == (0, 1, 1)
        assert (live.asr, live.acd_s, live.pdd_ms) == (1.0, 10.0, 1000.0)
        assert live.last_failure == ""


def test_a_silent_carrier_is_not_held_against_the_customer(play: Play) -> None:
    for _ in range(3):
        play.caller.call([place(play.two)], gateway="in")
        play.stage.wait(10)
        play.caller.refused()
        play.caller.call_id += "x"
        play.caller.peer = "<sip:2002@switch.example>"
    live = play.stage.gates.live(play.stage.now, 0.0)[2]
    assert (live.quarantined_until, live.last_failure) == (None, "answered 408")
