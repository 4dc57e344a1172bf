"""The most frequent values of a property among the records of a filter: who attacks, what fails.

A list is computed over exactly the records that the table shows. Values with equally many records
come in their own order, so that two looks at the same records show the same list.
"""

from typing import Any, Final

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import TopRow
from engine.store.csv_columns import check_timezone

MAX_TOP: Final = 1000
PREFIX_DIGITS: Final = (1, 15)
"""Least and most digits of a prefix of called numbers."""

_COLUMNS: Final = (
    *("caller", "callee", "caller_ip", "callee_ip", "caller_gateway", "callee_gateway"),
    *("account", "user_agent", "end_reason", "sip_status", "billing_mode", "end_direction"),
)
TOP_BY: Final = (*_COLUMNS, "callee_prefix", "gateway", "hour")
"""Properties by which records are counted; ``gateway`` is one of either side, ``hour`` that of the
day."""

_FIGURES: Final = """
SELECT value, count(*) AS records, count(*) FILTER (hold_ms > 0), coalesce(sum(hold_ms), 0)::BIGINT,
    count(*) FILTER (billing_mode = 9), coalesce(sum(fee), 0.0), min(start), max(start)
FROM ({}) GROUP BY value ORDER BY {} LIMIT {}
"""
_NEEDED: Final = "hold_ms, billing_mode, fee, start"
_MOST_FIRST: Final = "records DESC, value"


class Top:
    """Lists out of the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def top(
        self, filters: CdrFilter, by: str, limit: int, *, digits: int = 4, timezone: str = "UTC"
    ) -> list[TopRow]:
        """The values with the most records; hours of the day in their order.

        Args:
            filters: Which records.
            by: Of :data:`TOP_BY`.
            limit: Values at most.
            digits: Length of a ``callee_prefix``.
            timezone: IANA name of the zone whose hours are meant.

        Raises:
            Invalid: an unknown property or zone, or a number out of range.
        """
        _check(by, limit, digits)
        check_timezone(timezone)

        def ask(reading: Reading) -> list[tuple[Any, ...]]:
            rows, parameters = _counted(reading, by, digits, timezone)
            order = "value" if by == "hour" else _MOST_FIRST
            return reading.fetch(_FIGURES.format(rows, order, int(limit)), parameters)

        return [_row(found) for found in self._records.read(filters, ask)]


def _counted(reading: Reading, by: str, digits: int, timezone: str) -> tuple[str, list[object]]:
    """What is counted: a value a record, with what the figures need."""
    condition, values = reading.condition
    source = f"FROM {reading.relation} WHERE {condition}"
    if by == "gateway":
        return _both_gateways(source), values * 2
    if by == "hour":
        return _hours(source), [timezone, *values]
    value = f"left(callee, {digits})" if by == "callee_prefix" else by
    return f"SELECT {value} AS value, {_NEEDED} {source}", values


def _check(by: str, limit: int, digits: int) -> None:
    if by not in TOP_BY:
        raise Invalid("by", f"records are counted by {', '.join(TOP_BY)}")
    if not 1 <= limit <= MAX_TOP:
        raise Invalid("limit", f"a list has 1 to {MAX_TOP} values")
    if not PREFIX_DIGITS[0] <= digits <= PREFIX_DIGITS[1]:
        raise Invalid("digits", f"a prefix has {PREFIX_DIGITS[0]} to {PREFIX_DIGITS[1]} digits")


def _both_gateways(source: str) -> str:
    """A call through two gateways counts for each of them, through one gateway once."""
    return (
        f"SELECT caller_gateway AS value, {_NEEDED} {source} AND caller_gateway <> '' UNION ALL "
        f"SELECT callee_gateway, {_NEEDED} {source} AND callee_gateway NOT IN ('', caller_gateway)"
    )


def _hours(source: str) -> str:
    hour = "date_part('hour', timezone(?, make_timestamptz(start * 1000)))"
    return f"SELECT {hour} AS value, {_NEEDED} {source}"


def _row(found: tuple[Any, ...]) -> TopRow:
    value, *figures = found
    return TopRow(value if isinstance(value, str) else str(int(value)), *figures)
