"""From the filters of a request to those of the store, with a time range that is always bounded.

SERVER_QUERY_CDR_MAX_DAY_INTERVAL limits how many days one question may span. Without a ``from``
the range reaches back exactly that far; without a ``to`` it stays open, so that records that come
in while pages are read are not cut off, and counts up to now.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from engine.api.models.cdr_filters import CdrFilters
from engine.api.services import Services
from engine.api.wire import stamp_ms
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter, milliseconds, where
from engine.store.cdr_networks import check_addresses

PARAMETER: Final = "SERVER_QUERY_CDR_MAX_DAY_INTERVAL"
CONDITIONS: Final = {
    "billing_modes": "billing_mode",
    "callers": "caller",
    "callees": "callee",
    "numbers": "number",
    "ips": "ip",
    "caller_ips": "caller_ip",
    "callee_ips": "callee_ip",
    "gateways": "gateway",
    "caller_gateways": "caller_gateway",
    "callee_gateways": "callee_gateway",
    "accounts": "account",
    "end_reasons": "end_reason",
    "not_end_reasons": "not_end_reason",
    "reason_classes": "end_reason_class",
    "sip_statuses": "sip_status",
    "end_directions": "end_direction",
    "call_ids": "call_id",
    "user_agents": "user_agent",
}
"""The store's name of each condition with several values, and a request's."""

_ADDRESSES: Final = ("ip", "caller_ip", "callee_ip")

WIDTHS_S: Final = (1, 5, 10, 30, 60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400)
"""Widths that begin at full minutes, hours and days."""

POINTS: Final = 1500
"""Points of a chart that is as wide as a screen."""

_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)


def to_filter(services: Services, given: CdrFilters) -> CdrFilter:
    """The filter for the store.

    Raises:
        Invalid: the range ends before it begins, or spans more days than the parameter allows; or
            a value cannot be read.
    """
    start, end = _range(services, given.from_, given.to)
    return _conditions(given, start, end)


def unbounded(given: CdrFilters) -> CdrFilter:
    """The filter for the store, over the range that was given and no other.

    Raises:
        Invalid: the range ends before it begins, or a value cannot be read.
    """
    if given.from_ is not None and given.to is not None and given.from_ > given.to:
        raise Invalid("to", "the range ends before it begins: from must not be after to")
    return _conditions(given, given.from_, given.to)


def shown(filters: CdrFilter) -> dict[str, Any]:
    """A filter by the names of a request, without what does not restrict."""
    rest = ("hold_min", "hold_max", "connected", "illegal")
    found: dict[str, Any] = {
        "from": None if filters.from_ is None else stamp_ms(milliseconds(filters.from_)),
        "to": None if filters.to is None else stamp_ms(milliseconds(filters.to)),
        **{theirs: list(getattr(filters, ours)) or None for ours, theirs in CONDITIONS.items()},
        **{name: getattr(filters, name) for name in rest},
        "q": filters.q or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _conditions(given: CdrFilters, start: datetime | None, end: datetime | None) -> CdrFilter:
    wanted = CdrFilter(
        from_=start,
        to=end,
        **{ours: tuple(getattr(given, theirs)) for ours, theirs in CONDITIONS.items()},
        hold_min=given.hold_min,
        hold_max=given.hold_max,
        q=given.q,
        connected=_connected(given),
        illegal=given.illegal,
        flow_min=given.flow_min,
        flow_max=given.flow_max,
    )
    where(wanted)  # refuses what cannot be read
    for field in _ADDRESSES:
        check_addresses(field, getattr(given, field))
    return wanted


def _connected(given: CdrFilters) -> bool | None:
    """Of hold time above 0 or not; ``zero_duration`` asks the same the other way round.

    Raises:
        Invalid: both are given and nothing can be both.
    """
    if given.zero_duration is None:
        return given.connected
    if given.connected == given.zero_duration:
        raise Invalid("zero_duration", "a connected call has a duration above 0; give one of both")
    return not given.zero_duration


def closed(services: Services, filters: CdrFilter) -> CdrFilter:
    """The same with an end: now, when it has none, so that a count stays what it is."""
    return filters if filters.to else replace(filters, to=_now(services))


def moved(
    services: Services, filters: CdrFilter, from_: datetime, to: datetime | None
) -> CdrFilter:
    """The same conditions over another range, of all records there are now.

    Raises:
        Invalid: as for :func:`to_filter`.
    """
    start, end = _range(services, from_, to)
    return replace(filters, from_=start, to=end, flow_min=None, flow_max=None)


def bounds(filters: CdrFilter) -> tuple[str, str | None]:
    """The range as it is written in an answer."""
    start = milliseconds(filters.from_ or _EARLIEST)
    return stamp_ms(start), stamp_ms(milliseconds(filters.to)) if filters.to else None


def seconds(services: Services, filters: CdrFilter) -> float:
    """How long the range is, up to now when it is open."""
    end = filters.to or _now(services)
    return (end - (filters.from_ or _EARLIEST)).total_seconds()


def fitting_bucket(range_s: float) -> int:
    """The finest usual width (seconds) with which a chart of the range has few enough points."""
    return next((width for width in WIDTHS_S if range_s <= width * POINTS), WIDTHS_S[-1])


def _range(
    services: Services, from_: datetime | None, to: datetime | None
) -> tuple[datetime, datetime | None]:
    days = int(services.config.parameters.get(PARAMETER).value)
    end = to or _now(services)
    start = from_ or max(end - timedelta(days=days), _EARLIEST)
    if to is not None and start > to:
        raise Invalid("to", "the range ends before it begins: from must not be after to")
    if end - start > timedelta(days=days):
        raise Invalid(
            "from",
            f"the range spans more than {days} days, the most that {PARAMETER} allows; "
            "ask for a shorter one, or have an admin raise the parameter",
        )
    return start, to


def _now(services: Services) -> datetime:
    return datetime.fromtimestamp(services.clock.wall(), UTC)
