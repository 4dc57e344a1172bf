"""Which records the operator wants to see: a value with names for its parts.

The time range is always there and always applied. A range is kept as what was asked for ("today"),
not as two moments, so that it moves with the clock; it becomes moments when a query is made, in
the zone that the page names. Every active part is a chip that can be taken away by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from typing import Any

from client.api.cdr_values import CdrQuery


class Range(Enum):
    """A stretch of time by name, or two moments of the operator's own."""

    LAST_HOUR = "last_hour"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    CUSTOM = "custom"


LISTS = ("billing_modes", "callers", "callees", "ips", "end_reasons", "call_ids")
SINGLES = ("hold_min", "hold_max", "connected", "text")


@dataclass(frozen=True, slots=True)
class CdrFilter:
    """The filter of the CDR page. Several values of one list mean any of them.

    Attributes:
        range: the stretch of time; ``start`` and ``end`` are used by ``CUSTOM`` only.
        start: first moment, aware.
        end: first moment after it, aware.
        hold_min: least hold time in seconds.
        hold_max: longest hold time in seconds.
        connected: only calls with, or only without, hold time.
        text: occurs in a number, an address, a Call-ID or a device.
    """

    range: Range = Range.TODAY
    start: datetime | None = None
    end: datetime | None = None
    billing_modes: tuple[int, ...] = ()
    callers: tuple[str, ...] = ()
    callees: tuple[str, ...] = ()
    ips: tuple[str, ...] = ()
    end_reasons: tuple[int, ...] = ()
    call_ids: tuple[str, ...] = ()
    hold_min: int | None = None
    hold_max: int | None = None
    connected: bool | None = None
    text: str = ""

    def moments(self, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """The half-open range in UTC, for *now*; days begin at midnight of *zone*."""
        midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        start, end = {
            Range.LAST_HOUR: (now - timedelta(hours=1), now + timedelta(seconds=1)),
            Range.TODAY: (midnight, _days_after(midnight, 1)),
            Range.YESTERDAY: (_days_after(midnight, -1), midnight),
            Range.WEEK: (_days_after(midnight, -6), _days_after(midnight, 1)),
            Range.CUSTOM: (self.start or midnight, self.end or _days_after(midnight, 1)),
        }[self.range]
        return start.astimezone(UTC), end.astimezone(UTC)

    def query(self, now: datetime, zone: tzinfo) -> CdrQuery:
        """The filter as the interface understands it."""
        start, end = self.moments(now, zone)
        parts = {name: getattr(self, name) for name in (*LISTS, *SINGLES)}
        return CdrQuery(start=start, end=end, **parts)

    def active(self) -> list[str]:
        """The names of the parts that restrict, the time range apart."""
        empty = CdrFilter()
        names = (*LISTS, *SINGLES)
        return [name for name in names if getattr(self, name) != getattr(empty, name)]

    def without(self, name: str) -> CdrFilter:
        """The filter without one part."""
        return replace(self, **{name: getattr(CdrFilter(), name)})

    def only_range(self) -> CdrFilter:
        """The filter with nothing but its time range."""
        return CdrFilter(range=self.range, start=self.start, end=self.end)

    def between(self, start: datetime, end: datetime) -> CdrFilter:
        """The filter over two moments of the operator's own; the order does not matter."""
        first, last = sorted((start, end))
        return replace(self, range=Range.CUSTOM, start=first, end=last)

    def adding(self, name: str, value: int | str) -> CdrFilter:
        """The filter with one more value in a list; a value that is there stays once."""
        known = getattr(self, name)
        grown: dict[str, Any] = {name: (*known, value)}
        return self if value in known else replace(self, **grown)

    def remembered(self) -> dict[str, Any]:
        """The filter as JSON can hold it."""
        state = asdict(self)
        state["range"] = self.range.value
        for name in ("start", "end"):
            moment = getattr(self, name)
            state[name] = None if moment is None else moment.isoformat()
        return state

    @classmethod
    def recalled(cls, state: Mapping[str, Any]) -> CdrFilter:
        """The remembered filter; anything unusable in it gives the default filter."""
        try:
            given = {item.name: state[item.name] for item in fields(cls) if item.name in state}
            given["range"] = Range(given.get("range", Range.TODAY.value))
            for name in ("start", "end"):
                given[name] = _moment(given.get(name))
            for name in LISTS:
                given[name] = tuple(given.get(name) or ())
            return cls(**given)
        except (TypeError, ValueError):
            return cls()


def _days_after(midnight: datetime, days: int) -> datetime:
    """Midnight some days on, by the calendar: a day is not always 24 hours."""
    return (midnight.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=midnight.tzinfo)


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment
