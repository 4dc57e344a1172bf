"""One question at a time counts, and its records can be asked for."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot

from client.api.attack_values import AttackReading
from client.api.cdr_values import CdrQuery
from client.api.errors import ApiError, Unreachable
from client.formats import Formats
from client.models.attack_feed import LOAD, AttackFeed, AttackQuestion
from client.models.cdr_filter import CdrFilter, Range
from tests.helpers.client_stubs import StubSession

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class StubAttacks:
    def __init__(self) -> None:
        self.asked: list[tuple[CdrQuery, str, str, int]] = []
        self.away = False

    def attacks(self, query: CdrQuery, by: str, timezone: str, limit: int) -> AttackReading:
        self.asked.append((query, by, timezone, limit))
        if self.away:
            raise Unreachable("nobody answers")
        return AttackReading(total=len(self.asked))


@pytest.fixture
def api() -> StubAttacks:
    return StubAttacks()


@pytest.fixture
def feed(api: StubAttacks, qapp: object) -> AttackFeed:
    session = cast(Any, StubSession(cast(Any, api)))
    return AttackFeed(session, Formats("Asia/Dhaka"), now=lambda: NOON)


def test_a_week_by_address_is_asked_for_first(
    feed: AttackFeed, api: StubAttacks, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([feed.loading, feed.loaded]):
        feed.reload()
    query, by, zone, limit = api.asked[0]
    assert query == feed.query
    assert query.end - query.start == timedelta(days=7)
    assert (by, zone, limit) == ("address", "Asia/Dhaka", 20)


def test_another_question_is_asked_at_once(
    feed: AttackFeed, api: StubAttacks, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.loaded):
        feed.show(AttackQuestion(CdrFilter(range=Range.LAST_HOUR), "network", 200))
    assert api.asked[-1][1::2] == ("network", 200)
    assert cast(Any, feed._session).given_up == [LOAD], "the one before may take long"
    assert feed.query.end - feed.query.start == timedelta(hours=1, seconds=1)


def test_a_fault_is_handed_on(feed: AttackFeed, api: StubAttacks, qtbot: QtBot) -> None:
    api.away = True
    with qtbot.waitSignal(feed.failed) as failed:
        feed.reload()
    assert isinstance(failed.args[0], ApiError)


def test_the_records_of_a_source_are_the_illegal_ones_of_the_same_time(feed: AttackFeed) -> None:
    feed.question = AttackQuestion(CdrFilter(range=Range.YESTERDAY))
    wanted = feed.records_of("192.0.2.0/24")
    assert (wanted.range, wanted.billing_modes, wanted.caller_ips) == (
        Range.YESTERDAY, (9,), ("192.0.2.0/24",),
    )  # fmt: skip


def test_a_report_is_about_the_same_time_and_one_source_or_all(feed: AttackFeed) -> None:
    every, one = feed.reported(""), feed.reported("192.0.2.1")
    assert (every.start, every.end) == (one.start, one.end) == (feed.query.start, feed.query.end)
    assert (every.conditions(), one.conditions()) == ({}, {"caller_ip": ["192.0.2.1"]})


def test_a_question_is_remembered_and_nonsense_is_not() -> None:
    asked = AttackQuestion(CdrFilter().between(NOON, NOON + timedelta(hours=1)), "network", 50)
    assert AttackQuestion.recalled(asked.remembered()) == asked
    for nonsense in ({}, {"filter": 3, "by": "country", "limit": 7}, {"filter": None}):
        assert AttackQuestion.recalled(nonsense) == AttackQuestion()


def test_an_answer_to_an_older_question_is_not_shown(
    feed: AttackFeed, qtbot: QtBot, qapp: object
) -> None:
    session = cast(StubSession, feed._session)
    session.hold()
    feed.reload()
    feed.reload()
    seen: list[AttackReading] = []
    feed.loaded.connect(seen.append)
    session.release()
    assert len(seen) == 1
