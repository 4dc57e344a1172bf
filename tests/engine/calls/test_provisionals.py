"""Provisional answers that the caller has to acknowledge."""

from __future__ import annotations

from typing import Any

import pytest

from engine.calls.callstate import CallState
from engine.calls.events import Cause, Side
from engine.calls.policy import CallPolicy
from engine.calls.provisionals import MAX_QUEUED, check_reliable, wish
from engine.sip.errors import PeerError
from engine.sip.rack import MAX_FIRST
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value, request

KNOWS: dict[str, Value] = {"Supported": "100rel"}
NEEDS: dict[str, Value] = {"Require": "100rel"}
BOTH = pytest.mark.parametrize("headers", [KNOWS, NEEDS], ids=["knows", "needs"])
OTHER = ANSWER.replace(b"5000", b"5002")


def calling(headers: dict[str, Value], body: bytes = OFFER) -> Play:
    play = Play()
    play.caller.call([place(play.one, "one")], headers=headers, body=body, gateway="in")
    play.forget()
    return play


def prack(play: Play, answer: Any, body: bytes = b"", number: int = 0, cseq: int = 1) -> None:
    number = number or int(answer.header("rseq"))
    play.caller.send("PRACK", body, {"RAck": f"{number} {cseq} INVITE"})


@BOTH
def test_ringing_is_sent_until_its_prack_comes(headers: dict[str, Value]) -> None:
    play = calling(headers)
    play.one.answer(180)
    answer = play.caller.last("180 INVITE")
    assert answer.header("require") == "100rel"
    assert 0 < int(answer.header("rseq")) <= MAX_FIRST
    first = play.caller.raw[-1]
    play.stage.wait(3.5)  # 0.5, 1 and 2 s later
    assert play.caller.take() == ["180 INVITE"] * 4
    assert play.caller.raw[-1] == first
    prack(play, answer)
    assert play.caller.take() == ["200 PRACK"]
    play.stage.wait(40)
    assert play.caller.take() == []


@BOTH
def test_a_caller_who_never_acknowledges_is_refused(headers: dict[str, Value]) -> None:
    play = calling(headers)
    play.one.answer(180)
    play.stage.wait(32)
    assert play.caller.take() == ["180 INVITE"] * 7 + ["504 INVITE"]
    assert "CANCEL" in play.one.take()
    (ended,) = play.stage.ended
    assert (ended.status, ended.cause, ended.by) == (504, Cause.UNCONFIRMED, Side.SERVER)


def test_a_caller_who_does_not_know_it_is_told_as_ever() -> None:
    play = calling({})
    play.one.answer(183, ANSWER)
    answer = play.caller.last("183 INVITE")
    assert (answer.header("rseq"), answer.header("require"), answer.body) == (None, None, ANSWER)
    play.stage.wait(5)
    assert play.caller.take() == ["183 INVITE"]


@BOTH
def test_early_media_is_an_answer_for_good(headers: dict[str, Value]) -> None:
    play = calling(headers)
    play.one.answer(183, ANSWER)
    answer = play.caller.last("183 INVITE")
    assert (answer.body, answer.header("content-type")) == (ANSWER, "application/sdp")
    prack(play, answer)
    play.one.answer(200, ANSWER)
    play.caller.ack()
    assert play.caller.take() == ["183 INVITE", "200 PRACK", "200 INVITE"]
    play.stage.wait(10)
    assert (play.caller.take(), play.one.take()) == ([], ["ACK"])


def test_numbers_follow_one_another_and_answers_wait_for_their_turn() -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    play.one.answer(183, ANSWER)
    play.one.answer(180)
    first = play.caller.last("180 INVITE")
    assert play.caller.take() == ["180 INVITE"]
    prack(play, first)
    second = play.caller.last("183 INVITE")
    assert play.caller.take() == ["200 PRACK", "183 INVITE"], "the same 180 again says nothing"
    assert int(second.header("rseq")) == int(first.header("rseq")) + 1
    prack(play, second)
    assert play.caller.take() == ["200 PRACK"]


