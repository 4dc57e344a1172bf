"""Which gateway is asked next, and which is left alone for a while."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.control.gateways import GatewayConfig
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import IN, TWO, Play
from tests.engine.calls.stage import place


@pytest.fixture
def play() -> Play:
    return Play()


def quarantine(play: Play, name: str) -> float | None:
    return play.stage.gates.health.quarantined_until(name, play.stage.now)


def test_a_silent_gateway_is_left_and_cancelled_when_it_wakes(play: Play) -> None:
    play.call()
    play.stage.wait(10)
    assert play.two.take() == ["INVITE"]
    assert play.one.take() == ["INVITE"] * 5
    play.one.answer(180)
    assert play.one.take() == ["CANCEL"], "or a phone would ring that nobody calls"
    assert play.caller.take() == ["100 INVITE"]
    play.two.answer(200, ANSWER)
    play.caller.ack()
    play.caller.send("BYE")
    assert play.stage.ended[0].callee_gateway == "two"
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_silent_gateway_that_answers_too_late_is_hung_up(play: Play) -> None:
    play.call()
    play.stage.wait(12)
    play.one.take()
    play.one.answer(200, ANSWER)
    assert play.one.take() == ["ACK", "BYE"]
    assert not play.stage.ended


def test_nobody_says_anything(play: Play) -> None:
    play.call()
    play.stage.wait(20)
    assert play.caller.take()[:2] == ["100 INVITE", "408 INVITE"]
    assert play.end() == (408, Cause.UNREACHABLE, Side.CALLEE)


def test_a_gateway_that_answers_nothing_three_times_rests(play: Play) -> None:
    for number in range(3):
        assert quarantine(play, "one") is None
        play.caller.call_id, play.caller.peer = f"call-{number}", "<sip:2002@switch.example>"
        play.caller.call([place(play.one, "one")])
        play.stage.wait(10)
        play.caller.refused()
    assert quarantine(play, "one") == play.stage.now + 30


def test_an_invite_that_cannot_be_sent(play: Play) -> None:
    play.call()
    play.stage.unreachable(play.one)
    assert play.two.take() == ["INVITE"]


@pytest.mark.parametrize("status", [503, 500, 404, 403, 480, 302, 401, 407])
def test_the_next_gateway_is_tried(play: Play, status: int) -> None:
    play.call()
    play.one.answer(status)
    assert (play.one.take(), play.two.take()) == (["INVITE", "ACK"], ["INVITE"])
    assert play.stage.gates.usage.calls("one") == 0
    play.two.answer(200, ANSWER)
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]


def test_what_a_carrier_wants_of_us_stays_here(play: Play) -> None:
    play.call()
    play.one.answer(407, headers={"Proxy-Authenticate": 'Digest realm="carrier", nonce="1"'})
    play.two.answer(302)
    refusal = play.caller.last("480 INVITE")
    assert refusal.header("proxy-authenticate") is None
    assert play.end() == (480, Cause.STATUS, Side.CALLEE)


def test_a_call_that_rang_stays(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.one.answer(503)
    assert play.two.take() == []
    assert play.end() == (503, Cause.STATUS, Side.CALLEE)


def test_the_search_goes_on_until_a_gateway_connects_if_the_operator_wants(play: Play) -> None:
    play.stage.policy(until_connect=True)
    play.call()
    play.one.answer(180)
    play.one.answer(603)
    assert play.two.take() == ["INVITE"]
    play.two.answer(200, ANSWER)
    assert play.caller.take()[-1] == "200 INVITE"


def test_silence_ends_the_search_if_the_operator_wants(play: Play) -> None:
    play.stage.policy(stop_after_silence=True)
    play.call()
    play.stage.wait(10)
    assert play.two.take() == []
    assert play.end() == (408, Cause.UNREACHABLE, Side.CALLEE)


@pytest.mark.parametrize("stop", [True, False])
def test_early_media_stops_the_search_if_the_operator_wants(play: Play, stop: bool) -> None:
    play.stage.policy(stop_after_sdp=stop)
    play.call()
    play.one.answer(183, ANSWER)
    play.one.answer(503)
    assert play.two.take() == ([] if stop else ["INVITE"])


def test_a_call_moves_as_often_as_it_may(play: Play) -> None:
    play.stage.policy(switch_limit=1)
    ways = [[place(play.one, "one")], [place(play.two, "two")], [place(play.one, "one")]]
    play.caller.call(*ways)
    play.one.answer(503)
    play.two.answer(503)
    assert play.end() == (503, Cause.STATUS, Side.CALLEE)
    assert play.one.take() == ["INVITE", "ACK"]


@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120), ("60 (down);duration=9", 60), ("soon", None), ("", None)]
)
def test_a_gateway_may_ask_for_a_rest(play: Play, text: str, seconds: int | None) -> None:
    play.call()
    play.one.answer(503, headers={"Retry-After": text})
    wanted = None if seconds is None else play.stage.now + seconds
    assert quarantine(play, "one") == wanted


def test_a_gateway_that_rests_is_passed_over(play: Play) -> None:
    """Its other addresses, and calls that were routed a moment ago, too."""
    play.caller.call([place(play.one, "one")], [place(play.one, "one")], [place(play.two, "two")])
    play.one.answer(503, headers={"Retry-After": "120"})
    assert (play.one.take(), play.two.take()) == (["INVITE", "ACK"], ["INVITE"])


def test_a_full_gateway_is_passed_over() -> None:
    play = Play(GatewayConfig("one", "routing", ("192.0.2.1",), capacity=1), TWO, IN)
    assert play.stage.gates.take("one", 1000.0)
    play.call()
    assert (play.one.take(), play.two.take()) == ([], ["INVITE"])


def test_no_room_for_another_request(play: Play) -> None:
    play.stage.clients._limit = 0
    play.call()
    assert play.caller.take() == ["100 INVITE", "503 INVITE"]
    assert play.end() == (503, Cause.CAPACITY, Side.SERVER)
