"""What a callee who finds our session interval too small is answered (RFC 4028 section 7.3)."""

from __future__ import annotations

import pytest

from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play
from tests.helpers.wire import Value


def test_the_callee_is_asked_once_more_with_the_interval_it_demands() -> None:
    play = Play()
    call_id = play.call()
    first = play.one.last("INVITE")
    play.one.answer(422, b"", {"Min-SE": "1200"})
    assert play.one.take() == ["INVITE", "ACK", "INVITE"]
    second = play.one.invite
    assert second is not None
    assert second.header("session-expires") == "1200"
    assert second.header("min-se") == "1200"
    assert (second.call_id, second.from_.tag) == (first.call_id, first.from_.tag)
    assert (second.cseq.number, second.via.branch != first.via.branch) == (2, True)
    play.one.answer(200, ANSWER, {"Session-Expires": "1200;refresher=uas"})
    play.caller.ack()
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]
    play.one.send("BYE")
    assert play.caller.take() == ["BYE"]
    assert play.stage.ended[0].id == call_id


@pytest.mark.parametrize("headers", [{}, {"Min-SE": "x"}, {"Min-SE": "86401"}])
def test_a_422_that_cannot_be_met_is_a_refusal(headers: dict[str, Value]) -> None:
    play = Play()
    play.call()
    play.one.answer(422, b"", headers)
    assert play.one.take() == ["INVITE", "ACK"]
    assert play.two.take() == ["INVITE"]


def test_a_second_422_is_a_refusal() -> None:
    play = Play()
    play.call()
    play.one.answer(422, b"", {"Min-SE": "1200"})
    play.one.answer(422, b"", {"Min-SE": "1800"})
    assert play.one.take() == ["INVITE", "ACK", "INVITE", "ACK"]
    assert play.two.take() == ["INVITE"]


def test_who_says_nothing_to_the_second_invite_is_left_for_the_next() -> None:
    play = Play()
    play.call()
    play.one.answer(422, b"", {"Min-SE": "1200"})
    play.stage.wait(10)
    assert play.two.take() == ["INVITE"]


def test_a_422_after_the_caller_has_left_is_not_answered_by_another_invite() -> None:
    play = Play()
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    play.one.answer(422, b"", {"Min-SE": "1200"})
    assert "INVITE" not in play.one.take()[1:]
