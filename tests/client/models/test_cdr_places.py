from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from client.api.cdr_values import CdrQuery, CdrSeries, SeriesPoint
from client.models.cdr_places import Places

DAY = datetime(2026, 11, 23, tzinfo=UTC)
QUERY = CdrQuery(DAY + timedelta(minutes=30), DAY + timedelta(hours=24))
COUNTS = {0: 5, 3: 7, 9: 1}  # records by hour; some of the fifth hour in two modes


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def places(total: int = 16) -> Places:
    points = [SeriesPoint(at(hour), 0, count) for hour, count in COUNTS.items()]
    return Places(CdrSeries(3600, (*points, SeriesPoint(at(3), 9, 3))), total)


@pytest.mark.parametrize(
    ("row", "end", "rest"),
    [(0, 10, 0), (1, 4, 0), (10, 4, 9), (11, 1, 0), (15, 1, 4)],
)
def test_a_row_is_counted_within_its_bucket(row: int, end: float, rest: int) -> None:
    query, offset = places().narrowed(QUERY, row, oldest=False)
    assert (query.start, query.end, offset) == (QUERY.start, at(end), rest)


@pytest.mark.parametrize(
    ("row", "start", "rest"),
    [(0, 0.5, 0), (4, 0.5, 4), (5, 3, 0), (14, 3, 9), (15, 9, 0)],
)
def test_the_same_from_the_oldest_record(row: int, start: float, rest: int) -> None:
    query, offset = places().narrowed(QUERY, row, oldest=True)
    assert (query.start, query.end, offset) == (at(start), QUERY.end, rest)


def test_without_the_right_counts_all_is_counted() -> None:
    for unknown in (Places(), places(total=17)):
        assert unknown.narrowed(QUERY, 12, oldest=False) == (QUERY, 12)
        query, whole = unknown.newer(QUERY, at(3))
        assert query is not None
        assert (query.end, whole) == (QUERY.end, 0)
    assert places().narrowed(QUERY, 16, oldest=False) == (QUERY, 16)


def test_records_after_a_moment_are_counted_from_the_next_bucket_on() -> None:
    query, whole = places().newer(QUERY, at(3.25))
    assert query is not None
    assert query.start == at(3.25) + timedelta(milliseconds=1)
    assert (query.end, whole) == (at(4), 1)


def test_nothing_starts_after_the_end_and_all_after_the_beginning() -> None:
    assert places().newer(QUERY, at(24)) == (None, 0)
    query, whole = places().newer(QUERY, at(-5))
    assert query is not None
    assert (query.start, query.end, whole) == (QUERY.start, at(1), 11)
