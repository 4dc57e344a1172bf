"""Whole calls as play-scripts: what one party says, and what the others hear."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.control.gateways import GatewayConfig
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


def test_byes_that_cross_end_the_call_once(play: Play) -> None:
    play.talk()
    play.caller.send("BYE")
    play.one.send("BYE")
    assert play.one.take() == ["BYE", "200 BYE"]
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)
    play.stage.wait(32)
    play.one.send("BYE")
    assert play.one.take()[-1] == "481 BYE", "by then no BYE can have crossed ours"


@pytest.mark.parametrize("state", ["connecting", "ringing"])
def test_a_call_that_was_not_answered_ends_with_the_switch(play: Play, state: str) -> None:
    play.call(gateway="in")
    play.one.answer(180 if state == "ringing" else 100)
    play.stage.stop()
    assert play.caller.last("503 INVITE").header("retry-after") == "10"
    assert play.one.last("CANCEL").header("reason") == 'SIP;cause=503;text="Service Unavailable"'
    play.one.answer(487)
    assert play.end() == (503, Cause.SERVER_STOPPED, Side.SERVER)


def test_an_answered_call_is_left_to_the_next_start(play: Play) -> None:
    play.talk()
    play.stage.stop()
    assert (play.caller.take(), play.one.take()) == ([], [])
    assert not play.stage.ended


@pytest.mark.parametrize("state", ["connecting", "ringing", "answered", "talking"])
def test_an_operator_hangs_up_in_every_state(play: Play, state: str) -> None:
    call_id = play.call()
    if state != "connecting":
        play.one.answer(180)
    if state in ("answered", "talking"):
        play.one.answer(200, ANSWER)
    if state == "talking":
        play.caller.ack()
    play.forget()
    assert play.stage.hang_up(call_id)
    assert not play.stage.hang_up(call_id)
    if state in ("answered", "talking"):
        assert (play.caller.take(), play.one.take()) == (["BYE"], ["BYE"])
        assert play.end() == (200, Cause.OPERATOR, Side.SERVER)
    else:
        assert play.caller.take() == ["480 INVITE"]
        assert play.one.take() == (["CANCEL"] if state == "ringing" else [])
        assert play.end() == (480, Cause.OPERATOR, Side.SERVER)


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


def test_nobody_who_could_be_asked_has_room() -> None:
    play = Play(GatewayConfig("one", "routing", ("192.0.2.1",), capacity=1))
    assert play.stage.gates.take("one", 1000.0)
    play.caller.call([place(play.one, "one")])
    play.stage.gates.leave("", "one")
    assert play.caller.take() == ["100 INVITE", "503 INVITE"]
    assert play.one.take() == []
    assert play.end() == (503, Cause.CAPACITY, Side.SERVER)
    assert play.stage.ended[0].callee_gateway == ""


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


def test_a_stranger_within_no_dialog(play: Play) -> None:
    play.talk()
    stranger = Party(play.stage, play.caller.source, "1001", tag="other")
    stranger.send("BYE")
    assert play.caller.take() == ["481 BYE"]
    stranger.ack()
    assert not play.stage.ended
