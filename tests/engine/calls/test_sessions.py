"""Session timers of running calls: each side has its own, and the call ends when one runs out."""

from __future__ import annotations

import pytest

from engine.calls.events import Cause, Side
from engine.calls.stored import load
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.engine.calls.timers import BOTH, KNOWS, OTHER, PLAIN, talk, they, timed, we
from tests.helpers.wire import Value


def test_the_callee_is_offered_a_timer_of_our_own() -> None:
    play = Play()
    play.call()
    invite = play.one.last("INVITE")
    found = [invite.header(name) for name in ("supported", "session-expires", "min-se")]
    assert found == ["timer, 100rel", "600", "90"]


def test_the_caller_is_answered_whatever_the_callee_knows() -> None:
    play = talk(KNOWS)
    answer = play.caller.last("200 INVITE")
    assert answer.header("session-expires") == "600;refresher=uac"
    assert answer.header("require") == "timer"


def test_without_support_nothing_is_said_of_timers() -> None:
    play = talk()
    answer = play.caller.last("200 INVITE")
    assert (answer.header("session-expires"), answer.header("require")) == (None, None)
    play.forget()
    play.stage.wait(100_000)
    assert (play.caller.take(), play.one.take()) == ([], [])


@BOTH
def test_we_refresh_by_update_at_half_of_the_time(side: str) -> None:
    play, peer, other = timed(side, we(side))
    play.stage.wait(299)
    assert peer.take() == []
    play.stage.wait(1)
    update = peer.last("UPDATE")
    assert (update.body, update.header("supported")) == (b"", "timer")
    assert update.header("session-expires") == "600;refresher=uac"
    peer.answer(200, b"", {"Session-Expires": "600;refresher=uac"}, to=update)
    assert peer.take() == ["UPDATE"]
    play.stage.wait(299)
    assert peer.take() == []
    play.stage.wait(1)
    assert peer.take() == ["UPDATE"]
    assert other.take() == [], "the other side has nothing to do with it"
    assert not play.stage.ended


@BOTH
def test_we_refresh_by_the_last_description_where_update_is_not_allowed(side: str) -> None:
    play, peer, other = timed(side, we(side), PLAIN)
    play.stage.wait(300)
    invite = peer.last("INVITE")
    assert invite.body == (ANSWER if side == "caller" else OFFER)
    assert invite.header("content-type") == "application/sdp"
    peer.answer(200, OTHER, {"Session-Expires": "600;refresher=uac", **PLAIN})
    assert peer.take() == ["INVITE", "ACK"]
    peer.answer(200, OTHER)
    assert peer.take() == ["ACK"], "a 2xx that came again is acknowledged again"
    play.stage.wait(299)
    assert (peer.take(), other.take()) == ([], [])
    play.stage.wait(1)
    assert peer.take() == ["INVITE"]


