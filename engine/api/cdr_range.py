"""From the filters of a request to those of the store, with a time range that is always bounded.

SERVER_QUERY_CDR_MAX_DAY_INTERVAL limits how many days one question may span. Without a ``from``
the range reaches back exactly that far; without a ``to`` it stays open, so that records that come
in while pages are read are not cut off, and counts up to now.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.api.models.cdrs import CdrFilters
from engine.api.services import Services
from engine.api.wire import stamp_ms
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter, milliseconds

PARAMETER: Final = "SERVER_QUERY_CDR_MAX_DAY_INTERVAL"
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)


def to_filter(services: Services, given: CdrFilters) -> CdrFilter:
    """The filter for the store.

    Raises:
        Invalid: the range ends before it begins, or spans more days than the parameter allows.
    """
    start, end = _range(services, given)
    return CdrFilter(
        from_=start,
        to=end,
        billing_modes=tuple(given.billing_mode),
        callers=tuple(given.caller),
        callees=tuple(given.callee),
        ips=tuple(given.ip),
        end_reasons=tuple(given.end_reason),
        hold_min=given.hold_min,
        hold_max=given.hold_max,
        call_ids=tuple(given.call_id),
        q=given.q,
        connected=given.connected,
    )


def closed(services: Services, filters: CdrFilter) -> CdrFilter:
    """The same with an end: now, when it has none, so that a count stays what it is."""
    return filters if filters.to else replace(filters, to=_now(services))


def bounds(filters: CdrFilter) -> tuple[str, str | None]:
    """The range as it is written in an answer."""
    start = milliseconds(filters.from_ or _EARLIEST)
    return stamp_ms(start), stamp_ms(milliseconds(filters.to)) if filters.to else None


def seconds(services: Services, filters: CdrFilter) -> float:
    """How long the range is, up to now when it is open."""
    end = filters.to or _now(services)
    return (end - (filters.from_ or _EARLIEST)).total_seconds()


def _range(services: Services, given: CdrFilters) -> tuple[datetime, datetime | None]:
    days = int(services.config.parameters.get(PARAMETER).value)
    end = given.to or _now(services)
    start = given.from_ or max(end - timedelta(days=days), _EARLIEST)
    if given.to is not None and start > given.to:
        raise Invalid("to", "the range ends before it begins: from must not be after to")
    if end - start > timedelta(days=days):
        raise Invalid(
            "from",
            f"the range spans more than {days} days, the most that {PARAMETER} allows; "
            "ask for a shorter one, or have an admin raise the parameter",
        )
    return start, given.to


def _now(services: Services) -> datetime:
    return datetime.fromtimestamp(services.clock.wall(), UTC)
