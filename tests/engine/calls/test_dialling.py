"""Setting calls up: ringing, forks, refusals and who is asked next."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.control.gateways import GatewayConfig
from engine.sip.request import Request
from engine.stack.client_transactions import MAX_CLIENT_TRANSACTIONS
from tests.engine.calls.party import ANSWER
from tests.engine.calls.play import IN, ONE, TWO, Play
from tests.engine.calls.stage import US, place


@pytest.fixture
def play() -> Play:
    return Play()


def quarantine(play: Play, name: str) -> float | None:
    return play.stage.gates.health.quarantined_until(name, play.stage.now)


def test_ringing_is_passed_on_without_the_other_side(play: Play) -> None:
    play.call()
    play.one.answer(180)
    ringing = play.caller.last("180 INVITE")
    assert (ringing.body, ringing.header("content-type")) == (b"", None)
    assert str(ringing.contacts[0].uri) == f"sip:{US}"
    assert ringing.to.tag not in ("", play.one.tag)


def test_early_media_is_passed_on(play: Play) -> None:
    play.call()
    play.one.answer(183, ANSWER)
    progress = play.caller.last("183 INVITE")
    assert (progress.body, progress.header("content-type")) == (ANSWER, "application/sdp")
    assert play.stage.told[-1][1] == "ringing"


def test_progress_without_media_is_no_sign_of_ringing(play: Play) -> None:
    play.call()
    play.one.answer(183)
    play.one.answer(199)
    assert play.caller.take() == ["100 INVITE", "183 INVITE", "183 INVITE"]
    assert [state for _, state in play.stage.told] == ["connecting"]
    play.one.answer(503)
    assert play.two.take() == ["INVITE"]
    play.two.answer(486)
    assert play.stage.ended[0].rang_at is None


def test_phones_ring_together_and_the_first_answer_wins(play: Play) -> None:  # req 5
    play.ring_both()
    play.one.answer(180)
    play.two.answer(180)
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["INVITE", "ACK"]
    assert play.one.take() == ["INVITE", "CANCEL"]
    play.one.answer(487)
    assert play.one.take() == ["ACK"]
    play.caller.ack()
    play.caller.send("BYE")
    assert play.two.take() == ["BYE"]
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_second_answer_is_acknowledged_and_hung_up(play: Play) -> None:
    play.ring_both()
    play.one.answer(200, ANSWER)
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["INVITE", "ACK", "BYE"]
    play.two.answer(200, ANSWER)
    assert play.two.take() == ["ACK"], "the same answer again is acknowledged again"
    assert play.caller.take() == ["100 INVITE", "200 INVITE"]


def test_a_further_fork_of_the_answer_is_hung_up(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    play.forget()
    play.one.answer(200, ANSWER, tag="fork")
    ack, bye = play.one.heard
    assert (ack.to.tag, bye.to.tag) == ("fork", "fork")
    play.one.answer(200, ANSWER, {"Contact": "<tel:1>"}, tag="broken")
    assert play.stage.gates.usage.calls("one") == 1, "the call itself goes on"
    play.caller.ack()
    play.caller.send("BYE")
    assert play.end() == (200, Cause.CLEARED, Side.CALLER)


def test_a_repeated_answer_is_acknowledged_again(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    first = play.one.last("ACK")
    play.forget()
    play.one.answer(200, ANSWER)
    (again,) = play.one.heard
    assert isinstance(again, Request)
    assert again.fields == first.fields
    assert play.caller.take() == []


def test_a_busy_callee_ends_the_call(play: Play) -> None:
    play.call(gateway="in")
    play.one.answer(486)
    assert (play.one.take(), play.two.take()) == (["INVITE", "ACK"], [])
    assert play.caller.take() == ["100 INVITE", "486 INVITE"]
    assert play.end() == (486, Cause.STATUS, Side.CALLEE)


def test_a_phone_that_declines_does_so_for_all(play: Play) -> None:  # RFC 3261 §16.7
    play.ring_both()
    play.two.answer(180)
    play.one.answer(603)
    assert play.two.take() == ["INVITE", "CANCEL"]
    assert play.caller.take()[-1] == "603 INVITE"
    assert play.end() == (603, Cause.STATUS, Side.CALLEE)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(480, 486, 486), (486, 480, 486), (500, 404, 404), (404, 503, 404), (401, 407, 503)],
)
def test_the_best_refusal_of_a_fork(play: Play, first: int, second: int, told: int) -> None:
    play.ring_both()
    play.one.answer(first)
    assert not play.stage.ended
    play.two.answer(second)
    assert play.end() == (told, Cause.STATUS, Side.CALLEE)


def test_one_silent_phone_does_not_make_a_busy_one_unreachable(play: Play) -> None:
    play.ring_both()
    play.one.answer(100)
    play.stage.wait(10)
    play.one.answer(486)
    assert play.end() == (486, Cause.STATUS, Side.CALLEE)


def test_a_call_is_given_up_before_any_answer(play: Play) -> None:
    play.call()
    play.caller.cancel()
    assert play.caller.take() == ["100 INVITE", "200 CANCEL", "487 INVITE"]
    assert play.one.take() == ["INVITE"], "a CANCEL has to wait for a provisional answer"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)
    play.one.answer(180)
    assert play.one.take() == ["CANCEL"]
    play.one.answer(180)
    play.one.answer(487)
    assert play.one.take() == ["ACK"]


def test_a_call_is_given_up_while_it_rings(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    assert play.one.take() == ["INVITE", "CANCEL"]
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)
    assert play.two.take() == []


def test_a_cancellation_and_an_answer_cross(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    play.one.answer(200, ANSWER)
    assert play.one.take() == ["INVITE", "CANCEL", "ACK", "BYE"]
    assert play.caller.take()[-1] == "487 INVITE"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)


def test_a_cancellation_after_the_answer_changes_nothing(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER)
    play.caller.cancel()
    assert play.caller.take() == ["100 INVITE", "200 INVITE", "200 CANCEL"]
    assert not play.stage.ended


def test_a_callee_who_ignores_the_cancellation_is_forgotten(play: Play) -> None:  # RFC 3261 §9.1
    play.call()
    play.one.answer(180)
    play.caller.cancel()
    play.one.agree("CANCEL")
    play.caller.refused()
    play.stage.wait(33)
    assert len(play.stage.clients) == 0


def test_a_caller_who_hangs_up_before_the_answer(play: Play) -> None:
    play.call()
    play.one.answer(180)
    play.caller.send("BYE")
    assert play.caller.take() == ["100 INVITE", "180 INVITE", "200 BYE", "487 INVITE"]
    assert play.one.take()[-1] == "CANCEL"
    assert play.end() == (487, Cause.CANCELLED, Side.CALLER)


def test_nobody_answers_in_time(play: Play) -> None:
    play.caller.call([place(play.one, "one", no_answer_s=20)], [place(play.two, "two")])
    play.one.answer(180)
    play.stage.wait(20)
    assert play.one.take() == ["INVITE", "CANCEL"]
    assert play.caller.take()[-1] == "480 INVITE"
    assert play.end() == (480, Cause.NO_ANSWER, Side.SERVER)
    assert play.two.take() == []


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
    headers: dict[str, str | list[str] | None] = {
        "Proxy-Authenticate": 'Digest realm="carrier", nonce="1"'
    }
    play.call()
    play.one.answer(407, headers=headers)  # type: ignore[arg-type]
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
    full = Play(ONE, TWO, IN)
    full.stage.clients._limit = 0
    full.call()
    assert full.caller.take() == ["100 INVITE", "503 INVITE"]
    assert full.end() == (503, Cause.CAPACITY, Side.SERVER)
    assert play.stage.clients._limit == MAX_CLIENT_TRANSACTIONS


def test_an_answer_that_makes_no_dialog_is_a_failure(play: Play) -> None:
    play.call()
    play.one.answer(200, ANSWER, {"Contact": "<tel:1>"})
    assert play.two.take() == ["INVITE"]


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


@pytest.mark.parametrize(("given", "sent"), [("1", "0"), ("70", "69"), (None, "69")])
def test_hops_are_counted(play: Play, given: str | None, sent: str) -> None:
    play.caller.call([place(play.one)], headers={"Max-Forwards": given})
    assert play.one.last("INVITE").header("max-forwards") == sent
