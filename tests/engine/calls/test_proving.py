"""A carrier that asks for a proof gets it once, and the caller hears nothing of it."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.calls.proving import with_proof
from engine.calls.stored import load
from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import IN, TWO, Play
from tests.engine.calls.stage import place

ONE = GatewayConfig(
    "one", "routing", ("192.0.2.1",), username="me", secret=GatewaySecret("Circle of Life")
)
PROXY = {"Proxy-Authenticate": 'Digest realm="carrier", nonce="n1", qop="auth"'}
SERVER = {"WWW-Authenticate": 'Digest realm="carrier", nonce="n1", qop="auth"'}


@pytest.fixture
def play() -> Play:
    return Play(ONE, TWO, IN)


def challenged(play: Play, status: int = 407) -> Request:
    """The INVITE that came after the first was challenged."""
    first = play.one.last("INVITE")
    play.one.answer(status, headers={**(PROXY if status == 407 else SERVER)})
    second: Request = play.one.last("INVITE")
    assert second.via.branch != first.via.branch, "it came again"
    assert (second.call_id, second.from_.tag) == (first.call_id, first.from_.tag)
    assert (first.cseq.number, second.cseq.number) == (1, 2)
    assert second.body == first.body
    assert not second.to.tag
    return second


@pytest.mark.parametrize(
    ("status", "header"), [(407, "proxy-authorization"), (401, "authorization")]
)
def test_an_invite_is_proved_once_and_the_call_goes_on(
    play: Play, status: int, header: str
) -> None:
    play.call(gateway="in")
    second = challenged(play, status)
    given = second.credentials(header)[0]
    assert (given.username, given.uri, given.nc) == ("me", second.uri_text, "00000001")
    assert play.caller.take() == ["100 INVITE"]
    play.one.answer(180)
    play.one.answer(200, ANSWER)
    play.caller.ack()
    ack = play.one.last("ACK")
    assert ack.header(header) == second.header(header), "RFC 3261 section 22.1"
    assert ack.cseq.number == 2
    play.caller.send("BYE")
    play.one.agree("BYE")
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)
    assert play.two.take() == []
    health = play.stage.gates.live(play.stage.now, 0.0)[0]
    assert (health.attempts, health.answered, health.last_failure) == (1, 1, "")


def test_a_second_challenge_is_a_refusal_and_the_next_gateway_is_tried(play: Play) -> None:
    play.call()
    challenged(play)
    play.one.answer(407, headers={**PROXY})
    assert play.one.take() == ["INVITE", "ACK", "INVITE", "ACK"]
    assert play.two.take() == ["INVITE"]
    assert play.stage.gates.live(play.stage.now, 0.0)[0].last_failure == "answered 407"


def test_without_an_account_or_a_challenge_there_is_no_proof(play: Play) -> None:
    play.call()
    play.one.answer(407)
    assert play.two.take() == ["INVITE"]
    play.two.answer(407, headers={**PROXY})
    assert play.two.take() == ["ACK"]
    assert play.caller.take() == ["100 INVITE", "503 INVITE"]


def test_a_call_that_was_given_up_is_not_proved(play: Play) -> None:
    play.call()
    play.one.answer(100)
    play.caller.cancel()
    play.one.take()
    play.one.answer(407, headers={**PROXY})
    assert play.one.take() == ["ACK"]
    assert play.end()[0] == 487


def test_a_proved_invite_can_be_cancelled(play: Play) -> None:
    play.call()
    second = challenged(play)
    play.one.answer(100)
    play.caller.cancel()
    assert play.one.last("CANCEL").via.branch == second.via.branch
    play.one.answer(487, to=second)
    assert play.end()[0] == 487


def test_a_request_within_a_call_is_proved_too(play: Play) -> None:
    play.talk()
    play.caller.send("INVITE", OFFER)
    first = play.one.last("INVITE")
    play.one.answer(401, headers={**SERVER})
    second = play.one.last("INVITE")
    assert second.cseq.number == first.cseq.number + 1
    assert second.credentials("authorization")[0].username == "me"
    assert second.body == OFFER
    play.one.answer(200, ANSWER)
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]
    play.caller.ack()
    play.caller.send("INFO", b"x")
    play.one.answer(401, headers={**SERVER}, to=play.one.last("INFO"))
    play.one.answer(401, headers={**SERVER}, to=play.one.last("INFO"))
    assert play.caller.take() == ["503 INFO"], "once, and not again"


def test_a_bye_is_proved_also_when_the_call_is_over_and_after_a_restart(play: Play) -> None:
    play.talk()
    play.stage.restart(load)
    play.caller.send("BYE")
    first = play.one.last("BYE")
    play.one.answer(401, headers={**SERVER}, to=first)
    second = play.one.last("BYE")
    assert second.cseq.number == first.cseq.number + 1
    assert second.credentials("authorization")[0].username == "me"
    assert second.lines("reason") == first.lines("reason")
    play.one.answer(401, headers={**SERVER}, to=second)
    assert play.one.take().count("BYE") == 2


def test_nobody_proves_anything_to_an_endpoint(play: Play) -> None:
    play.caller.call([place(play.one)], account="1001", called="2002")
    play.one.answer(407, headers={**PROXY})
    assert play.one.take() == ["INVITE", "ACK"]


def test_a_request_stays_as_it_is_but_for_branch_number_and_proof() -> None:
    data = (
        b"INVITE sip:a@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKold;rport\r\n"
        b"From: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: z9hG4bKold\r\n"
        b"CSeq: 1 INVITE\r\nSubject: CSeq: 1\r\nContent-Length: 6\r\n\r\n\r\n\r\nab"
    )
    assert with_proof(data, "z9hG4bKnew", [("Authorization", "Digest x")]) == (
        b"INVITE sip:a@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKnew;rport\r\n"
        b"From: <sip:b@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: z9hG4bKold\r\n"
        b"CSeq: 2 INVITE\r\nAuthorization: Digest x\r\nSubject: CSeq: 1\r\nContent-Length: 6"
        b"\r\n\r\n\r\n\r\nab"
    )
