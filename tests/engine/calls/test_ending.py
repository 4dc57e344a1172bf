"""The end of a call: once, told to everybody, with its cause."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.control.gateways import GatewayConfig
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place


@pytest.fixture
def play() -> Play:
    return Play()


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


def test_nobody_who_could_be_asked_has_room() -> None:
    play = Play(GatewayConfig("one", "routing", ("192.0.2.1",), capacity=1))
    assert play.stage.gates.take("one", 1000.0)
    play.caller.call([place(play.one, "one")])
    play.stage.gates.leave("", "one")
    assert play.caller.take() == ["100 INVITE", "503 INVITE"]
    assert play.one.take() == []
    assert play.end() == (503, Cause.CAPACITY, Side.SERVER)
    assert play.stage.ended[0].callee_gateway == ""
