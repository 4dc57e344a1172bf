"""Pages of call records in the order of some other value than their start.

Which orders there are, and for how many records, is :mod:`engine.store.cdr_order`. The cursor is
that of :mod:`engine.store.cdr_page`: start and flow number of the last row shown; its value is
looked up.
"""

from typing import NamedTuple

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import Key, RowOrder, check_size, matching, order_of
from engine.store.cdr_page import COLUMNS, check_limit, read_cursor
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import CdrRow
from engine.store.clauses import conjunction


class _Place(NamedTuple):
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
            by: Of :data:`engine.store.cdr_order.NUMBERS` or ``TEXTS`` there.
            offset: How many records behind that one are left out.
            ascending: Begin with the least value instead of the greatest.

        Raises:
            Invalid: too many records for this order, an unknown one, or a cursor none of ours.
        """
        check_limit(limit)
        order = order_of(by, ascending=ascending)
        last = None if cursor is None else read_cursor(cursor)

        def look(reading: Reading) -> tuple[list[_Place], list[CdrRow]]:
            check_size(order, matching(reading))
            behind = None if last is None else _looked_up(reading, order, last.start, last.flow_no)
            places = _places(reading, order, behind, limit + 1, offset)
            return places, _rows(reading, places[:limit])

        places, rows = self._records.read(filters, look)
        if len(places) <= limit:
            return rows, None
        return rows, f"{places[limit - 1].start}.{places[limit - 1].flow_no}"


def _looked_up(reading: Reading, order: RowOrder, start: int, flow_no: int) -> Key:
    """The record of a cursor.

    Raises:
        Invalid: it is gone.
    """
    statement = (
        f"SELECT {order.names} FROM {reading.within(start, start + 1)} "  # noqa: S608
        "WHERE start = ? AND flow_no = ?"
    )
    rows = reading.fetch(statement, [start, flow_no])
    if not rows:
        raise Invalid("cursor", "its record was removed; begin with the first page")
    return rows[0]


def _places(
    reading: Reading, order: RowOrder, behind: Key | None, limit: int, offset: int
) -> list[_Place]:
    condition, values = conjunction([reading.condition, *order.behind(behind)])
    statement = (
        f"SELECT {order.names} FROM {reading.relation} "  # noqa: S608
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
