"""Which records the operator wants to see: a value with names for its parts.

The time range is always there and always applied. A range is kept as what was asked for ("today"),
not as two moments, so that it moves with the clock; it becomes moments when a query is made, in
the zone that the page names. Every active part is a chip that can be taken away by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    THIS_WEEK = "this_week"
    WEEK = "week"
    CUSTOM = "custom"


LISTS = (
    "billing_modes", "numbers", "callers", "callees", "ips", "caller_ips", "callee_ips",
    "gateways", "caller_gateways", "callee_gateways", "accounts", "end_reasons",
    "not_end_reasons", "reason_classes", "sip_statuses", "end_directions", "call_ids",
    "user_agents",
)  # fmt: skip
SINGLES = ("hold_min", "hold_max", "connected", "zero_duration", "illegal", "text")
EMPTY = '""'
"""A value of a list that means the empty text; behind a ``!`` any other."""

MAX_VALUES = 1000
"""Values of one part: the engine takes no more."""


@dataclass(frozen=True, slots=True)
class CdrFilter:
    """The filter of the CDR page. Several values of one list mean any of them.

    Attributes:
        range: the stretch of time; ``start`` and ``end`` are used by ``CUSTOM`` only.
        start: first moment, aware.
        end: first moment after it, aware.
        hold_min: least hold time in seconds.
        hold_max: longest hold time in seconds.
        numbers, ips, gateways: of either side; the others name their side.
        zero_duration: only calls of 0 s, or only longer ones.
        illegal: only calls, or no calls, whose source was not authorised.
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
    numbers: tuple[str, ...] = ()
    caller_ips: tuple[str, ...] = ()
    callee_ips: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    caller_gateways: tuple[str, ...] = ()
    callee_gateways: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    not_end_reasons: tuple[int, ...] = ()
    reason_classes: tuple[str, ...] = ()
    sip_statuses: tuple[int, ...] = ()
    end_directions: tuple[int, ...] = ()
    user_agents: tuple[str, ...] = ()
    zero_duration: bool | None = None
    illegal: bool | None = None

    def moments(self, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
        """The half-open range in UTC, for *now*; days begin at midnight of *zone*."""
        midnight = now.astimezone(zone).replace(
            hour=0, minute=0, second=0, microsecond=0, fold=0
        )  # the first one where clocks are turned back over midnight
        start, end = {
            Range.LAST_HOUR: (now - timedelta(hours=1), now + timedelta(seconds=1)),
            Range.TODAY: (midnight, _days_after(midnight, 1)),
            Range.YESTERDAY: (_days_after(midnight, -1), midnight),
            Range.THIS_WEEK: (_days_after(midnight, -midnight.weekday()), _days_after(midnight, 1)),
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

    def covering(self, moment: datetime, now: datetime, zone: tzinfo) -> CdrFilter:
        """The filter over today or the last 7 days, or the days around it: where a moment is in."""
        for wanted in (Range.TODAY, Range.WEEK):
            found = replace(self, range=wanted, start=None, end=None)
            start, end = found.moments(now, zone)
            if start <= moment < end:
                return found
        return self.between(moment - timedelta(days=1), moment + timedelta(days=1))

    def adding(self, name: str, value: int | str) -> CdrFilter:
        """The filter with one more value in a list; a value that is there stays once."""
        known = getattr(self, name)
        grown: dict[str, Any] = {name: (*known, value)}
        return self if value in known else replace(self, **grown)

    def only(self, name: str, values: Iterable[int | str]) -> CdrFilter:
        """The filter with exactly these values in a list, each once and at most `MAX_VALUES`."""
        kept: dict[str, Any] = {name: tuple(dict.fromkeys(values))[:MAX_VALUES]}
        return replace(self, **kept)

    def crowded(self) -> bool:
        """Whether a list has more values than the engine takes."""
        return any(len(getattr(self, name)) > MAX_VALUES for name in LISTS)

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


def bare(value: str) -> str:
    """What a value of a list means, as it is read: without its escapes, or the empty text."""
    return "" if value == EMPTY else re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)


def literally(text: str) -> str:
    r"""The text as a value that means exactly it: ``*``, ``\`` and a first ``!`` are escaped.

    The empty text is ``EMPTY``, and a text that looks like it is escaped as well.
    """
    if not text:
        return EMPTY
    escaped = text.replace("\\", "\\\\").replace("*", "\\*")
    return f"\\{escaped}" if escaped.startswith("!") or escaped == EMPTY else escaped


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