def test_no_more_answers_wait_than_the_limit() -> None:
    play = calling(KNOWS)
    for number in range(MAX_QUEUED + 5):
        play.one.answer(183, ANSWER + b"a=x:%d\r\n" % number)
    (call,) = play.stage.book
    assert len(call.inbound.early.queue) == MAX_QUEUED + 1


@pytest.mark.parametrize(("number", "cseq"), [(1, 1), (0, 2)])
def test_a_prack_of_another_answer_is_refused(number: int, cseq: int) -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    prack(play, play.caller.last("180 INVITE"), b"", number, cseq)
    assert play.caller.take() == ["180 INVITE", "481 PRACK"]
    play.stage.wait(1)
    assert play.caller.take() == ["180 INVITE"], "it still waits"


@pytest.mark.parametrize("headers", [{}, {"RAck": "x"}, {"RAck": "1 1"}])
def test_a_prack_that_cannot_be_read_is_refused(headers: dict[str, Value]) -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    play.caller.send("PRACK", headers=headers)
    assert play.caller.take()[-1] == "400 PRACK"


def test_a_second_prack_of_the_same_answer_is_refused() -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    answer = play.caller.last("180 INVITE")
    prack(play, answer)
    prack(play, answer)
    assert play.caller.take() == ["180 INVITE", "200 PRACK", "481 PRACK"]


def test_a_prack_of_the_callee_or_within_a_call_is_refused() -> None:
    play = Play()
    play.talk()
    for party in (play.one, play.caller):
        party.send("PRACK", headers={"RAck": "1 1 INVITE"})
        assert party.take() == ["481 PRACK"]


def test_an_answer_with_early_media_under_way_waits_for_its_prack() -> None:
    play = calling(KNOWS)
    play.one.answer(183, ANSWER)
    early = play.caller.last("183 INVITE")
    play.stage.wait(0.2)
    play.one.answer(200, ANSWER)
    play.one.answer(200, ANSWER)
    assert (play.caller.take(), play.one.take()) == (["183 INVITE"], [])
    (call,) = play.stage.book
    assert (call.state, len(call.inbound.early.held)) == (CallState.RINGING, 1)
    play.stage.wait(0.2)
    prack(play, early)
    assert play.caller.take() == ["200 PRACK", "200 INVITE"]
    assert play.one.take() == ["ACK"]
    assert call.answered_at == play.stage.now, "it is billed from when the caller was told"


def test_an_answer_that_waits_is_hung_up_when_the_caller_leaves() -> None:
    play = calling(KNOWS)
    play.one.answer(183, ANSWER)
    play.one.answer(200, ANSWER)
    play.caller.cancel()
    assert play.caller.take() == ["183 INVITE", "200 CANCEL", "487 INVITE"]
    assert play.one.take() == ["ACK", "BYE"]
    play.one.heard.clear()
    assert [ended.cause for ended in play.stage.ended] == [Cause.CANCELLED]


def test_an_answer_that_waits_is_hung_up_when_the_caller_never_acknowledges() -> None:
    play = calling(KNOWS)
    play.one.answer(183, ANSWER)
    play.one.answer(200, ANSWER)
    play.stage.wait(32)
    assert play.caller.take()[-1] == "504 INVITE"
    assert play.one.take()[:2] == ["ACK", "BYE"]


def test_an_answer_does_not_wait_for_the_prack_of_a_ringing() -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    ringing = play.caller.last("180 INVITE")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    assert play.caller.take() == ["180 INVITE", "200 INVITE"]
    play.stage.wait(5)
    assert play.caller.take() == []
    prack(play, ringing)
    prack(play, ringing)
    assert play.caller.take() == ["200 PRACK", "481 PRACK"]


