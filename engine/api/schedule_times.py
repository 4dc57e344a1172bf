"""When a schedule runs, and which time its records are of; pure.

All of it is reckoned in the schedule's own zone. A local time that a clock change leaves out (02:30
in the night of the leap forward) runs at the same distance from midnight, an hour later by the
clock; one that comes twice runs the first time. A month that has no 31st runs on its last day.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from engine.api.models.schedules import SchedulePlan

_LOOKED: Final = 64
"""Days looked at for the next one: the longest distance is two months."""


class Times(NamedTuple):
    """A half-open range of time, aware, in UTC."""

    start: datetime
    end: datetime


def next_due(plan: SchedulePlan, after: float) -> float:
    """The first moment of the schedule after ``after``, both in epoch seconds."""
    zone = ZoneInfo(plan.timezone)
    day = datetime.fromtimestamp(after, UTC).astimezone(zone).date() - timedelta(days=1)
    for _ in range(_LOOKED):
        if _runs_on(plan, day):
            moment = datetime.combine(day, time(plan.hour, plan.minute), zone).timestamp()
            if moment > after:
                return moment
        day += timedelta(days=1)
    raise AssertionError("every plan has a day within two months")


def latest_due(plan: SchedulePlan, due_at: float, now: float) -> tuple[float, int]:
    """Of the moments from ``due_at`` on that are over, the latest, and how many were before it."""
    missed = 0
    while (following := next_due(plan, due_at)) <= now and missed < MAX_MISSED:
        due_at, missed = following, missed + 1
    return due_at, missed


MAX_MISSED: Final = 400
"""Missed runs that are counted one by one: a year of days."""


def times_of(plan: SchedulePlan, due_at: float) -> Times:
    """The range of a run that is due at ``due_at``."""
    zone = ZoneInfo(plan.timezone)
    today = datetime.fromtimestamp(due_at, UTC).astimezone(zone).date()
    if plan.period == "last_month":
        end = today.replace(day=1)
        start = (end - timedelta(days=1)).replace(day=1)
    else:
        end = today
        start = today - timedelta(days=1 if plan.period == "yesterday" else 7)
    return Times(_midnight(start, zone), _midnight(end, zone))


def _runs_on(plan: SchedulePlan, day: date) -> bool:
    if plan.frequency == "weekly":
        return day.isoweekday() == plan.weekday
    if plan.frequency == "monthly":
        return day.day == min(plan.day, monthrange(day.year, day.month)[1])
    return True


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
