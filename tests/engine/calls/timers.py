"""Calls with a session timer on one of their sides, and what their parties know of timers."""

from __future__ import annotations

import pytest

from tests.engine.calls.party import ANSWER, OFFER, Party
from tests.engine.calls.play import Play
from tests.engine.calls.stage import place
from tests.helpers.wire import Value

BOTH = pytest.mark.parametrize("side", ["caller", "callee"])
KNOWS: dict[str, Value] = {"Supported": "timer", "Allow": "INVITE, ACK, BYE, UPDATE"}
PLAIN: dict[str, Value] = {"Supported": "timer", "Allow": "INVITE, ACK, BYE"}
OTHER = OFFER.replace(b"4000", b"4002")


def talk(caller: dict[str, Value] | None = None, callee: dict[str, Value] | None = None) -> Play:
    """A call that was answered, with these headers in the INVITE and in its 2xx."""
    play = Play()
    play.stage.policy(max_duration_s=0, no_timer_s=0)
    play.caller.call([place(play.one, "one")], headers=caller or {}, gateway="in")
    play.one.answer(200, ANSWER, callee or {})
    play.caller.ack()
    return play


def timed(side: str, refresher: str, allow: dict[str, Value] = KNOWS) -> tuple[Play, Party, Party]:
    """A call with a timer of 600 s on one side: the play, who has it, and the other party."""
    if side == "caller":
        expires = f"600;refresher={refresher}"
        play = talk({**allow, "Session-Expires": expires})
        with_timer, without = play.caller, play.one
    else:
        play = talk(None, {**allow, "Session-Expires": f"600;refresher={refresher}"})
        with_timer, without = play.one, play.caller
    play.forget()
    return play, with_timer, without


def we(side: str) -> str:
    """How the switch is named as the refresher of that side's first INVITE."""
    return "uas" if side == "caller" else "uac"


def they(side: str) -> str:
    """How the peer is named."""
    return "uac" if side == "caller" else "uas"
