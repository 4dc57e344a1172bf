from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.api.models.schedules import SchedulePlan
from engine.api.schedule_times import MAX_MISSED, latest_due, next_due, times_of

BERLIN = ZoneInfo("Europe/Berlin")


def plan(**changes: Any) -> SchedulePlan:
    return SchedulePlan(**{"timezone": "Europe/Berlin", "folder": "a", **changes})


def at(text: str, zone: ZoneInfo = BERLIN) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


@pytest.mark.parametrize(
    ("changes", "after", "expected"),
    [
        ({}, "2026-11-23T05:59:59", "2026-11-23T06:00"),
        ({}, "2026-11-23T06:00:00", "2026-11-24T06:00"),
        ({"frequency": "weekly", "weekday": 5}, "2026-11-23T07:00", "2026-11-27T06:00"),
        ({"frequency": "weekly", "weekday": 1}, "2026-11-23T07:00", "2026-11-30T06:00"),
        ({"frequency": "monthly", "day": 31}, "2026-11-23T07:00", "2026-11-30T06:00"),
        ({"frequency": "monthly", "day": 31}, "2027-01-31T07:00", "2027-02-28T06:00"),
        ({"frequency": "monthly", "day": 1}, "2026-11-01T07:00", "2026-12-01T06:00"),
    ],
)
def test_the_next_run(changes: dict[str, Any], after: str, expected: str) -> None:
    assert next_due(plan(**changes), at(after)) == at(expected)


def test_a_time_that_a_clock_change_leaves_out_runs_once_and_an_hour_later() -> None:
    early = plan(hour=2, minute=30)
    first = next_due(early, at("2026-03-28T12:00"))
    assert datetime.fromtimestamp(first, BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"
    assert next_due(early, first) == at("2026-03-30T02:30")


def test_a_time_that_comes_twice_runs_the_first_time_only() -> None:
    early = plan(hour=2, minute=30)
    first = next_due(early, at("2026-10-24T12:00"))
    assert datetime.fromtimestamp(first, BERLIN).isoformat() == "2026-10-25T02:30:00+02:00"
    assert next_due(early, first) == at("2026-10-26T02:30")


def test_days_with_a_clock_change_are_23_and_25_hours_long() -> None:
    for day, hours in (("2026-03-30T06:00", 23), ("2026-10-26T06:00", 25)):
        start, end = times_of(plan(), at(day))
        assert (end - start).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("yesterday", "2026-02-28T00:00", "2026-03-01T00:00"),
        ("last_7_days", "2026-02-22T00:00", "2026-03-01T00:00"),
        ("last_month", "2026-02-01T00:00", "2026-03-01T00:00"),
    ],
)
def test_the_range_of_a_run(period: str, start: str, end: str) -> None:
    found = times_of(plan(period=period), at("2026-03-01T06:00"))
    assert (found.start.timestamp(), found.end.timestamp()) == (at(start), at(end))
    assert found.start.tzinfo is UTC


def test_of_missed_runs_the_latest_counts() -> None:
    due = at("2026-11-20T06:00")
    assert latest_due(plan(), due, due) == (due, 0)
    assert latest_due(plan(), due, at("2026-11-23T05:00")) == (at("2026-11-22T06:00"), 2)
    long_ago = at("2020-01-01T06:00")
    assert latest_due(plan(), long_ago, due)[1] == MAX_MISSED
