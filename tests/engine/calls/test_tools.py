"""Where requests within a call go, and what is given up."""

from __future__ import annotations

import pytest

from engine.calls.call import Leg, Outbound
from engine.calls.effects import Effects
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.stack import Dialog
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import US, Stage, place
from tests.helpers.wire import request

HEARD = Source("192.0.2.9", 5099)


def leg(contact: str, *routes: str, fixed: bool = False, heard: Source = HEARD) -> Leg:
    invite = request("INVITE", headers={"Contact": f"<{contact}>", "Record-Route": list(routes)})
    return Leg(Dialog.as_uas(Request.parse(invite), "ours"), heard, fixed)


@pytest.mark.parametrize(
    ("peer", "ip", "port"),
    [
        (leg("sip:a@192.0.2.50:5070", fixed=True), "192.0.2.9", 5099),
        (leg("sip:a@192.0.2.50:5070"), "192.0.2.50", 5070),
        (leg("sip:a@192.0.2.50"), "192.0.2.50", 5060),
        (leg("sip:a@phone.invalid"), "192.0.2.9", 5099),
        (leg("sip:a@[2001:db8::1]"), "192.0.2.9", 5099),
        (leg("sip:a@10.0.0.1", "<sip:192.0.2.7:5080;lr>", fixed=True), "192.0.2.7", 5080),
        (leg("sip:a@10.0.0.1", "<sip:proxy.invalid;lr>", fixed=True), "192.0.2.9", 5099),
    ],
    ids=["nat", "contact", "no port", "name", "other family", "route", "route by name"],
)
def test_where_a_request_within_a_call_goes(peer: Leg, ip: str, port: int) -> None:
    assert Stage().tools.destination(peer) == Source(ip, port)


def test_over_a_stream_a_request_goes_back_the_same_way() -> None:
    stream = Source("192.0.2.9", 40_000, "TCP", 7)
    assert Stage().tools.destination(leg("sip:a@192.0.2.50", heard=stream)) == stream


def test_a_request_names_us() -> None:
    stage, fx = Stage(), Effects(1000.0)
    stream = Source("192.0.2.9", 40_000, "TCP", 7)
    sent = stage.tools.send(leg("sip:a@192.0.2.50", heard=stream), "BYE", fx)
    assert sent is not None
    bye = Request.parse(fx.sends[0][0])
    assert (bye.via.transport, bye.via.host, "rport" in bye.via.params) == (
        "TCP",
        "203.0.113.1",
        True,
    )
    assert str(bye.contacts[0].uri) == f"sip:{US};transport=tcp"


def test_without_room_only_a_farewell_is_sent() -> None:
    stage, fx = Stage(room=0), Effects(1000.0)
    peer = leg("sip:a@192.0.2.50")
    assert stage.tools.send(peer, "BYE", fx) is None
    assert len(fx.sends) == 1
    with pytest.raises(PeerError):
        stage.tools.send(peer, "INFO", fx, owner=object())
    assert len(fx.sends) == 1


def test_without_a_dialog_nothing_is_sent() -> None:
    fx = Effects(1000.0)
    assert Stage().tools.send(Leg(), "BYE", fx) is None
    assert fx.sends == []


def test_what_was_never_sent_is_not_cancelled() -> None:
    stage, fx, tried = Stage(), Effects(1000.0), Outbound()
    stage.tools.cancel(tried, fx)
    assert (tried.cancelled, fx.sends, stage.next_deadline()) == (True, [], None)


def test_a_cancel_without_room_is_left_out_but_the_wait_ends() -> None:
    play = Play()
    play.call()
    play.one.answer(180)
    play.stage.clients._limit = 0
    play.caller.cancel()
    assert play.one.take() == ["INVITE"]
    play.caller.refused()
    play.stage.wait(32)
    assert len(play.stage.clients) == 0


def test_a_caller_behind_a_proxy_is_reached_through_it() -> None:
    """Its Record-Route is in every answer that makes a dialog (RFC 3261 §12.1.1)."""
    play = Play()
    proxy = play.stage.party("198.51.100.200")
    routes = ["<sip:198.51.100.200;lr>", "<sip:inner.invalid;lr>"]
    play.caller.call([place(play.one)], body=OFFER, headers={"Record-Route": routes})
    play.one.answer(180)
    play.one.answer(200, ANSWER)
    for what in ("180 INVITE", "200 INVITE"):
        assert play.caller.last(what).lines("record-route") == routes
    assert play.one.last("INVITE").lines("record-route") == []
    play.caller.ack()
    play.one.send("BYE")
    bye = proxy.last("BYE")
    assert bye.lines("route") == routes
    assert bye.uri_text == "sip:1001@198.51.100.7:5062"


def test_a_callee_behind_a_proxy_is_reached_through_it() -> None:
    play = Play()
    proxy = play.stage.party("192.0.2.200")
    play.call()
    routes: list[str] = ["<sip:inner.invalid;lr>", "<sip:192.0.2.200;lr>"]
    play.one.answer(200, ANSWER, {"Record-Route": routes})
    assert proxy.take() == ["ACK"]
    play.caller.ack()
    play.caller.send("BYE")
    assert proxy.last("BYE").lines("route") == routes[::-1]
    assert play.caller.last("200 INVITE").lines("record-route") == []
