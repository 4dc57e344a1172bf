"""Pages of call records, newest first, in a few milliseconds out of any number of records.

The cursor is the start and flow number of the last row shown, and the next page begins below it
(split comparison, see :mod:`engine.store.cdr_query`). Two habits of a columnar store are met:

* Asked for the newest hundred of a week, it would read the week. So windows of time are asked from
  the newest end, ten minutes first, each wider than the one before, until the page is full or the
  range is done. A common filter touches one window; a rare one costs what counting it costs.
  A rare text is looked for in a few blocks (:mod:`engine.store.cdr_grams`), all at once.
* Reading all columns of a row costs twenty times its keys. So a window yields keys, and the rows of
  the page are fetched at the end by their row numbers. Rows are never changed or removed, so the
  numbers stay true in between.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from engine.errors import Invalid
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter, milliseconds, where
from engine.store.cdr_grams import TextIndex
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
    """Where a row is in the order, and its number in the table."""

    start: int
    flow_no: int
    rowid: int


class Pages:
    """Pages out of one database."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database
        self._texts = TextIndex(database)

    def page(
        self, filters: CdrFilter, limit: int, cursor: str | None
    ) -> tuple[list[CdrRow], str | None]:
        """Records newest first and the cursor of the next page, None at the end.

        Raises:
            Invalid: a limit out of range, or a cursor that is none of ours.
        """
        check_limit(limit)
        last = None if cursor is None else read_cursor(cursor)
        keys = self._keys(filters, limit + 1, last)
        rows = self._rows(keys[:limit])
        if len(keys) <= limit:
            return rows, None
        return rows, f"{keys[limit - 1].start}.{keys[limit - 1].flow_no}"

    def _keys(self, filters: CdrFilter, wanted: int, last: tuple[int, int] | None) -> list[_Key]:
        """The first keys below ``last``, window after window."""
        known = self._texts.clauses(filters)
        condition, values = conjunction([where(filters), *known, *_below(last)])
        statement = (
            "SELECT start, flow_no, rowid FROM cdr WHERE start >= ? AND start < ? "  # noqa: S608
            f"AND ({condition}) {_ORDER} LIMIT ?"
        )
        keys: list[_Key] = []
        low, high = self._bounds(filters, last)
        width = _FIRST_WINDOW_MS if not known else high - low
        while high > low and len(keys) < wanted:
            begin = max(low, high - width)
            missing = wanted - len(keys)
            found = self._database.fetch(statement, [begin, high, *values, missing])
            keys.extend(_Key(*row) for row in found)
            high = begin
            width *= _growth(missing, len(found))
        return keys

    def _bounds(self, filters: CdrFilter, last: tuple[int, int] | None) -> tuple[int, int]:
        """The half-open range of starts in which matching rows can be."""
        lowest, highest = self._database.fetch("SELECT min(start), max(start) FROM cdr")[0]
        if lowest is None:
            return 0, 0
        low = lowest if filters.from_ is None else max(lowest, milliseconds(filters.from_))
        high = highest + 1 if filters.to is None else min(highest + 1, milliseconds(filters.to))
        return low, high if last is None else min(high, last[0] + 1)

    def _rows(self, keys: list[_Key]) -> list[CdrRow]:
        if not keys:
            return []
        statement = (
            f"SELECT {COLUMNS} FROM cdr WHERE start BETWEEN ? AND ? "  # noqa: S608 - names only
            f"AND rowid IN (SELECT unnest(?::BIGINT[])) {_ORDER}"
        )
        numbers = [key.rowid for key in keys]
        found = self._database.fetch(statement, [keys[-1].start, keys[0].start, numbers])
        return [CdrRow(*row) for row in found]


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
