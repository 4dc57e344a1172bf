"""Requests that do not fit into a datagram, at the start of a call and within it."""

from __future__ import annotations

import pytest

from engine.calls.call import Leg
from engine.calls.events import Cause, Side
from engine.calls.oversize import (
    MAX_DATAGRAM,
    MAX_KEPT,
    MAX_REFUSED,
    REFUSED_S,
    Datagram,
    Oversize,
)
from engine.sip.nat import Source
from engine.stack import ClientTransactions
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place

PEER = Source("192.0.2.9", 5060)
STREAM = Source("192.0.2.9", 5060, "TCP", 3)


class Ways:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int, str]] = []
        self.found: Source | None = STREAM

    def __call__(self, ip: str, port: int, transport: str) -> Source | None:
        self.asked.append((ip, port, transport))
        return self.found


def test_only_what_does_not_fit_takes_a_connection() -> None:
    ways = Ways()
    oversize = Oversize(ways)
    assert oversize.way(PEER, MAX_DATAGRAM, 0.0) is None
    assert ways.asked == []
    assert oversize.way(PEER, MAX_DATAGRAM + 1, 0.0) == STREAM
    assert ways.asked == [("192.0.2.9", 5060, "TCP")]
    assert oversize.way(STREAM, 60_000, 0.0) is None
    ways.found = None
    assert oversize.way(PEER, 60_000, 0.0) is None


def test_an_address_that_refused_is_left_alone_for_a_while() -> None:
    oversize = Oversize(Ways())
    oversize.refused(PEER, 10.0)
    assert oversize.way(PEER, 2000, 10.0 + REFUSED_S - 1) is None
    assert oversize.way(PEER._replace(port=5070), 2000, 11.0) == STREAM
    assert oversize.way(PEER, 2000, 10.0 + REFUSED_S) == STREAM


def test_what_is_remembered_is_bounded() -> None:
    oversize = Oversize(Ways())
    for port in range(MAX_REFUSED):
        oversize.refused(PEER._replace(port=port), 0.0)
    assert len(oversize._refused) == MAX_REFUSED
    oversize.refused(PEER._replace(port=60_000), 0.0)
    assert len(oversize._refused) == 1


LARGE = OFFER + b"a=x-fill:" + b"x" * 1300 + b"\r\n"


@pytest.fixture
def play() -> Play:
    play = Play()
    play.talk()
    play.stage.streams.add(play.one.source.ip)
    return play


def test_a_large_change_of_a_session_takes_a_connection(play: Play) -> None:
    play.caller.send("INVITE", LARGE)
    invite = play.one.last("INVITE")
    assert (invite.via.transport, invite.body) == ("TCP", LARGE)
    assert "transport=tcp" in invite.header("contact")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("INFO")
    info = play.one.last("INFO")
    assert (info.via.transport, info.cseq.number) == ("UDP", invite.cseq.number + 1)
    play.stage.cut(play.one)
    assert play.one.take() == ["INVITE", "ACK", "INFO"], "what was answered is not sent again"


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
def test_where_there_is_no_connection_it_goes_as_a_datagram(play: Play, method: str) -> None:
    play.caller.send(method, LARGE)
    first = play.one.last(method)
    play.stage.cut(play.one)
    second = play.one.last(method)
    assert (first.via.transport, second.via.transport) == ("TCP", "UDP")
    assert (first.cseq.number, first.body) == (second.cseq.number, second.body)
    assert first.via.branch != second.via.branch
    play.one.answer(200, ANSWER, to=second)
    assert play.caller.last(f"200 {method}").body == ANSWER
    play.caller.ack()
    play.caller.send(method, LARGE)
    assert play.one.last(method).via.transport == "UDP", "it is not tried again so soon"
    assert not play.stage.ended


def test_silence_over_a_connection_is_no_end_of_the_call(play: Play) -> None:
    play.caller.send("UPDATE", LARGE)
    play.stage.wait(32)
    assert play.one.last("UPDATE").via.transport == "UDP"
    play.one.agree("UPDATE")
    assert play.caller.take() == ["200 UPDATE"]


def test_silence_both_ways_is(play: Play) -> None:
    play.caller.send("UPDATE", LARGE)
    play.stage.wait(32)
    play.one.take()
    play.stage.wait(32)
    assert play.caller.take()[0] == "408 UPDATE"
    assert play.end() == (200, Cause.LOST, Side.SERVER)


def test_a_connection_that_ends_after_a_sign_of_life_changes_nothing(play: Play) -> None:
    play.caller.send("INVITE", LARGE)
    play.one.answer(180)
    play.stage.cut(play.one)
    assert play.one.take() == ["INVITE"]
    play.one.answer(200, ANSWER)
    assert play.caller.take()[-1] == "200 INVITE"


def test_no_room_for_the_datagram(play: Play) -> None:
    play.caller.send("UPDATE", LARGE)
    play.stage.clients._limit = 0
    play.stage.cut(play.one)
    assert play.caller.take()[0] == "503 UPDATE"


def test_a_phone_is_asked_the_way_it_called() -> None:
    play = Play()
    play.stage.streams |= {play.one.source.ip, play.caller.source.ip}
    play.caller.call([place(play.one)])
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("INVITE", LARGE)
    assert play.one.last("INVITE").via.transport == "UDP"


def test_requests_on_their_way_are_bounded() -> None:
    oversize, clients = Oversize(Ways()), ClientTransactions()
    leg = Leg(fixed=False)
    started = []
    for number in range(MAX_KEPT):
        assert oversize.way_within(leg, PEER, 2000, 0.0) == STREAM
        sent = clients.start(b"INFO", "INFO", f"z9hG4bK{number}", STREAM, 0.0, None)
        oversize.keep(sent, Datagram(leg, "INFO", b"INFO", f"z9hG4bKu{number}", PEER))
        started.append(sent)
    assert oversize.way_within(leg, PEER, 2000, 0.0) is None
    assert len(oversize.over(STREAM.flow)) == MAX_KEPT
    clients.stop(started[0], 0.0)
    assert oversize.way_within(leg, PEER, 2000, 0.0) == STREAM
    assert oversize.instead(started[0], 0.0) is None
