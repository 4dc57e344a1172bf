"""Calls whose media goes through a relay, message by message."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from engine.calls.callstate import CallState
from engine.calls.events import Cause, Side
from engine.calls.relay.bencode import decode
from engine.calls.relay.choice import RelayPolicy
from engine.calls.relay.desk import MAX_SDP, description_of
from engine.calls.relay.order import RelayOrder
from engine.calls.relay.session import MAX_QUEUED
from engine.calls.stored import load
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import IN, ONE, TWO, Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value, message

NODE = "127.0.0.1:2223"
NEW = b"v=0\r\nrewritten %d\r\n"
FOURTH, FIFTH = NEW % 4, NEW % 5


def play_of(relay: str = "on", alive: tuple[str, ...] = (NODE,)) -> Play:
    play = Play(replace(ONE, relay=relay), replace(TWO, relay=relay), IN)
    play.stage.tools.media.alive = alive
    return play


@pytest.fixture
def play() -> Play:
    return play_of()


def said(order: RelayOrder) -> tuple[str, str]:
    """What was ordered, and by whom it was said."""
    found: dict[bytes, Any] = decode(order.command)
    command = found[b"command"].decode()
    return command, found.get(b"from-tag", b"").decode()


def connected(play: Play) -> Play:
    """A call that talks through the relay."""
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    play.one.answer(200, ANSWER)
    play.stage.relay(NEW % 2)
    play.caller.ack()
    play.forget()
    return play


def test_offer_and_answer_go_through_the_relay(play: Play) -> None:
    play.call(gateway="in")
    assert play.caller.take() == ["100 INVITE"]
    assert play.one.take() == []
    assert said(play.stage.relay(NEW % 1)) == ("offer", "caller")
    assert play.one.last("INVITE").body == NEW % 1
    play.one.answer(183, ANSWER)
    assert play.caller.take() == []
    assert said(play.stage.relay(NEW % 2)) == ("answer", "caller")
    assert play.caller.last("183 INVITE").body == NEW % 2
    play.one.answer(200, ANSWER)
    play.stage.relay(NEW % 3)
    assert play.caller.last("200 INVITE").body == NEW % 3
    play.caller.ack()
    play.caller.send("BYE")
    play.one.agree()
    assert said(play.stage.orders.pop()) == ("delete", "")
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_relay_that_is_silent_or_refuses_stops_no_call(play: Play) -> None:
    play.call(gateway="in")
    play.stage.relay(None)
    assert play.one.last("INVITE").body == OFFER
    play.one.answer(200, ANSWER)
    assert play.caller.last("200 INVITE").body == ANSWER
    assert play.stage.orders == []


def test_a_refused_answer_crosses_as_it_is(play: Play) -> None:
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    play.one.answer(200, ANSWER)
    play.stage.relay(b"", ok=False)
    assert play.caller.last("200 INVITE").body == ANSWER


@pytest.mark.parametrize(("relay", "alive"), [("off", (NODE,)), ("on", ()), ("auto", (NODE,))])
def test_without_a_relay_nothing_waits(relay: str, alive: tuple[str, ...]) -> None:
    play = play_of(relay, alive)
    play.talk()
    assert play.stage.orders == []
    (call,) = play.stage.book
    assert call.winner is not None
    assert call.winner.media is None


@pytest.mark.parametrize(("mode", "relayed"), [(0, False), (2, True), (3, True)])
def test_the_mode_of_the_system_holds_for_every_call(mode: int, relayed: bool) -> None:
    play = play_of()
    play.stage.tools.media.policy = RelayPolicy(mode, tos=184)
    play.call(gateway="in")
    assert play.one.take() == ([] if relayed else ["INVITE"])
    orders = play.stage.orders
    assert [decode(order.command)[b"TOS"] for order in orders] == ([184] if relayed else [])


def test_a_private_caller_is_relayed_by_itself() -> None:
    play = play_of("auto")
    play.call(OFFER.replace(b"t=0 0", b"c=IN IP4 192.168.1.5\r\nt=0 0"), gateway="in")
    (order,) = play.stage.orders
    assert decode(order.command)[b"flags"] == [b"SIP source address"]


def test_the_caller_gives_up_while_his_offer_is_with_the_relay(play: Play) -> None:
    play.call(gateway="in")
    play.caller.cancel()
    assert play.caller.take() == ["100 INVITE", "200 CANCEL", "487 INVITE"]
    play.caller.refused()
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)
    assert [said(order)[0] for order in play.stage.orders] == ["offer", "delete"]
    play.stage.relay(NEW % 1)
    assert play.one.take() == []
    assert [said(order)[0] for order in play.stage.orders] == ["delete", "delete"]


def test_the_caller_gives_up_while_the_answer_is_with_the_relay(play: Play) -> None:
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    play.one.answer(200, ANSWER)
    play.caller.cancel()
    play.caller.refused()
    play.stage.relay(NEW % 2)  # after the delete, which nobody answers
    assert play.caller.take() == ["100 INVITE", "200 CANCEL", "487 INVITE"]
    play.one.agree()
    assert play.one.take() == ["INVITE", "ACK", "BYE"]
    assert play.end()[:2] == (487, Cause.CANCELLED)


def test_nothing_is_overtaken(play: Play) -> None:
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    play.one.answer(183, ANSWER)
    play.one.answer(180)
    play.one.answer(200, ANSWER)
    assert play.caller.take() == ["100 INVITE"]
    play.stage.relay(NEW % 2)
    assert play.caller.take() == ["183 INVITE", "180 INVITE"]
    play.stage.relay(NEW % 3)
    assert play.caller.last("200 INVITE").body == NEW % 3


def test_an_answer_that_comes_again_is_not_asked_about_again(play: Play) -> None:
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    for _ in range(MAX_QUEUED + 3):
        play.one.answer(200, ANSWER)
    play.stage.relay(NEW % 2)
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]
    assert play.stage.orders == []
    assert play.one.take().count("ACK") == 1 + MAX_QUEUED


def test_the_next_gateway_has_a_session_of_its_own(play: Play) -> None:
    play.call(gateway="in")
    first = play.stage.relay(NEW % 1)
    play.one.answer(503)
    assert said(play.stage.orders.pop(0)) == ("delete", "")
    second = play.stage.relay(NEW % 2)
    assert decode(first.command)[b"call-id"] != decode(second.command)[b"call-id"]
    assert play.two.last("INVITE").body == NEW % 2


def test_phones_that_ring_together_have_sessions_of_their_own() -> None:
    play = play_of("auto")
    natted = OFFER.replace(b"t=0 0", b"c=IN IP4 10.0.0.5\r\nt=0 0")
    ways = [place(play.one), place(play.two)]
    play.caller.call(ways, body=natted, account="1001", called="2002")
    sessions = {decode(order.command)[b"call-id"] for order in play.stage.orders}
    assert len(sessions) == 2
    play.stage.relay(NEW % 1)
    play.stage.relay(NEW % 2)
    play.two.answer(200, ANSWER)
    play.stage.relay(NEW % 3)
    assert play.one.take() == ["INVITE"]
    play.one.answer(180)
    assert play.one.take() == ["CANCEL"]
    play.one.answer(487)
    assert [said(order)[0] for order in play.stage.orders] == ["delete"]


@pytest.mark.parametrize("side", ["caller", "callee"])
def test_a_change_of_the_session_is_rewritten_both_ways(play: Play, side: str) -> None:
    connected(play)
    asker, asked = (play.caller, play.one) if side == "caller" else (play.one, play.caller)
    asker.send("INVITE", OFFER)
    assert asked.take() == []
    asked.send("INVITE", OFFER)  # glare, while the first one is with the relay
    assert asked.take() == ["491 INVITE"]
    asked.refused()
    assert said(play.stage.relay(FOURTH)) == ("offer", side)
    assert asked.last("INVITE").body == FOURTH
    asked.answer(200, ANSWER)
    assert said(play.stage.relay(FIFTH)) == ("answer", side)
    assert asker.last("200 INVITE").body == FIFTH
    asker.ack()
    assert play.stage.orders == []


def test_a_refresh_repeats_what_was_said_and_asks_no_relay(play: Play) -> None:
    connected(play)
    play.caller.send("INVITE", OFFER, {"Session-Expires": "1800", "Supported": "timer"})
    assert play.caller.last("200 INVITE").body == NEW % 2
    play.caller.ack()
    assert play.one.take() == []
    assert play.stage.orders == []


def test_a_session_interval_that_is_too_small_is_asked_again_with_the_same_offer(
    play: Play,
) -> None:
    play.call(gateway="in")
    play.stage.relay(NEW % 1)
    play.one.answer(422, headers={"Min-SE": "3600"})
    assert play.one.last("INVITE").body == NEW % 1
    assert play.stage.orders == []


def test_the_call_ends_while_a_change_is_with_the_relay(play: Play) -> None:
    connected(play)
    play.caller.send("INVITE", OFFER)
    play.one.send("BYE")
    play.caller.agree()
    assert play.caller.take() == ["100 INVITE", "BYE"]
    play.stage.relay(FOURTH)
    assert play.caller.take() == ["487 INVITE"]
    assert play.one.take() == ["200 BYE"]
    play.caller.refused()
    assert play.end() == (200, Cause.CLEARED, Side.CALLEE)


def test_an_offer_of_the_callee_is_answered_in_the_ack(play: Play) -> None:
    play.call(b"", gateway="in")
    assert play.one.last("INVITE").body == b""
    play.one.answer(200, OFFER)
    assert said(play.stage.relay(NEW % 1)) == ("offer", "callee")
    assert play.caller.last("200 INVITE").body == NEW % 1
    play.caller.ack(ANSWER)
    assert "ACK" not in play.one.take()
    assert said(play.stage.relay(NEW % 2)) == ("answer", "callee")
    assert play.one.last("ACK").body == NEW % 2


def test_a_restart_forgets_no_session(play: Play) -> None:
    connected(play)
    play.stage.restart(load)
    play.stage.tools.media.alive = (NODE,)
    (call,) = play.stage.book
    assert call.state is CallState.TALKING
    assert call.winner is not None
    assert call.winner.media is not None
    assert call.winner.media.relayed
    play.one.send("INVITE", OFFER)
    assert said(play.stage.relay(FOURTH)) == ("offer", "callee")
    play.caller.answer(200, ANSWER)
    play.stage.relay(FIFTH)
    play.one.ack()
    play.one.send("BYE")
    assert said(play.stage.orders.pop()) == ("delete", "")


def test_a_relay_that_died_in_a_call_is_asked_no_more(play: Play) -> None:
    connected(play)
    play.stage.tools.media.alive = ()
    play.caller.send("INVITE", OFFER)
    assert play.one.last("INVITE").body == OFFER
    play.one.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("BYE")
    assert play.stage.orders == []


def test_daemons_take_turns() -> None:
    play = play_of("on", (NODE, "127.0.0.1:2224"))
    nodes = set()
    for _ in range(4):
        play.call(gateway="in")
        nodes.add(play.stage.orders[-1].node)
        play.caller.call_id += "x"
        play.caller.peer = "<sip:2002@switch.example>"
    assert len(nodes) == 2


def test_only_descriptions_of_a_sane_size_are_given_to_it() -> None:
    def made(kind: str, body: bytes) -> Request:
        fields = {
            "Via": "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1", "From": "<sip:a@b>;tag=1",
            "To": "<sip:c@d>", "Call-ID": "x", "CSeq": "1 INVITE", "Content-Type": kind,
        }  # fmt: skip
        return Request.parse(message("INVITE sip:c@d SIP/2.0", fields, body))

    assert description_of(made("application/sdp", b"v" * MAX_SDP))
    assert description_of(made("Application/SDP ; charset=utf-8", b"v=0")) == b"v=0"
    assert not description_of(made("application/sdp", b"v" * (MAX_SDP + 1)))
    assert not description_of(made("multipart/mixed", b"v=0"))
    assert not description_of(made("application/sdp", b""))


def test_a_description_among_other_parts_is_rewritten_where_it_stands(play: Play) -> None:
    kind: dict[str, Value] = {"Content-Type": 'multipart/mixed; boundary="b"'}
    frame = (
        b"--b\r\nContent-Type: application/isup\r\n\r\n\x01\r\n"
        b"--b\r\nContent-Type: application/sdp\r\n\r\n%s\r\n--b--\r\n"
    )
    play.caller.call([place(play.one, "one")], body=frame % OFFER, headers=kind, gateway="in")
    order = play.stage.relay(NEW % 1)
    assert decode(order.command)[b"sdp"] == OFFER
    invite = play.one.last("INVITE")
    assert (invite.body, invite.header("content-type")) == (frame % (NEW % 1), kind["Content-Type"])
    play.one.answer(200, frame % ANSWER, kind)
    play.stage.relay(None)
    assert play.caller.last("200 INVITE").body == frame % ANSWER, "without the relay as it was"
    (call,) = play.stage.book
    assert call.codec == "PCMA"
