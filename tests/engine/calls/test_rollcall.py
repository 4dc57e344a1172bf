"""After a restart the parties of each call are asked whether they are there."""

from __future__ import annotations

from typing import Any

import pytest

from engine.calls.events import Cause, Side
from engine.calls.rollcall import AGAIN_S, FIRST_S, PER_STEP, SOON_S, STEP_S, TRIES
from engine.calls.sessionstate import TimerState
from engine.calls.stored import dump, load
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import WALL, place

BOTH = pytest.mark.parametrize("side", ["caller", "callee"])


@pytest.fixture
def play() -> Play:
    play = Play()
    play.stage.policy(session_ttl_s=0)
    play.talk()
    return play


def restarted(play: Play, **sessions: Any) -> Play:
    """After a restart, at the moment when the first are asked."""
    (call,) = play.stage.book
    for leg in (call.inbound, call.winner):
        for name, value in sessions.items():
            assert leg is not None
            setattr(leg.session, name, value)
    play.stage.lines[call.id] = dump(call, WALL)
    play.stage.restart(load, asks=True)
    play.stage.wait(FIRST_S - 0.1)
    assert (play.caller.take(), play.one.take()) == ([], [])
    play.stage.wait(0.2)
    return play


def asked(play: Play, side: str, method: str = "OPTIONS") -> Request:
    found: Request = (play.caller if side == "caller" else play.one).last(method)
    return found


@BOTH
@pytest.mark.parametrize("status", [481, 408])
def test_a_side_that_knows_of_no_call_ends_it(play: Play, side: str, status: int) -> None:
    restarted(play)
    party, across = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    party.answer(status, to=asked(play, side))
    assert across.take() == ["OPTIONS", "BYE"]
    assert play.end() == (200, Cause.LOST, Side.SERVER)


@BOTH
def test_a_side_that_says_nothing_at_all_ends_it(play: Play, side: str) -> None:
    restarted(play)
    across = play.one if side == "caller" else play.caller
    across.agree("OPTIONS")
    play.stage.wait(31)
    assert not play.stage.ended
    play.stage.wait(2)
    assert play.end() == (200, Cause.LOST, Side.SERVER)


@pytest.mark.parametrize("status", [200, 401, 404, 405, 501])
def test_any_other_answer_is_a_sign_of_life(play: Play, status: int) -> None:
    restarted(play)
    play.caller.answer(status, to=asked(play, "caller"))
    play.one.answer(status, to=asked(play, "callee"))
    play.forget()
    play.stage.wait(300)
    assert (play.caller.take(), play.one.take(), play.stage.ended) == ([], [], [])
    play.caller.send("BYE")
    assert play.one.last("BYE").cseq.number > 2, "its numbers go on, and are stored"


def test_who_takes_update_is_asked_by_one(play: Play) -> None:
    restarted(play, updates=True)
    update = asked(play, "callee", "UPDATE")
    assert (update.body, update.header("content-type")) == (b"", None)
    asked(play, "caller", "UPDATE")
    play.one.answer(200, to=update)
    play.caller.answer(481, to=asked(play, "caller", "UPDATE"))
    assert play.end()[1] is Cause.LOST


def test_a_session_that_we_refresh_is_refreshed_at_once(play: Play) -> None:
    at = play.stage.now + 900
    restarted(play, state=TimerState.OURS, interval=1800, refresh_at=at, expires_at=at + 900)
    invite = asked(play, "callee", "INVITE")
    assert invite.to.tag, "it says what was said last"
    assert invite.header("session-expires") == "1800;refresher=uac"


@pytest.mark.parametrize("state", [TimerState.OURS, TimerState.THEIRS])
def test_a_session_that_is_refreshed_or_over_soon_is_left_to_itself(
    play: Play, state: TimerState
) -> None:
    at = play.stage.now + SOON_S
    restarted(play, state=state, interval=90, refresh_at=at, expires_at=at)
    assert (play.caller.take(), play.one.take()) == ([], [])


def test_who_is_asked_something_else_is_asked_later(play: Play) -> None:
    play.stage.restart(load, asks=True)
    play.stage.wait(FIRST_S - 1)
    play.caller.send("INVITE", ANSWER)
    play.one.answer(100)
    play.stage.wait(1.2)
    assert (play.caller.take(), play.one.take()) == (["100 INVITE", "OPTIONS"], ["INVITE"])
    play.one.answer(200, ANSWER, to=play.one.invite)
    play.caller.ack()
    play.caller.answer(
        200, to=Request.parse(next(r for r in play.caller.raw if r[:7] == b"OPTIONS"))
    )
    play.stage.wait(AGAIN_S)
    assert "OPTIONS" in play.one.take()


