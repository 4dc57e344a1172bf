"""The answer that counts: who is acknowledged, and when."""

from __future__ import annotations

import pytest

from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import Play


@pytest.fixture
def play() -> Play:
    return Play()


def test_an_offer_that_comes_late(play: Play) -> None:  # RFC 3261 §13.2.1
    play.call(b"")
    play.one.answer(200, ANSWER)
    assert play.one.take() == ["INVITE"], "its ACK holds the caller's answer"
    play.one.answer(200, ANSWER)
    assert play.one.take() == []
    play.caller.ack(b"v=0\r\n")
    ack = play.one.last("ACK")
    assert (ack.body, ack.header("content-type")) == (b"v=0\r\n", "application/sdp")
    play.one.take()
    play.one.answer(200, ANSWER)
    assert play.one.last("ACK").body == b"v=0\r\n"


def test_a_late_offer_that_is_never_answered(play: Play) -> None:
    play.call(b"")
    play.one.answer(200, ANSWER)
    play.caller.send("BYE")
    assert play.one.take() == ["INVITE", "ACK", "BYE"]
