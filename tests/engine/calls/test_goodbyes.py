"""A peer hears that its call is over, whatever the switch and the network do meanwhile."""

from __future__ import annotations

import json

import pytest

from engine.calls.goodbyes import LOOK_S, dump, load
from engine.calls.proving import gateway_of
from engine.calls.stored import load as load_call
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import WALL, place


@pytest.fixture
def play() -> Play:
    play = Play()
    play.talk()
    return play


def waiting(play: Play) -> int:
    """Legs that have not confirmed the end of their call, in memory and in the state log."""
    stored = [load(line, WALL, play.stage.now) for line in play.stage.goodbyes.values()]
    assert {call_id: len(legs) for call_id, legs in stored} == {
        call_id: len(legs) for call_id, legs in play.stage.book.leaving.items()
    }
    return sum(len(legs) for _, legs in stored)


@pytest.mark.parametrize("status", [200, 481, 408, 500])
def test_a_leg_that_answers_its_bye_is_forgotten(play: Play, status: int) -> None:
    play.caller.send("BYE")
    assert waiting(play) == 1
    play.one.answer(100, to=play.one.last("BYE"))
    assert waiting(play) == 1
    play.one.answer(status, to=play.one.last("BYE"))
    assert waiting(play) == 0
    assert play.stage.idle()


def test_a_leg_that_never_answers_is_forgotten_after_its_time(play: Play) -> None:
    play.caller.send("BYE")
    play.stage.wait(31.9)
    assert waiting(play) == 1
    play.stage.wait(0.2)
    assert waiting(play) == 0


def test_each_leg_confirms_for_itself(play: Play) -> None:
    (call,) = play.stage.book
    assert play.stage.hang_up(call.id)
    assert waiting(play) == 2
    play.one.answer(200, to=play.one.last("BYE"))
    assert waiting(play) == 1
    play.caller.answer(200, to=play.caller.last("BYE"))
    assert waiting(play) == 0


def test_a_leg_that_has_not_answered_is_told_again_after_a_restart(play: Play) -> None:
    play.caller.send("BYE")
    first = play.one.last("BYE")
    play.forget()
    play.stage.restart(load_call)
    assert play.stage.next_deadline() == 0.0
    play.stage.wait(0.01)
    again = play.one.last("BYE")
    assert (again.call_id, again.to, again.from_) == (first.call_id, first.to, first.from_)
    assert again.cseq.number == first.cseq.number + 1
    assert play.caller.take() == [], "who hung up knows"
    assert waiting(play) == 1
    assert len(play.stage.ended) == 1, "it is on record already"
    play.one.answer(200, to=again)
    assert waiting(play) == 0
    assert play.stage.idle()


def test_the_time_to_confirm_is_not_given_anew_by_each_restart(play: Play) -> None:
    """Killed again and again, a switch does not gather those who never answer."""
    play.caller.send("BYE")
    for _ in range(4):
        play.stage.wait(7)
        play.stage.restart(load_call)
    play.stage.wait(1)
    assert waiting(play) == 1
    play.stage.now += 10
    play.stage.restart(load_call)
    play.forget()
    play.stage.wait(0.01)
    assert play.one.take() == ["BYE"], "once more, whatever became of it"
    assert waiting(play) == 0
    play.stage.restart(load_call)
    play.stage.wait(40)
    assert play.stage.idle()
    assert "BYE" not in play.one.take()


def test_who_confirmed_is_left_alone_after_a_restart(play: Play) -> None:
    play.caller.send("BYE")
    play.one.answer(200, to=play.one.last("BYE"))
    play.forget()
    play.stage.restart(load_call)
    play.stage.wait(40)
    assert (play.caller.take(), play.one.take()) == ([], [])


def test_without_room_to_wait_a_farewell_is_said_and_not_remembered() -> None:
    play = Play()
    play.call(gateway="in")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.stage.clients._most_bytes = 0
    play.caller.send("BYE")
    assert play.one.last("BYE")
    assert waiting(play) == 0


def test_whose_account_proves_a_bye_is_known_after_a_restart(play: Play) -> None:
    (call,) = play.stage.book
    play.caller.send("BYE")
    line = play.stage.goodbyes[call.id]
    (leg,) = load(line, WALL, play.stage.now)[1]
    assert gateway_of(leg) == "one", "whose account it is survives"


def test_a_bye_does_not_overtake_the_ack_of_its_call() -> None:
    """The offer came with the answer, so the ACK waited for the caller's."""
    play = Play()
    play.call(b"", gateway="in")
    play.one.answer(200, OFFER)
    play.forget()
    (call,) = play.stage.book
    play.stage.hang_up(call.id)
    assert play.one.take() == ["ACK", "BYE"]


def test_a_farewell_comes_back_as_it_was(play: Play) -> None:
    play.caller.send("BYE")
    ((call_id, legs),) = play.stage.book.leaving.items()
    again_id, (again,) = load(
        json.loads(json.dumps(dump(call_id, legs, WALL))), WALL - 50.0, play.stage.now + 50.0
    )
    assert (again_id, again.heard, again.fixed) == (call_id, legs[0].heard, legs[0].fixed)
    assert again.dialog is not None
    assert legs[0].dialog is not None
    assert again.give_up_at == legs[0].give_up_at + 50.0
    assert again.dialog.dump() == legs[0].dialog.dump()


@pytest.mark.parametrize("broken", [[], None, {}, ["x"], ["x", [[]]], ["x", 7], "text"])
def test_what_is_no_farewell_is_an_error(broken: object) -> None:
    with pytest.raises(ValueError, match="Expected"):
        load(broken, WALL, 1.0)


def over_tcp(play: Play) -> None:
    """A call of two phones over TCP, of which the one that is called loses its connection."""
    play.caller.call([place(play.one)], account="1001", called="2002")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    (call,) = play.stage.book
    assert call.winner is not None
    call.winner.heard = Source("192.0.2.1", 40_000, "TCP", 3)
    play.stage.flows.gone.add(3)
    play.forget()


@pytest.mark.parametrize("restart", [False, True])
def test_a_phone_that_comes_back_hears_that_its_call_is_over(restart: bool) -> None:
    play = Play()
    over_tcp(play)
    play.caller.send("BYE")
    assert (waiting(play), play.one.take()) == (1, [])
    if restart:
        play.stage.restart(load_call)
    play.stage.wait(4)
    assert play.one.take() == []
    play.stage.flows.bound["2002"] = play.one.source._replace(transport="TCP", flow=4)
    play.stage.wait(LOOK_S)
    assert play.one.take() == ["BYE"]
    play.stage.wait(5)
    assert play.one.take() == [], "it is told once, for its connection stands"
    play.one.answer(200, to=Request.parse(play.one.raw[-1]))
    assert waiting(play) == 0


def test_a_phone_that_does_not_come_back_is_forgotten() -> None:
    play = Play()
    over_tcp(play)
    play.caller.send("BYE")
    play.stage.wait(40)
    assert waiting(play) == 0
    assert play.stage.calls.goodbyes.next_deadline() is None
    play.stage.flows.bound["2002"] = play.one.source._replace(transport="TCP", flow=4)
    play.stage.wait(5)
    assert play.one.take() == []
