"""Pages of call records, newest first, in a few milliseconds out of any number of records.

The cursor is the start and flow number of the last row shown, and the next page begins below it
(split comparison, see :mod:`engine.store.cdr_query`). Two habits of a columnar store are met:

* Asked for the newest hundred of a week, it would read the week. So windows of time are asked from
  the newest end, ten minutes first, each wider than the one before, until the page is full or the
  range is done. A common filter touches one window; a rare one costs what counting it costs.
  A rare text is looked for in a few blocks (:mod:`engine.store.cdr_grams`), all at once.
* Reading all columns of a row costs twenty times its keys. So a window yields keys, and the rows of
  the page are fetched at the end: by their row numbers, or where files of the archive are among
  them, by their flow numbers within the range of their starts. Everything is of one snapshot.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter, milliseconds
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import CDR_COLUMNS, CdrRow
from engine.store.cdr_schema import quoted
from engine.store.clauses import Clause, conjunction

MAX_PAGE: Final = 10_000
COLUMNS: Final = ", ".join(
    'CAST("id" AS VARCHAR)' if name == "id" else quoted(name) for name in CDR_COLUMNS
)
"""The columns of a :class:`CdrRow`, as they are selected."""

_FIRST_WINDOW_MS: Final = 600_000
_GROWTH: Final = (4, 64)
"""Least and most times a window is wider than the one before."""

_ORDER: Final = "ORDER BY start DESC, flow_no DESC"
_CURSOR: Final = re.compile(r"(-?\d{1,19})\.(-?\d{1,19})", re.ASCII)
_TOO_LARGE: Final = 1 << 63


class _Key(NamedTuple):
    """Where a row is in the order, and what it is fetched by: its number in the table, if any."""

    start: int
    flow_no: int
    number: int


class Pages:
    """Pages out of the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def page(
        self, filters: CdrFilter, limit: int, cursor: str | None
    ) -> tuple[list[CdrRow], str | None]:
        """Records newest first and the cursor of the next page, None at the end.

        Raises:
            Invalid: a limit out of range, or a cursor that is none of ours.
        """
        check_limit(limit)
        last = None if cursor is None else read_cursor(cursor)

        def look(reading: Reading) -> tuple[list[_Key], list[CdrRow]]:
            keys = _keys(reading, filters, limit + 1, last)
            return keys, _rows(reading, keys[:limit])

        keys, rows = self._records.read(filters, look)
        if len(keys) <= limit:
            return rows, None
        return rows, f"{keys[limit - 1].start}.{keys[limit - 1].flow_no}"


def _keys(
    reading: Reading, filters: CdrFilter, wanted: int, last: tuple[int, int] | None
) -> list[_Key]:
    """The first keys below ``last``, window after window."""
    condition, values = conjunction([reading.condition, *_below(last)])
    statement = (
        f"SELECT start, flow_no, {_number(reading)} FROM {reading.relation} "  # noqa: S608
        f"WHERE start >= ? AND start < ? AND ({condition}) {_ORDER} LIMIT ?"
    )
    keys: list[_Key] = []
    low, high = _bounds(reading, filters, last)
    width = high - low if reading.narrowed else _FIRST_WINDOW_MS
    while high > low and len(keys) < wanted:
        begin = max(low, high - width)
        missing = wanted - len(keys)
        found = reading.fetch(statement, [begin, high, *values, missing])
        keys.extend(_Key(*row) for row in found)
        high = begin
        width *= _growth(missing, len(found))
    return keys


def _bounds(reading: Reading, filters: CdrFilter, last: tuple[int, int] | None) -> tuple[int, int]:
    """The half-open range of starts in which matching rows can be."""
    lowest, highest = reading.span()
    low = lowest if filters.from_ is None else max(lowest, milliseconds(filters.from_))
    high = highest + 1 if filters.to is None else min(highest + 1, milliseconds(filters.to))
    return low, high if last is None else min(high, last[0] + 1)


def _rows(reading: Reading, keys: list[_Key]) -> list[CdrRow]:
    if not keys:
        return []
    statement = (
        f"SELECT {COLUMNS} FROM {reading.relation} WHERE start BETWEEN ? AND ? "  # noqa: S608
        f"AND {_number(reading)} IN (SELECT unnest(?::BIGINT[])) {_ORDER}"
    )
    numbers = [key.number for key in keys]
    found = reading.fetch(statement, [keys[-1].start, keys[0].start, numbers])
    return [CdrRow(*row) for row in found]


def _number(reading: Reading) -> str:
    """What a row is fetched by; both are unique, and the number in the table is quicker."""
    return "rowid" if reading.plain else "flow_no"


def check_limit(limit: int) -> None:
    """1 to :data:`MAX_PAGE`.

    Raises:
        Invalid: otherwise.
    """
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid("limit", f"a page has 1 to {MAX_PAGE} rows")


def read_cursor(text: str) -> tuple[int, int]:
    """Start and flow number of the last row of a page.

    Raises:
        Invalid: the text is not what a page answered.
    """
    match = _CURSOR.fullmatch(text)
    start, flow_no = (int(match[1]), int(match[2])) if match else (_TOO_LARGE, 0)
    if max(abs(start), abs(flow_no)) >= _TOO_LARGE:
        raise Invalid("cursor", "the cursor is not one that a page answered")
    return start, flow_no


def _below(last: tuple[int, int] | None) -> Iterator[Clause]:
    """Only rows after that one, in descending order."""
    if last is not None:
        start, flow_no = last
        yield "start <= ? AND (start < ? OR flow_no < ?)", [start, start, flow_no]


def _growth(missing: int, found: int) -> int:
    """How much wider the next window is: twice what this one's density asks for, within limits."""
    least, most = _GROWTH
    return most if found == 0 else min(most, max(least, 2 * missing // found))