def test_a_phone_without_a_connection_is_asked_once_it_has_one() -> None:
    play = Play()
    play.stage.policy(session_ttl_s=0)
    play.caller.call([place(play.one)], account="1001", called="2002")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    (call,) = play.stage.book
    assert call.winner is not None
    call.winner.heard = Source("192.0.2.1", 40_000, "TCP", 0)
    play.stage.flows.gone.add(0)
    call.inbound.heard = call.inbound.heard._replace(flow=1)
    play.forget()
    restarted(play)
    play.caller.agree("OPTIONS")
    play.stage.wait(AGAIN_S * 2)
    assert (play.one.take(), play.stage.ended) == ([], [])
    play.stage.flows.bound["2002"] = play.one.source._replace(transport="TCP", flow=4)
    play.stage.wait(AGAIN_S)
    assert play.one.take() == ["OPTIONS"]


def test_one_that_never_comes_back_is_asked_no_more(play: Play) -> None:
    (call,) = play.stage.book
    for leg in (call.inbound, call.winner):
        assert leg is not None
        leg.heard = leg.heard._replace(transport="TCP", flow=9)
    play.stage.flows.gone.add(9)
    restarted(play)
    assert len(play.stage.calls._rollcall) == 2
    play.stage.wait(AGAIN_S * (TRIES + 1))
    assert len(play.stage.calls._rollcall) == 0
    assert not play.stage.ended


def test_a_call_that_is_over_is_not_asked(play: Play) -> None:
    play.stage.restart(load, asks=True)
    play.caller.send("BYE")
    play.one.agree()
    play.stage.wait(60)
    assert (play.caller.take(), play.one.take()) == (["200 BYE"], ["BYE"])


def test_no_room_to_wait_for_the_answer(play: Play) -> None:
    play.stage.restart(load, asks=True)
    play.stage.clients._limit = 0
    play.stage.wait(FIRST_S + 1)
    play.stage.clients._limit = 100
    play.stage.wait(AGAIN_S)
    assert "OPTIONS" in play.one.take()
    assert not play.stage.ended


def test_many_are_asked_a_few_at_a_time(play: Play) -> None:
    (call,) = play.stage.book
    rollcall = play.stage.calls._rollcall
    for _ in range(500):
        rollcall.resume(call)
    play.stage.wait(FIRST_S)
    left = []
    for _ in range(20):
        left.append(len(rollcall))
        play.stage.wait(STEP_S)
    assert left == [1000 - PER_STEP * (step + 1) for step in range(20)]


def outage(play: Play) -> float:
    """When an outage of ten minutes began, after which both are asked now."""
    play.stage.wait(100)
    seen_at = play.stage.now
    play.stage.now += 600
    play.stage.restart(load, asks=True, seen_at=seen_at)
    play.stage.wait(FIRST_S + 0.1)
    return seen_at


@BOTH
def test_nobody_pays_for_the_time_of_an_outage(play: Play, side: str) -> None:
    seen_at = outage(play)
    party, across = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    across.agree("OPTIONS")
    party.answer(481, to=asked(play, side))
    (ended,) = play.stage.ended
    assert (ended.cause, ended.at) == (Cause.LOST, seen_at)


@pytest.mark.parametrize("sign", ["answer", "request", "relayed", "ack", "refresh"])
def test_a_call_that_was_heard_since_ends_when_it_is_lost(play: Play, sign: str) -> None:
    if sign == "refresh":
        (call,) = play.stage.book
        call.inbound.session.updates = True
        play.stage.lines[call.id] = dump(call, WALL)
    outage(play)
    play.one.agree("OPTIONS")
    if sign == "answer":
        play.caller.agree("OPTIONS")
    elif sign == "refresh":
        play.caller.agree("UPDATE")
    elif sign == "request":
        play.caller.send("INFO")
    elif sign == "relayed":
        play.one.send("INFO")
        play.caller.agree("INFO")
    else:
        play.caller.send("INVITE", ANSWER)
        play.one.answer(200, ANSWER)
        play.caller.ack()
    play.caller.send("INFO")
    play.one.answer(481, to=play.one.last("INFO"))
    (ended,) = play.stage.ended
    assert (ended.cause, ended.at) == (Cause.LOST, play.stage.now)


def test_a_clock_that_was_set_back_makes_no_call_end_before_its_answer(play: Play) -> None:
    (call,) = play.stage.book
    answered_at = call.answered_at
    assert answered_at is not None
    call.inbound.doubted = True
    found = []
    for seen_at in (answered_at - 500, play.stage.now + 500):
        call.seen_at = seen_at
        found.append(call.over_at(play.stage.now + 9))
    assert found == [answered_at, play.stage.now + 9]
