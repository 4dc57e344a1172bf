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
SELECT value, count(*) AS records, count(*) FILTER (hold_ms > 0) AS connected,
    coalesce(sum(hold_ms), 0)::BIGINT AS hold_ms, count(*) FILTER (billing_mode = 9) AS illegal,
    coalesce(sum(fee), 0.0) AS fee, min(start) AS first, max(start) AS last
FROM ({}) GROUP BY value ORDER BY records DESC, value LIMIT {}
"""
_NEEDED: Final = "hold_ms, billing_mode, fee, start"

_SLOT_MS: Final = 900_000
"""A quarter of an hour: in every time zone an hour of the day is made of whole ones."""

_HOURS: Final = f"""
SELECT date_part('hour', timezone(?, make_timestamptz(value * {_SLOT_MS * 1000}))),
    sum(records)::BIGINT, sum(connected)::BIGINT, sum(hold_ms)::BIGINT, sum(illegal)::BIGINT,
    sum(fee), min(first), max(last)
FROM ({{}}) GROUP BY 1 ORDER BY 1 LIMIT {{}}
"""  # noqa: S608
"""Out of the figures of quarters: to ask for the hour of every record took five times as long."""


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
            rows, values = _counted(reading, by, digits)
            if by == "hour":
                quarters = _FIGURES.format(rows, "ALL")
                return reading.fetch(_HOURS.format(quarters, int(limit)), [timezone, *values])
            return reading.fetch(_FIGURES.format(rows, int(limit)), values)

        return [_row(found) for found in self._records.read(filters, ask)]


def _counted(reading: Reading, by: str, digits: int) -> tuple[str, list[object]]:
    """What is counted: a value a record, with what the figures need."""
    condition, values = reading.condition
    source = f"FROM {reading.relation} WHERE {condition}"
    if by == "gateway":
        return _both_gateways(source), values * 2
    computed = {"callee_prefix": f"left(callee, {digits})", "hour": f"start // {_SLOT_MS}"}
    return f"SELECT {computed.get(by, by)} AS value, {_NEEDED} {source}", values


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


def _row(found: tuple[Any, ...]) -> TopRow:
    value, *figures = found
    return TopRow(value if isinstance(value, str) else str(int(value)), *figures)
