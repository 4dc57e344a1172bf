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


@pytest.mark.parametrize(("size", "kept"), [(MAX_KEPT, True), (MAX_KEPT + 1, False)])
def test_a_long_one_is_kept_up_to_the_limit(size: int, kept: bool) -> None:
    session = Session(ours=((), OFFER), theirs=ANSWER)
    session.said([], b"a" * size)
    session.heard(b"a" * size)
    assert session.ours == (((), b"a" * size) if kept else None)
    assert session.theirs == (b"a" * size if kept else b"")


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
