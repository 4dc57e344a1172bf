"""Requests go by what took the place of a connection that has gone."""

from __future__ import annotations

import pytest

from engine.calls.call import Leg
from engine.calls.flows import LASTING, follow
from engine.sip.nat import Source
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import Connections, place

GONE = Source("192.0.2.1", 40_000, "TCP", 3)
NEWER = Source("192.0.2.1", 5060, "TCP", 4)


@pytest.mark.parametrize(
    ("heard", "bound", "reached", "then"),
    [
        (GONE, {"2002": NEWER}, True, NEWER),
        (GONE, {"2003": NEWER}, False, GONE),
        (GONE._replace(flow=5), {"2002": NEWER}, True, GONE._replace(flow=5)),
        (GONE._replace(transport="UDP"), {"2002": NEWER}, True, GONE._replace(transport="UDP")),
    ],
    ids=["moved", "nowhere", "stands", "datagrams"],
)
def test_a_leg_is_followed(
    heard: Source, bound: dict[str, Source], reached: bool, then: Source
) -> None:
    flows = Connections()
    flows.gone, flows.bound = {3}, bound
    leg = Leg(heard=heard, aor="2002")
    assert (follow(flows, leg), leg.heard) == (reached, then)


def test_without_anybody_who_knows_connections_last() -> None:
    leg = Leg(heard=GONE)
    assert (follow(LASTING, leg), LASTING.newer(leg), leg.heard) == (True, None, GONE)


@pytest.mark.parametrize("method", ["INVITE", "UPDATE", "INFO", "BYE"])
def test_whatever_is_asked_of_a_phone_reaches_it(method: str) -> None:
    play = Play()
    play.caller.call([place(play.one)], account="1001", called="2002")
    play.one.answer(200, ANSWER)
    play.caller.ack()
    (call,) = play.stage.book
    assert call.winner is not None
    call.winner.heard = GONE
    play.stage.flows.gone.add(3)
    play.stage.flows.bound["2002"] = NEWER
    play.forget()
    play.caller.send(method, OFFER if method != "BYE" else b"")
    asked = play.one.last(method)
    assert (asked.via.transport, play.one.take()) == ("TCP", [method])


def test_an_answer_that_waits_for_its_ack_follows_its_caller() -> None:
    play = Play()
    play.caller.call([place(play.one)], account="1001", called="2002")
    play.one.answer(200, ANSWER)
    play.caller.take()
    (call,) = play.stage.book
    assert call.inbound.unacknowledged is not None
    call.inbound.heard = call.inbound.unacknowledged.destination = GONE
    play.stage.flows.gone.add(3)
    play.stage.wait(2)
    assert play.caller.take() == []
    play.stage.flows.bound["1001"] = play.caller.source._replace(transport="TCP", flow=4)
    play.stage.wait(4)
    assert "200 INVITE" in play.caller.take()