def test_another_answer_than_the_early_one_is_told_by_a_re_invite() -> None:
    play = calling(KNOWS)
    play.one.answer(183, ANSWER)
    prack(play, play.caller.last("183 INVITE"))
    play.one.answer(200, OTHER, tag="fork")
    assert play.caller.last("200 INVITE").body == OTHER
    play.caller.take()
    play.caller.ack()
    assert play.caller.last("INVITE").body == OTHER
    play.caller.answer(200, OFFER)
    assert play.caller.take() == ["INVITE", "ACK"]
    play.stage.wait(40)
    assert (play.caller.take(), play.stage.ended) == ([], [])


def test_an_offer_in_a_prack_is_refused_and_the_answer_acknowledged() -> None:
    play = calling(KNOWS)
    play.one.answer(180)
    prack(play, play.caller.last("180 INVITE"), OFFER)
    assert play.caller.take() == ["180 INVITE", "488 PRACK"]
    play.stage.wait(5)
    assert play.caller.take() == []


@pytest.mark.parametrize(
    ("headers", "rseq", "body"),
    [(KNOWS, False, ANSWER), (NEEDS, True, b"")],
    ids=["knows", "needs"],
)
def test_early_media_of_one_of_several_phones_is_no_answer_for_good(
    headers: dict[str, Value], rseq: bool, body: bytes
) -> None:
    play = Play()
    ways = [place(play.one), place(play.two)]
    play.caller.call(ways, headers=headers, account="1001", called="2002")
    play.one.answer(183, ANSWER)
    answer = play.caller.last("183 INVITE")
    assert ((answer.header("rseq") is not None), answer.body) == (rseq, body)
    assert (answer.header("content-type") is not None) is bool(body)


def test_what_is_not_sent_reliably_waits_for_what_is() -> None:
    play = Play()
    ways = [place(play.one), place(play.two)]
    play.caller.call(ways, headers=KNOWS, account="1001", called="2002")
    play.one.answer(180)
    play.two.answer(183, ANSWER)
    ringing = play.caller.last("180 INVITE")
    assert play.caller.take() == ["100 INVITE", "180 INVITE"]
    prack(play, ringing)
    assert play.caller.last("183 INVITE").header("rseq") is None
    assert play.caller.take() == ["200 PRACK", "183 INVITE"]


def test_the_first_of_two_answers_that_waited_counts() -> None:
    play = Play()
    ways = [place(play.one, "one")]
    play.caller.call(ways, headers=KNOWS, gateway="in")
    play.one.answer(183, ANSWER)
    early = play.caller.last("183 INVITE")
    play.one.answer(200, ANSWER)
    play.one.answer(200, OTHER, tag="fork")
    prack(play, early)
    assert play.caller.last("200 INVITE").body == ANSWER
    assert play.one.take() == ["INVITE", "ACK", "ACK", "BYE"]


@pytest.mark.parametrize(
    ("headers", "reliable", "wanted"),
    [
        ({}, 1, (False, False)),
        (KNOWS, 0, (False, False)),
        (KNOWS, 1, (True, False)),
        (KNOWS, 2, (True, False)),
        (NEEDS, 0, (True, True)),
        ({"Require": "100REL"}, 1, (True, True)),
        ({"Supported": "\x7f"}, 1, (False, False)),
    ],
)
def test_what_a_caller_wants(
    headers: dict[str, Value], reliable: int, wanted: tuple[bool, bool]
) -> None:
    found = wish(Request.parse(request("INVITE", headers=headers)), CallPolicy(reliable=reliable))
    assert (found.reliably, found.only) == wanted


def test_where_it_is_demanded_others_are_told_what_they_lack() -> None:
    policy = CallPolicy(reliable=2)
    check_reliable(Request.parse(request("INVITE", headers=KNOWS)), policy)
    check_reliable(Request.parse(request("INVITE")), CallPolicy())
    with pytest.raises(PeerError) as caught:
        check_reliable(Request.parse(request("INVITE")), policy)
    assert (caught.value.status, caught.value.headers) == (421, (("Require", "100rel"),))
