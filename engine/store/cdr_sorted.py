"""Pages of call records in the order of some other value than their start.

Records lie in the order of time, so every other order has to look at the values of all records that
match. For a million of them the database does that in 20 to 60 ms of one core, for the middle of
the result in 300; for ten million in ten times that. So a result may be sorted up to a named
size, less for texts, which cost five times as much; a larger one has to be narrowed first.

Records of equal values follow by start and flow number, so that every record has one place. The
cursor is that of :mod:`engine.store.cdr_page`: start and flow number of the last row shown; its
value is looked up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_page import COLUMNS, check_limit, read_cursor
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import CdrRow
from engine.store.clauses import Clause, conjunction

NUMBERS: Final = {
    "hold_time_s": "hold_ms",
    "fee": "fee",
    "stop": "stop",
    "sip_status": "sip_status",
    "end_reason": "end_reason",
    "end_direction": "end_direction",
    "billing_mode": "billing_mode",
    "flow_no": "flow_no",
}
"""Name in the interface -> column of a number."""

TEXTS: Final = {
    name: name for name in ("caller", "callee", "caller_ip", "account", "user_agent", "call_id")
}
"""Name in the interface -> column of a text, which is sorted by its characters' numbers."""

MOST: Final = 1_000_000
"""Records of a result that may be sorted by a number."""

MOST_TEXTS: Final = 200_000
"""Records of a result that may be sorted by a text."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record is: its value, start and flow number."""

    value: object
    start: int
    flow_no: int


class SortedPages:
    """Pages out of the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def page(
        self,
        filters: CdrFilter,
        limit: int,
        cursor: str | None,
        *,
        by: str,
        offset: int = 0,
        ascending: bool = False,
    ) -> tuple[list[CdrRow], str | None]:
        """Records in the order of a value, and the cursor of the next page, None at the end.

        Args:
            filters: Which records.
            limit: How many at most.
            cursor: Behind which record, as a page of the same order answered.
            by: Of :data:`NUMBERS` or :data:`TEXTS`.
            offset: How many records behind that one are left out.
            ascending: Begin with the least value instead of the greatest.

        Raises:
            Invalid: too many records for this order, an unknown one, or a cursor none of ours.
        """
        check_limit(limit)
        column, most = _column(by)
        last = None if cursor is None else read_cursor(cursor)

        def look(reading: Reading) -> tuple[list[_Place], list[CdrRow]]:
            _check_size(reading, by, most)
            behind = None
            if last is not None:
                behind = _looked_up(reading, column, last.start, last.flow_no)
            order = _Order(column, ascending)
            places = _places(reading, order, behind, limit + 1, offset)
            return places, _rows(reading, places[:limit])

        places, rows = self._records.read(filters, look)
        if len(places) <= limit:
            return rows, None
        return rows, f"{places[limit - 1].start}.{places[limit - 1].flow_no}"


@dataclass(frozen=True, slots=True)
class _Order:
    """By which column, and which way."""

    column: str
    ascending: bool

    @property
    def by(self) -> str:
        """The end of a statement."""
        way = "ASC" if self.ascending else "DESC"
        return f"ORDER BY {self.column} {way}, start {way}, flow_no {way}"

    def behind(self, last: _Place | None) -> Iterator[Clause]:
        """Only records that come after that one."""
        if last is not None:
            sign = ">" if self.ascending else "<"
            rest = f"start {sign}= ? AND (start {sign} ? OR flow_no {sign} ?)"
            text = f"{self.column} {sign}= ? AND ({self.column} {sign} ? OR ({rest}))"
            yield text, [last.value, last.value, last.start, last.start, last.flow_no]


def _column(by: str) -> tuple[str, int]:
    """The column of an order, and how many records it is for.

    Raises:
        Invalid: there is no such order.
    """
    if by in NUMBERS:
        return NUMBERS[by], MOST
    if by in TEXTS:
        return TEXTS[by], MOST_TEXTS
    raise Invalid("sort", f"records cannot be sorted by {by[:40]!a}")


def _check_size(reading: Reading, by: str, most: int) -> None:
    condition, values = reading.condition
    statement = f"SELECT count(*) FROM {reading.relation} WHERE {condition}"  # noqa: S608
    count = reading.fetch(statement, values)[0][0]
    if count > most:
        raise Invalid(
            "sort",
            f"{count:,} records match, and at most {most:,} are sorted by {by}; "
            "narrow the filter or the time range, or sort by start",
        )


def _looked_up(reading: Reading, column: str, start: int, flow_no: int) -> _Place:
    """The record of a cursor.

    Raises:
        Invalid: it is gone.
    """
    statement = (
        f"SELECT {column} FROM {reading.within(start, start + 1)} "  # noqa: S608
        "WHERE start = ? AND flow_no = ?"
    )
    rows = reading.fetch(statement, [start, flow_no])
    if not rows:
        raise Invalid("cursor", "its record was removed; begin with the first page")
    return _Place(rows[0][0], start, flow_no)


def _places(
    reading: Reading, order: _Order, behind: _Place | None, limit: int, offset: int
) -> list[_Place]:
    condition, values = conjunction([reading.condition, *order.behind(behind)])
    statement = (
        f"SELECT {order.column}, start, flow_no FROM {reading.relation} "  # noqa: S608
        f"WHERE {condition} {order.by} LIMIT ? OFFSET ?"
    )
    return [_Place(*row) for row in reading.fetch(statement, [*values, limit, offset])]


def _rows(reading: Reading, places: list[_Place]) -> list[CdrRow]:
    """The whole records, in the order of their places."""
    if not places:
        return []
    starts = [place.start for place in places]
    flows = [place.flow_no for place in places]
    first, last = min(starts), max(starts)
    statement = (
        f"SELECT {COLUMNS} FROM {reading.within(first, last + 1)} "  # noqa: S608
        "WHERE start BETWEEN ? AND ? AND flow_no IN (SELECT unnest(?::BIGINT[]))"
    )
    found = map(CdrRow._make, reading.fetch(statement, [first, last, flows]))
    rows = {row.flow_no: row for row in found}
    return [rows[flow] for flow in flows]
