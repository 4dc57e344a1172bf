"""A running call over a restart."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from engine.calls.callstate import CallState
from engine.calls.events import Cause, Side
from engine.calls.stored import LAST_TRIES, dump, load
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import WALL


@pytest.fixture
def play() -> Play:
    play = Play()
    play.stage.policy(max_duration_s=600)
    play.call(gateway="in")
    play.stage.wait(2)
    play.one.answer(180)
    play.stage.wait(2)
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.forget()
    return play


TOLD = 18
"""Place of the answer that waits for its acknowledgement."""


def line(play: Play) -> list[Any]:
    (found,) = play.stage.lines.values()
    return found


def test_a_line_is_plain(play: Play) -> None:
    assert json.loads(json.dumps(line(play))) == msgspec.json.decode(
        msgspec.json.encode(line(play))
    )


def test_a_call_comes_back_as_it_was(play: Play) -> None:
    (call,) = play.stage.book
    again = load(json.loads(json.dumps(dump(call, WALL))), WALL - 50.0, 2000.0)
    assert (again.id, again.account, again.caller_gateway) == (call.id, "", "in")
    assert again.setup == msgspec.structs.replace(call.setup, at=call.setup.at + 50)
    assert (again.rang_at, again.answered_at, again.ends_at) == (1052.0, 1054.0, 1654.0)
    assert (again.state, again.codec) == (CallState.TALKING, "PCMA")
    assert again.winner is not None
    assert again.latest is not None
    assert (again.latest.gateway, again.latest.destination.ip) == ("one", "192.0.2.1")
    assert (again.winner.taken, again.winner.heard) == (True, play.one.source)


def test_no_moment_is_in_the_future(play: Play) -> None:
    again = load(line(play), WALL - 9_000.0, 1500.0)
    assert (again.setup.at, again.rang_at, again.answered_at) == (1500.0, 1500.0, 1500.0)


@pytest.mark.parametrize("broken", [[], None, {}, ["x"], "text"])
def test_what_is_no_line_is_an_error(broken: object) -> None:
    with pytest.raises(ValueError, match=r"Expected|Contact"):
        load(broken, WALL, 1.0)


def test_a_line_with_a_broken_dialog_is_an_error(play: Play) -> None:
    text = json.dumps(line(play)).replace("sip:2002@192.0.2.1:5060", "tel:1")
    with pytest.raises(ValueError, match=r"Expected|Contact"):
        load(json.loads(text), WALL, 1.0)


def test_who_talks_over_a_restart_can_hang_up(play: Play) -> None:
    play.stage.restart(load)
    play.stage.wait(10)
    play.one.send("BYE")
    assert (play.caller.take(), play.one.take()) == (["BYE"], ["200 BYE"])
    assert play.end() == (200, Cause.CLEARED, Side.CALLEE)
    (ended,) = play.stage.ended
    assert (ended.rang_at, ended.answered_at, ended.at) == (1002.0, 1004.0, 1014.0)
    assert (ended.caller_gateway, ended.callee_gateway) == ("in", "one")
    one = play.stage.gates.live(play.stage.now, 0.0)[0]
    assert one.pdd_ms == 2000.0


def test_numbers_go_on_where_they_were(play: Play) -> None:
    play.caller.send("INVITE", OFFER)
    play.one.answer(200, ANSWER)
    play.caller.ack()
    before = play.one.last("INVITE").cseq.number
    play.stage.restart(load)
    play.caller.send("INVITE", OFFER)
    invite = play.one.last("INVITE")
    assert invite.cseq.number == before + 1
    play.one.answer(200, ANSWER)
    play.caller.ack()
    assert play.one.last("ACK").cseq.number == before + 1
    play.caller.send("INFO", number=1)
    assert play.caller.last("500 INFO")
    play.caller.send("BYE")
    assert play.one.last("BYE").cseq.number == before + 2


def test_the_longest_duration_holds_over_a_restart(play: Play) -> None:
    play.stage.restart(load)
    play.stage.wait(599)
    assert not play.stage.ended
    play.stage.wait(1)
    assert play.end() == (200, Cause.MAX_DURATION, Side.SERVER)


def test_an_operator_hangs_up_after_a_restart(play: Play) -> None:
    (call,) = play.stage.book
    play.stage.restart(load)
    assert play.stage.hang_up(call.id)
    assert (play.caller.take(), play.one.take()) == (["BYE"], ["BYE"])


def unconfirmed() -> Play:
    """A call that is answered while the caller has not acknowledged it."""
    play = Play()
    play.call(gateway="in")
    play.one.answer(180)
    play.one.answer(200, ANSWER)
    return play


def test_an_answer_that_was_not_acknowledged_is_sent_again() -> None:
    play = unconfirmed()
    told = play.caller.last("200 INVITE")
    play.forget()
    play.stage.restart(load)
    play.stage.wait(0.01)
    again = play.caller.last("200 INVITE")
    assert (again.status, again.body) == (200, told.body)
    for name in ("via", "from", "to", "call-id", "cseq", "contact", "content-type"):
        assert again.header(name) == told.header(name), name
    play.caller.ack()
    (call,) = play.stage.book
    assert call.state is CallState.TALKING
    play.forget()
    play.stage.wait(40)
    assert play.caller.take() == []


def test_a_caller_who_never_acknowledges_after_a_restart_is_released() -> None:
    play = unconfirmed()
    play.stage.restart(load)
    play.stage.wait(33)
    assert play.one.last("BYE")
    (ended,) = play.stage.ended
    assert (ended.status, ended.cause, ended.by) == (200, Cause.UNCONFIRMED, Side.SERVER)


def test_a_caller_who_is_gone_is_not_waited_for_anew_after_each_restart() -> None:
    play = unconfirmed()
    for _ in range(4):
        play.stage.wait(7)
        play.stage.restart(load)
    play.stage.wait(7)
    assert not play.stage.ended
    play.stage.wait(2)
    assert [ended.cause for ended in play.stage.ended] == [Cause.UNCONFIRMED]


def test_after_a_long_absence_the_answer_is_tried_a_few_times_more() -> None:
    play = unconfirmed()
    play.stage.now += 100
    play.stage.restart(load)
    play.forget()
    play.stage.wait(LAST_TRIES - 0.1)
    assert play.caller.take().count("200 INVITE") > 2
    assert not play.stage.ended
    play.stage.wait(0.2)
    assert [ended.cause for ended in play.stage.ended] == [Cause.UNCONFIRMED]


def test_an_answer_of_the_callee_that_comes_again_after_a_restart_is_acknowledged() -> None:
    play = unconfirmed()
    play.caller.ack()
    play.forget()
    play.stage.restart(load)
    play.one.answer(200, ANSWER)
    play.one.answer(200, ANSWER, tag="another")
    assert play.one.take() == ["ACK"]


def test_an_acknowledged_answer_is_kept_no_longer() -> None:
    play = unconfirmed()
    assert line(play)[TOLD] is not None
    play.caller.ack()
    assert line(play)[TOLD] is None


def test_an_answer_that_cannot_be_written_is_an_error() -> None:
    stored = line(unconfirmed())
    stored[TOLD][0].pop("via")
    with pytest.raises(ValueError, match="lacks"):
        load(stored, WALL, 1.0)
