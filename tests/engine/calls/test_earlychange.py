"""UPDATE, and offers in a PRACK, before anybody has answered."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from engine.calls.book import MAX_EARLY
from engine.calls.earlychange import pair_of
from engine.stack.dialogs import DialogBook
from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import IN, ONE, TWO, Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value

TAKES = "INVITE, ACK, CANCEL, BYE, PRACK, UPDATE"
KNOWS: dict[str, Value] = {"Supported": "100rel", "Allow": TAKES}
OTHER = OFFER.replace(b"4000", b"4444")
REPLY = ANSWER.replace(b"5000", b"5555")
NODE = "127.0.0.1:2223"


def early(play: Play, *, caller: str = TAKES, callee: str = TAKES, acked: bool = True) -> Play:
    """A call of which both sides have agreed on a session, and nobody has answered yet."""
    ways = [place(play.one, "one")], [place(play.two, "two")]
    headers: dict[str, Value] = {"Supported": "100rel", "Allow": caller}
    play.caller.call(*ways, headers=headers, gateway="in")
    if play.stage.orders:
        play.stage.relay(OFFER)
    play.one.answer(183, ANSWER, {"Require": "100rel", "RSeq": "7", "Allow": callee})
    if play.stage.orders:
        play.stage.relay(ANSWER)
    play.one.agree("PRACK")
    if acked:
        prack(play)
        play.forget()
    return play


def prack(play: Play, body: bytes = b"") -> None:
    told = play.caller.last("183 INVITE")
    assert "UPDATE" in told.header("allow"), "the caller has to know that he may ask"
    play.caller.send("PRACK", body, {"RAck": f"{told.header('rseq')} 1 INVITE"})


@pytest.fixture
def play() -> Play:
    return early(Play())


def sides(play: Play, side: str) -> tuple[Party, Party]:
    """Who asks, and who is asked."""
    return (play.caller, play.one) if side == "caller" else (play.one, play.caller)


BOTH = pytest.mark.parametrize("side", ["caller", "callee"])


def answered(play: Play, body: bytes = b"") -> Any:
    """The callee picks up; the caller hears it and talks."""
    play.one.answer(200, body)
    answer = play.caller.last("200 INVITE")
    play.caller.ack()
    return answer


@BOTH
def test_an_offer_and_its_answer_cross_before_anybody_has_answered(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    update = asked.last("UPDATE")
    assert (update.body, update.header("content-type")) == (OTHER, "application/sdp")
    asked.answer(200, REPLY, to=update)
    told = asker.last("200 UPDATE")
    assert (told.body, asker.take()) == (REPLY, ["200 UPDATE"])
    assert told.contacts, "it says where requests go"
    assert answered(play).body == b"", "nothing new is said of the session by the answer"
    assert play.one.take()[-1] == "ACK"
    play.caller.send("BYE")
    play.one.agree()
    assert play.stage.idle()


@BOTH
def test_an_answer_that_repeats_what_was_changed_changes_nothing_back(
    play: Play, side: str
) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    asked.answer(200, REPLY, to=asked.last("UPDATE"))
    play.one.answer(180, ANSWER)
    assert play.caller.last("180 INVITE").body == b""
    assert answered(play, ANSWER).body == b""
    (call,) = play.stage.book
    assert call.winner is not None
    caller, callee = call.inbound.session, call.winner.session
    said = {"caller": (OTHER, REPLY), "callee": (REPLY, OTHER)}[side]
    assert (caller.theirs, callee.theirs) == said
    assert (callee.ours and callee.ours[1], caller.ours and caller.ours[1]) == said
    play.stage.wait(5)
    assert "INVITE" not in play.caller.take(), "the caller needs to be told nothing anew"


def test_one_without_a_description_is_answered_here(play: Play) -> None:
    moved = play.stage.party("192.0.2.99")
    play.one.contact_uri = "sip:moved@192.0.2.99"
    play.one.send("UPDATE")
    assert (play.one.take(), play.caller.take()) == (["200 UPDATE"], [])
    play.caller.send("UPDATE", OTHER)
    assert moved.take() == ["UPDATE"], "it told where it is reached from now on"


def test_each_side_is_asked_one_thing_at_a_time(play: Play) -> None:
    play.caller.send("UPDATE", OTHER)
    play.one.send("UPDATE", OTHER)
    assert play.one.take() == ["UPDATE", "491 UPDATE"]
    play.caller.send("UPDATE", OTHER)
    assert play.caller.last("500 UPDATE").header("retry-after") is not None
    assert play.one.take() == []


def test_before_the_caller_has_acknowledged_nothing_can_be_changed() -> None:
    play = early(Play(), acked=False)
    play.one.send("UPDATE", OTHER)
    assert play.one.last("500 UPDATE").header("retry-after") is not None
    play.caller.send("UPDATE", OTHER)
    assert play.caller.take()[-1] == "500 UPDATE"


@BOTH
def test_a_side_that_takes_no_update_is_not_asked(side: str) -> None:
    less = "INVITE, ACK, PRACK"
    play = early(Play(), callee=less) if side == "caller" else early(Play(), caller=less)
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    assert (asker.take(), asked.take()) == (["488 UPDATE"], [])
    assert answered(play, ANSWER).body == ANSWER


@BOTH
@pytest.mark.parametrize(("status", "told"), [(488, 488), (481, 500), (408, 500), (302, 480)])
def test_what_is_refused_leaves_the_call_as_it_was(
    play: Play, side: str, status: int, told: int
) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    asked.answer(status, to=asked.last("UPDATE"))
    assert asker.take() == [f"{told} UPDATE"]
    asker.send("UPDATE", OTHER)
    assert asked.take()[-1] == "UPDATE"
    assert answered(play, ANSWER).body == ANSWER


@BOTH
def test_a_side_that_says_nothing_ends_nothing(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    play.stage.wait(33)
    assert asked.take()[:2] == ["UPDATE", "UPDATE"]
    assert asker.take()[-1] == "500 UPDATE"
    assert len(play.stage.book) == 1


@BOTH
def test_an_answer_that_crosses_the_change(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    update = asked.last("UPDATE")
    answered(play, ANSWER)
    asked.send("UPDATE", OFFER)
    assert asked.take()[-1] == "491 UPDATE", "the change is under way still"
    asked.answer(200, REPLY, to=update)
    assert asker.last("200 UPDATE").body == REPLY
    asked.send("UPDATE", OFFER)
    assert asker.take()[-1] == "UPDATE"


@BOTH
def test_a_call_that_is_given_up_meanwhile(play: Play, side: str) -> None:
    asker, asked = sides(play, side)
    asker.send("UPDATE", OTHER)
    update = asked.last("UPDATE")
    play.caller.cancel()
    play.caller.refused()
    play.one.answer(487)
    asked.answer(200, REPLY, to=update)
    assert "487 UPDATE" in asker.take()
    assert play.stage.idle()
    assert not play.stage.lines, "a call that was never answered is not stored"


def test_a_callee_hangs_up_by_its_answer_and_not_by_bye(play: Play) -> None:
    play.one.send("BYE")
    play.one.send("INFO")
    assert play.one.take() == ["481 BYE", "500 INFO"]
    assert len(play.stage.book) == 1


def test_what_is_no_description_is_refused(play: Play) -> None:
    play.caller.send("UPDATE", b"<x/>", {"Content-Type": "text/xml"})
    assert play.caller.last("415 UPDATE").header("accept") is not None
    prack_of(play, b"<x/>", {"Content-Type": "text/xml"})
    assert play.caller.take()[-1] == "488 PRACK"


def prack_of(play: Play, body: bytes, headers: dict[str, Value] | None = None) -> None:
    """A 180 that the caller acknowledges with a body."""
    play.one.answer(180, b"", {"Require": "100rel", "RSeq": "8"})
    number = play.caller.last("180 INVITE").header("rseq")
    play.caller.send("PRACK", body, {"RAck": f"{number} 1 INVITE", **(headers or {})})


def test_an_offer_in_a_prack_goes_on_as_update_and_its_answer_comes_back() -> None:
    play = early(Play(), acked=False)
    prack(play, OTHER)
    update = play.one.last("UPDATE")
    assert (update.body, play.caller.take()[-1]) == (OTHER, "183 INVITE")
    play.one.answer(200)
    assert play.caller.take() == [], "the answer of the call waits for the one to the offer"
    play.caller.send("UPDATE", OFFER)
    assert play.caller.take() == ["500 UPDATE"]
    play.one.answer(200, REPLY, to=update)
    assert play.caller.last("200 PRACK").body == REPLY
    assert play.caller.take() == ["200 PRACK", "200 INVITE"]
    play.caller.ack()
    assert len(play.stage.book) == 1


@pytest.mark.parametrize("callee", ["INVITE, ACK", TAKES])
def test_an_offer_in_a_prack_that_nobody_takes(callee: str) -> None:
    play = early(Play(), callee=callee)
    prack_of(play, OTHER)
    if callee == TAKES:
        play.one.answer(488, to=play.one.last("UPDATE"))
    assert play.caller.take()[-1] == "488 PRACK"
    assert answered(play, ANSWER).body == ANSWER


def test_a_change_is_rewritten_by_the_relay() -> None:
    play = Play(replace(ONE, relay="on"), TWO, IN)
    play.stage.tools.media.alive = (NODE,)
    early(play)
    play.caller.send("UPDATE", OTHER)
    assert play.one.take() == []
    play.one.send("UPDATE", OTHER)
    assert play.one.take() == ["491 UPDATE"], "while the first one is with the relay"
    play.stage.relay(b"v=0 one")
    update = play.one.last("UPDATE")
    assert update.body == b"v=0 one"
    play.one.answer(200, REPLY, to=update)
    play.stage.relay(b"v=0 two")
    assert play.caller.last("200 UPDATE").body == b"v=0 two"
    play.one.answer(200, ANSWER)
    assert play.stage.orders == [], "an answer that says nothing new is not given to the relay"
    assert play.caller.last("200 INVITE").body == b""


def test_a_carrier_may_want_a_proof(play: Play) -> None:
    gateways = (replace(ONE, username="us"), TWO, IN)
    play.stage.gates.reload(gateways, {})
    play.caller.send("UPDATE", OTHER)
    challenge: dict[str, Value] = {"WWW-Authenticate": 'Digest realm="r", nonce="n"'}
    play.one.answer(401, b"", challenge, to=play.one.last("UPDATE"))
    again = play.one.last("UPDATE")
    assert again.header("authorization") is not None
    play.one.answer(200, REPLY, to=again)
    assert play.caller.take() == ["200 UPDATE"]


def test_with_two_callees_nothing_is_agreed() -> None:
    play = Play()
    ways = [place(play.one), place(play.two)]
    play.caller.call(ways, headers=KNOWS, account="1001", called="2002")
    for party in (play.one, play.two):
        party.answer(183, ANSWER, {"Require": "100rel", "RSeq": "7", "Allow": TAKES})
    (call,) = play.stage.book
    assert pair_of(call) is None
    play.one.send("UPDATE", OTHER)
    assert play.one.take()[-1] == "500 UPDATE"


def test_early_dialogs_have_a_bound_of_their_own() -> None:
    play = Play()
    assert play.stage.book._early._limit == MAX_EARLY
    play.stage.book._early = DialogBook(0)
    early(play)
    play.one.send("UPDATE", OTHER)
    assert play.one.take() == ["481 UPDATE"]
    assert answered(play, ANSWER).body == ANSWER
