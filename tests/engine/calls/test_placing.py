"""Which extensions the INVITE to a callee offers."""

from __future__ import annotations

import pytest

from tests.engine.calls.party import OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value

KNOWS: dict[str, Value] = {"Supported": "100rel"}
NEEDS: dict[str, Value] = {"Require": "100rel"}


@pytest.mark.parametrize(
    ("headers", "body", "gateway", "reliable", "offered"),
    [
        ({}, OFFER, "one", 1, "timer, 100rel"),
        ({}, OFFER, "", 1, "timer, 100rel"),
        (KNOWS, OFFER, "one", 0, "timer"),
        (NEEDS, OFFER, "one", 0, "timer"),
        ({}, b"", "one", 1, "timer"),
        (KNOWS, b"", "one", 1, "timer, 100rel"),
        (KNOWS, b"", "", 1, "timer"),
    ],
)
def test_reliable_answers_are_offered_where_they_can_be_answered(
    headers: dict[str, Value], body: bytes, gateway: str, reliable: int, offered: str
) -> None:
    play = Play()
    play.stage.policy(reliable=reliable)
    play.caller.call([place(play.one, gateway)], headers=headers, body=body, gateway="in")
    invite = play.one.last("INVITE")
    assert invite.header("supported") == offered
    assert "PRACK" in invite.header("allow")


def test_an_offer_of_a_gateway_that_may_be_left_again_is_none() -> None:
    play = Play()
    play.stage.policy(stop_after_sdp=False)
    ways = [place(play.one, "one")], [place(play.two, "two")]
    play.caller.call(*ways, headers=KNOWS, body=b"", gateway="in")
    assert play.one.last("INVITE").header("supported") == "timer"
    play.one.answer(503)
    assert play.two.last("INVITE").header("supported") == "timer, 100rel"


LARGE = OFFER + b"a=x-fill:" + b"x" * 1300 + b"\r\n"


def test_what_does_not_fit_into_a_datagram_goes_over_a_connection() -> None:
    play = Play()
    play.stage.streams.add(play.one.source.ip)
    play.caller.call([place(play.one, "one")], body=LARGE, gateway="in")
    invite = play.one.last("INVITE")
    assert invite.via.transport == "TCP"
    assert "transport=tcp" in invite.header("contact")
    assert invite.body == LARGE


def test_what_fits_goes_as_it_always_did() -> None:
    play = Play()
    play.stage.streams.add(play.one.source.ip)
    play.caller.call([place(play.one, "one")], gateway="in")
    assert play.one.last("INVITE").via.transport == "UDP"


def test_a_phone_is_reached_the_way_it_registered() -> None:
    play = Play()
    play.stage.streams.add(play.one.source.ip)
    play.caller.call([place(play.one)], body=LARGE, gateway="in")
    assert play.one.last("INVITE").via.transport == "UDP"


def test_a_gateway_that_takes_no_connection_gets_a_datagram_after_all() -> None:
    play = Play()
    play.stage.streams.add(play.one.source.ip)
    play.caller.call([place(play.one, "one")], body=LARGE, gateway="in")
    first = play.one.last("INVITE")
    play.stage.cut(play.one)
    second = play.one.last("INVITE")
    assert (first.via.transport, second.via.transport) == ("TCP", "UDP")
    assert first.via.branch != second.via.branch
    assert second.body == LARGE
    play.one.answer(200)
    assert play.caller.last("200 INVITE")
    assert play.stage.ended == []


def test_a_connection_that_ends_after_an_answer_ends_the_attempt() -> None:
    play = Play()
    play.stage.streams.add(play.one.source.ip)
    play.caller.call([place(play.one, "one")], body=LARGE, gateway="in")
    play.one.answer(180)
    play.stage.cut(play.one)
    assert play.caller.last("503 INVITE")
    assert len(play.stage.ended) == 1