@BOTH
def test_the_number_of_refreshes_is_a_matter_of_policy(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.policy(max_duration_s=0, no_timer_s=0, session_segments=3)
    play.stage.wait(300)
    peer.answer(200, b"", {"Session-Expires": "600;refresher=uac"}, to=peer.last("UPDATE"))
    peer.take()
    play.stage.wait(200)
    assert peer.take() == ["UPDATE"]


@BOTH
def test_a_refresh_that_nobody_answers_ends_the_call(side: str) -> None:
    play, peer, other = timed(side, we(side))
    play.stage.wait(332)
    assert peer.take()[-1] == "BYE"
    assert other.take() == ["BYE"]
    assert play.stage.ended[0].cause is Cause.LOST


@BOTH
@pytest.mark.parametrize("status", [408, 481])
def test_a_peer_that_knows_of_no_call_ends_it(side: str, status: int) -> None:
    play, peer, other = timed(side, we(side))
    play.stage.wait(300)
    peer.answer(status, to=peer.last("UPDATE"))
    assert other.take() == ["BYE"]
    assert play.stage.ended[0].cause is Cause.LOST


@BOTH
def test_a_refused_update_is_followed_by_a_re_invite(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.wait(300)
    peer.answer(405, to=peer.last("UPDATE"))
    peer.take()
    play.stage.wait(33.9)
    assert peer.take() == ["INVITE"]


@BOTH
def test_a_refresh_that_met_a_change_is_tried_again(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.wait(300)
    peer.answer(491, to=peer.last("UPDATE"))
    peer.take()
    play.stage.wait(33.9)
    assert peer.take() == ["UPDATE"]


@BOTH
def test_a_refresh_waits_while_a_change_is_under_way(side: str) -> None:
    play, peer, other = timed(side, we(side))
    play.stage.wait(299)
    peer.send("INVITE", OTHER, {"Session-Expires": "600;refresher=uas"})
    play.stage.wait(10)
    assert "UPDATE" not in peer.take()
    other.take()
    other.answer(200, ANSWER)
    peer.ack()
    play.stage.wait(299)
    assert "UPDATE" not in peer.take(), "the change was a refresh as well"
    play.stage.wait(1)
    assert peer.take() == ["UPDATE"]


def test_both_sides_are_refreshed_at_the_same_time() -> None:
    ours: dict[str, Value] = {**KNOWS, "Session-Expires": "600;refresher=uas"}
    play = talk(ours, {**PLAIN, "Session-Expires": "600;refresher=uac"})
    play.forget()
    play.stage.wait(300)
    assert (play.caller.take(), play.one.take()) == (["UPDATE"], ["INVITE"])


@BOTH
def test_refreshes_that_are_always_refused_end_with_the_session(side: str) -> None:
    play, peer, other = timed(side, we(side))
    tries = 0
    while not play.stage.ended:
        play.stage.wait(1)
        requests = [one for one in peer.heard if isinstance(one, Request)]
        for request in [one for one in requests if one.method in METHODS]:
            tries += 1
            peer.heard.remove(request)
            peer.answer(488, to=request)
    assert play.stage.now == pytest.approx(1000 + 568, abs=1)
    assert 5 < tries < 60
    assert "BYE" in other.take()
    assert play.stage.ended[0].cause is Cause.SESSION_EXPIRED


METHODS = ("UPDATE", "INVITE")


@BOTH
def test_a_422_is_answered_by_the_interval_it_demands(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.wait(300)
    peer.answer(422, b"", {"Min-SE": "900"}, to=peer.last("UPDATE"))
    peer.take()
    play.stage.wait(33.9)
    update = peer.last("UPDATE")
    assert update.header("session-expires") == "900;refresher=uac"
    assert update.header("min-se") == "900"


@BOTH
@pytest.mark.parametrize(("margin", "after"), [(32, 568), (0, 600), (600, 400)])
def test_a_session_that_the_peer_does_not_refresh_ends(side: str, margin: int, after: int) -> None:
    play, peer, other = timed(side, they(side))
    play.stage.policy(max_duration_s=0, no_timer_s=0, session_margin_s=margin)
    peer.send("UPDATE", b"", {**KNOWS, "Session-Expires": "600;refresher=uac"})
    assert peer.take() == ["200 UPDATE"]
    play.stage.wait(after - 1)
    assert (peer.take(), other.take()) == ([], [])
    play.stage.wait(1)
    assert (peer.take(), other.take()) == (["BYE"], ["BYE"])
    for party in (peer, other):
        party.heard.clear()
    assert [(ended.cause, ended.by) for ended in play.stage.ended] == [
        (Cause.SESSION_EXPIRED, Side.SERVER)
    ]


@BOTH
def test_a_refresh_of_the_peer_is_answered_here(side: str) -> None:
    play, peer, other = timed(side, they(side))
    play.stage.wait(500)
    peer.send("UPDATE", b"", {**KNOWS, "Session-Expires": "600;refresher=uac"})
    answer = peer.last("200 UPDATE")
    assert answer.header("session-expires") == "600;refresher=uac"
    assert answer.header("require") == "timer"
    assert (str(answer.contacts[0].uri), answer.body) == ("sip:203.0.113.1:5060", b"")
    assert other.take() == []
    play.stage.wait(500)
    assert not play.stage.ended


@BOTH
def test_a_re_invite_that_repeats_the_last_words_is_answered_by_ours(side: str) -> None:
    play, peer, other = timed(side, they(side))
    said, heard = (OFFER, ANSWER) if side == "caller" else (ANSWER, OFFER)
    play.stage.wait(500)
    peer.send("INVITE", said, {**KNOWS, "Session-Expires": "600;refresher=uac"})
    answer = peer.last("200 INVITE")
    assert (answer.body, answer.header("content-type")) == (heard, "application/sdp")
    assert other.take() == []
    peer.ack()
    peer.take()
    play.stage.wait(500)
    assert (peer.take(), play.stage.ended) == ([], [])


@BOTH
def test_an_answer_to_a_refresh_that_is_never_acknowledged_ends_the_call(side: str) -> None:
    play, peer, _ = timed(side, they(side))
    said = OFFER if side == "caller" else ANSWER
    peer.send("INVITE", said, {**KNOWS, "Session-Expires": "600;refresher=uac"})
    play.stage.wait(32)
    assert play.stage.ended[0].cause is Cause.UNCONFIRMED


@BOTH
def test_a_change_is_handed_on_and_is_a_refresh_of_both_sides(side: str) -> None:
    play, peer, other = timed(side, they(side))
    play.stage.wait(500)
    peer.send("INVITE", OTHER, {**KNOWS, "Session-Expires": "600;refresher=uac"})
    invite = other.last("INVITE")
    assert (invite.body, invite.header("session-expires")) == (OTHER, None)
    other.answer(200, ANSWER, {"Session-Expires": "400;refresher=uas"})
    assert peer.last("200 INVITE").header("session-expires") == "600;refresher=uac"
    peer.ack()
    play.forget()
    play.stage.wait(367)
    assert not play.stage.ended
    play.stage.wait(1)
    assert play.stage.ended[0].cause is Cause.SESSION_EXPIRED, "of the other side's 400 s"


@BOTH
@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
def test_a_shorter_interval_than_the_least_is_refused(side: str, method: str) -> None:
    _, peer, other = timed(side, they(side))
    peer.send(method, OTHER, {**KNOWS, "Session-Expires": "89"})
    assert peer.last(f"422 {method}").header("min-se") == "90"
    assert other.take() == []
    peer.send(method, OTHER, {**KNOWS, "Session-Expires": "soon"})
    assert peer.last(f"400 {method}")


@BOTH
def test_a_later_2xx_without_a_timer_ends_the_timer_and_not_the_call(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.wait(300)
    peer.agree("UPDATE")
    peer.take()
    play.stage.wait(100_000)
    assert (peer.take(), play.stage.ended) == ([], [])


@BOTH
def test_a_thousand_refreshes_leave_one_moment_to_wait_for(side: str) -> None:
    play, peer, _ = timed(side, they(side))
    before = len(play.stage.book._heap)
    for _ in range(1000):
        peer.send("UPDATE", b"", {**KNOWS, "Session-Expires": "600;refresher=uac"})
    assert peer.take() == ["200 UPDATE"] * 1000
    assert len(play.stage.book._heap) <= before + 1


@BOTH
@pytest.mark.parametrize("who", ["we", "they"])
def test_timers_go_on_after_a_restart(side: str, who: str) -> None:
    play, peer, other = timed(side, we(side) if who == "we" else they(side))
    play.stage.wait(100)
    play.stage.restart(load)
    play.stage.wait(199)
    assert (peer.take(), other.take()) == ([], [])
    play.stage.wait(1)
    assert peer.take() == (["UPDATE"] if who == "we" else [])
    play.stage.wait(300)
    expected = Cause.LOST if who == "we" else Cause.SESSION_EXPIRED
    assert play.stage.ended[0].cause is expected


@BOTH
def test_a_session_that_ran_out_during_a_restart_has_time_for_a_repetition(side: str) -> None:
    play, peer, _ = timed(side, they(side))
    play.stage.now += 5_000
    play.stage.restart(load)
    play.stage.wait(31)
    assert not play.stage.ended
    peer.send("UPDATE", b"", {**KNOWS, "Session-Expires": "600;refresher=uac"})
    assert peer.take() == ["200 UPDATE"]
    play.stage.wait(500)
    assert not play.stage.ended


@BOTH
def test_a_refresh_that_a_restart_caught_is_sent_again(side: str) -> None:
    play, peer, _ = timed(side, we(side))
    play.stage.wait(300)
    assert peer.take() == ["UPDATE"]
    play.stage.restart(load)
    play.stage.wait(1)
    assert peer.take()[0] == "UPDATE"


@BOTH
def test_a_call_of_which_a_side_has_no_timer_is_bounded(side: str) -> None:
    play = Play()
    play.stage.policy(max_duration_s=0, no_timer_s=300)
    ours: dict[str, Value] = {**KNOWS, "Session-Expires": "86400"}
    play.caller.call(
        [place(play.one, "one")], headers=ours if side == "caller" else {}, gateway="in"
    )
    play.one.answer(200, ANSWER, ours if side == "callee" else {})
    play.caller.ack()
    play.stage.wait(300)
    assert [ended.cause for ended in play.stage.ended] == [Cause.MAX_DURATION]


def test_a_call_with_timers_on_both_sides_is_not() -> None:
    play = Play()
    play.stage.policy(max_duration_s=0, no_timer_s=300, session_ttl_s=7200)
    ours: dict[str, Value] = {**KNOWS, "Session-Expires": "7200;refresher=uac"}
    play.caller.call([place(play.one, "one")], headers=ours, gateway="in")
    play.one.answer(200, ANSWER, {**KNOWS, "Session-Expires": "7200;refresher=uas"})
    play.caller.ack()
    play.stage.wait(301)
    assert not play.stage.ended


@BOTH
def test_an_answer_to_a_refresh_after_the_end_changes_nothing(side: str) -> None:
    play, peer, other = timed(side, we(side), PLAIN)
    play.stage.wait(300)
    other.send("BYE")
    peer.answer(200, ANSWER, PLAIN)
    assert peer.take() == ["INVITE", "BYE", "ACK"]
    peer.heard.clear()
    play.stage.wait(100)
    assert len(play.stage.ended) == 1
