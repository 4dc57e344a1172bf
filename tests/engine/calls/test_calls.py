"""Whole calls as play-scripts: what one party says, and what the others hear."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from tests.engine.calls.party import ANSWER, Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place


@pytest.fixture
def play() -> Play:
    return Play()


def test_a_call_is_answered_and_the_caller_hangs_up(play: Play) -> None:  # req 5
    call_id = play.call(gateway="in")
    assert play.caller.take() == ["100 INVITE"]
    play.one.answer(180)
    play.stage.wait(3)
    play.one.answer(200, ANSWER)
    assert play.caller.last("200 INVITE").body == ANSWER
    assert play.one.take() == ["INVITE", "ACK"]
    play.caller.ack()
    assert play.caller.take() == ["180 INVITE", "200 INVITE"]
    play.stage.wait(60)
    play.caller.send("BYE")
    assert (play.caller.take(), play.one.take()) == (["200 BYE"], ["BYE"])
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)
    ended = play.stage.ended[0]
    assert (ended.rang_at, ended.answered_at, ended.at) == (1000.0, 1003.0, 1063.0)
    assert (ended.caller_gateway, ended.callee_gateway, ended.callee_ip) == (
        "in",
        "one",
        "192.0.2.1",
    )
    assert play.stage.told == [
        (call_id, state) for state in ("connecting", "ringing", "answered", "answered", "ended")
    ]


def test_the_callee_hangs_up(play: Play) -> None:
    play.talk()
    play.one.send("BYE")
    assert (play.caller.take(), play.one.take()) == (["BYE"], ["200 BYE"])
    assert play.end() == (200, Cause.CLEARED, Side.CALLEE)


def test_a_second_bye_belongs_to_nothing(play: Play) -> None:
    play.talk()
    play.caller.send("BYE")
    play.caller.send("BYE")
    assert play.caller.take() == ["200 BYE", "481 BYE"]
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_an_answered_call_is_left_to_the_next_start(play: Play) -> None:
    play.talk()
    play.stage.stop()
    assert (play.caller.take(), play.one.take()) == ([], [])
    assert not play.stage.ended


def test_the_longest_duration_of_the_system(play: Play) -> None:
    play.stage.policy(max_duration_s=600)
    play.talk()
    play.stage.wait(599)
    assert not play.stage.ended
    play.stage.wait(1)
    assert (play.caller.take(), play.one.take()) == (["BYE"], ["BYE"])
    assert play.end() == (200, Cause.MAX_DURATION, Side.SERVER)


def test_the_shorter_duration_of_a_gateway(play: Play) -> None:
    play.caller.call([place(play.one, "one", max_duration_s=60)])
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.stage.wait(60)
    assert play.end() == (200, Cause.MAX_DURATION, Side.SERVER)


def test_a_call_without_any_limit_goes_on(play: Play) -> None:
    play.stage.policy(max_duration_s=0, no_timer_s=0)
    play.talk()
    play.stage.wait(100_000)
    assert not play.stage.ended


def test_a_caller_who_never_acknowledges_is_asked_for_32_seconds(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    play.forget()
    times = []
    while not play.stage.ended:
        play.stage.wait(0.5)
        times += [play.stage.now - 1000.0] * play.caller.take().count("200 INVITE")
    assert times == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
    assert play.stage.now == 1032.0
    assert play.one.take()[-1] == "BYE"
    assert play.end() == (200, Cause.UNCONFIRMED, Side.SERVER)


def test_a_stranger_within_no_dialog(play: Play) -> None:
    play.talk()
    stranger = Party(play.stage, play.caller.source, "1001", tag="other")
    stranger.send("BYE")
    assert play.caller.take() == ["481 BYE"]
    stranger.ack()
    assert not play.stage.ended
