"""What is remembered of a session, and what is not."""

from __future__ import annotations

import pytest

from engine.calls.session import MAX_KEPT, Session
from engine.sip.request import Request
from tests.engine.calls.party import ANSWER, OFFER, SDP
from tests.helpers.wire import request


def test_the_last_description_of_either_side_is_kept() -> None:
    session = Session()
    session.said([("Content-Type", SDP), ("Subject", "hello")], OFFER)
    session.heard(ANSWER)
    assert session.ours == ((("Content-Type", SDP),), OFFER)
    assert session.theirs == ANSWER


def test_a_message_without_one_changes_nothing() -> None:
    session = Session(ours=((), OFFER), theirs=ANSWER)
    session.said([], b"")
    session.heard(b"")
    assert (session.ours, session.theirs) == (((), OFFER), ANSWER)


def test_a_long_one_is_kept_up_to_the_limit() -> None:
    session = Session()
    session.said([], b"a" * MAX_KEPT)
    session.heard(b"a" * MAX_KEPT)
    assert session.ours is not None
    assert (len(session.ours[1]), len(session.theirs)) == (MAX_KEPT, MAX_KEPT)
    session.said([], b"a" * (MAX_KEPT + 1))
    session.heard(b"a" * (MAX_KEPT + 1))
    assert not session.ours
    assert not session.theirs


@pytest.mark.parametrize(
    ("allow", "updates"),
    [("INVITE, UPDATE", True), ("INVITE, ACK", False), ("INVITE, \x7f", True), (None, True)],
)
def test_whether_update_is_allowed_is_what_was_said_last(allow: str | None, updates: bool) -> None:
    session = Session(updates=True)
    session.learn(Request.parse(request("UPDATE", Allow=allow)))
    assert session.updates is updates


def test_the_next_moment_is_the_earlier_one() -> None:
    assert Session(refresh_at=3.0, expires_at=5.0).next_at == 3.0
    assert Session(expires_at=5.0).next_at == 5.0
