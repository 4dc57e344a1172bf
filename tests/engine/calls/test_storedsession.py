"""What is agreed on with a side, over a restart."""

from __future__ import annotations

from math import inf

import msgspec
import pytest

from engine.calls.session import Session
from engine.calls.sessionstate import TimerState
from engine.calls.storedsession import StoredSession, dump_session, load_session
from tests.engine.calls.party import ANSWER, OFFER, SDP

WALL = 1_790_000_000.0
SAID = (("Content-Type", SDP),), OFFER


def again(session: Session, now: float = 1000.0, wall: float = WALL) -> Session:
    data = msgspec.json.encode(dump_session(session, WALL))
    return load_session(msgspec.json.decode(data, type=StoredSession), wall, now)


def test_a_session_comes_back_as_it_was() -> None:
    session = Session(TimerState.OURS, 600, 1300.0, 1568.0, inf, 120, True, SAID, ANSWER)
    assert again(session) == session
    moved = again(session, 900.0, WALL + 100)
    assert (moved.refresh_at, moved.expires_at) == (1200.0, 1468.0)


def test_a_session_of_the_peer_is_not_refreshed_by_us() -> None:
    session = Session(TimerState.THEIRS, 600, expires_at=1568.0)
    assert again(session) == session


def test_a_session_without_a_timer_has_none_afterwards() -> None:
    assert again(Session(ours=SAID, theirs=ANSWER)) == Session(ours=SAID, theirs=ANSWER)


def test_a_refresh_under_way_is_due_again() -> None:
    found = again(Session(TimerState.REFRESHING, 600, inf, 1568.0))
    assert (found.state, found.refresh_at <= 1000.0) == (TimerState.OURS, True)


def test_nothing_runs_out_before_a_repetition_can_have_come() -> None:
    assert again(Session(TimerState.THEIRS, 600, expires_at=1568.0), 5000.0).expires_at == 5032.0


@pytest.mark.parametrize("interval", [-1, 86_401])
def test_a_damaged_timer_is_refused(interval: int) -> None:
    stored = msgspec.structs.replace(dump_session(Session(), WALL), interval=interval)
    with pytest.raises(ValueError, match="session timer"):
        load_session(stored, WALL, 1000.0)
