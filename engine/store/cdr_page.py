"""Pages of call records, newest or oldest first, in milliseconds out of any number of records.

The cursor is the start and flow number of the last row shown, and the next page begins behind it
(split comparison, see :mod:`engine.store.cdr_query`). A page far down a result begins behind a key
that :mod:`engine.store.cdr_place` finds. Two habits of a columnar store are met:

* Asked for the newest hundred of a week, it would read the week. So windows of time are asked from
  the first end, ten minutes first, each as wide as the density of the one before says that the rest
  of the page needs, until that is full or the range is done. A common filter touches one window; a
  rare one costs what counting it costs.
  A text is looked for in the blocks that can have it (:mod:`engine.store.cdr_blocks`), where these
  are few; then a window has some of these blocks.
* Reading all columns of a row costs twenty times its keys. So a window yields keys, and the rows of
  the page are fetched at the end: by their row numbers, or where files of the archive are among
  them, by their flow numbers within the range of their starts. Everything is of one snapshot.
"""

import re
from typing import Final, NamedTuple

from engine.billing.modes import ILLEGAL
from engine.errors import Invalid
from engine.store.cdr_filter import CdrFilter, has_list, milliseconds
from engine.store.cdr_place import key_of
from engine.store.cdr_records import Reading, Records, RowsMovedError
from engine.store.cdr_rows import CDR_COLUMNS, CdrRow
from engine.store.cdr_schema import quoted
from engine.store.clauses import conjunction
from engine.store.time_order import NEWEST, OLDEST, Key, Order, Span

MAX_PAGE: Final = 10_000
COLUMNS: Final = ", ".join(
    'CAST("id" AS VARCHAR)' if name == "id" else quoted(name) for name in CDR_COLUMNS
)
"""The columns of a :class:`CdrRow`, as they are selected."""

_ORDERED: Final = "WITH found AS MATERIALIZED ({}) SELECT * FROM found {} LIMIT ?"
"""DuckDB compares every row with the best so far where it sorts while it reads; a rare match is
found in half the time where it does not."""

_FIRST_WINDOW_MS: Final = 600_000
_SHORTEST_WINDOW_MS: Final = 60_000
"""Blocks that lie in one another end some time."""

_GROWTH: Final = (1 / 16, 64)
"""Least and most times a window is as wide as the one before."""

_GROWTH_OF_LISTS: Final = 1024
"""The most with a pasted list. It costs about as much to have read as to look it up, so where the
first ten minutes have nothing of it, a week is asked for."""

_CURSOR: Final = re.compile(r"(-?\d{1,19})\.(-?\d{1,19})", re.ASCII)
_TOO_LARGE: Final = 1 << 63


class _Found(NamedTuple):
    """Where a row is in the order, what it is fetched by: its number in the table, if any.

    And whether it is an illegal call, which lies in other files of the archive than the rest.
    """

    start: int
    flow_no: int
    number: int
    illegal: bool


class Pages:
    """Pages out of the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def page(
        self,
        filters: CdrFilter,
        limit: int,
        cursor: str | None,
        *,
        offset: int = 0,
        oldest: bool = False,
    ) -> tuple[list[CdrRow], str | None]:
        """Records in an order and the cursor of the next page, None at the end.

        Args:
            filters: Which records.
            limit: How many at most.
            cursor: Behind which record, as a page of the same order answered.
            offset: How many records behind that one are left out.
            oldest: Begin with the oldest record instead of the newest.

        Raises:
            Invalid: a limit out of range, or a cursor that is none of ours.
        """
        check_limit(limit)
        order = OLDEST if oldest else NEWEST
        last = None if cursor is None else read_cursor(cursor)

        def look(reading: Reading) -> tuple[list[_Found], list[CdrRow]]:
            behind = last
            if offset > 0:
                span = _span(reading, filters, last, order)
                behind = key_of(reading, span, offset, order, last)
                if behind is None:
                    return [], []
            keys = _keys(reading, filters, limit + 1, behind, order)
            return keys, _rows(reading, keys[:limit], order)

        keys, rows = self._records.read(filters, look)
        if len(keys) <= limit:
            return rows, None
        return rows, f"{keys[limit - 1].start}.{keys[limit - 1].flow_no}"


def _keys(
    reading: Reading, filters: CdrFilter, wanted: int, last: Key | None, order: Order
) -> list[_Found]:
    """The first keys behind ``last``, window after window."""
    condition, values = conjunction([reading.condition, *order.behind(last)])
    what = f"SELECT start, flow_no, {_number(reading)}, billing_mode = {ILLEGAL} FROM"
    which = f"WHERE start >= ? AND start < ? AND ({condition})"
    keys: list[_Found] = []
    windows = _Windows(reading, order, _span(reading, filters, last, order))
    most = _GROWTH_OF_LISTS if has_list(filters) else _GROWTH[1]
    while len(keys) < wanted and (window := windows.next()):
        missing = wanted - len(keys)
        statement = _ORDERED.format(f"{what} {reading.matching(*window)} {which}", order.by)
        found = reading.fetch(statement, [*window, *values, missing])
        keys.extend(_Found(*row) for row in found)
        windows.adapt(_growth(missing - len(found), len(found), most))
    return keys


class _Windows:
    """Windows of time from the first end of a span, as wide as what was found before asks for.

    Where the index of texts knows the blocks of the matches, a window has some of these.
    """

    def __init__(self, reading: Reading, order: Order, span: Span) -> None:
        self._blocks = reading.blocks
        self._plain = reading.plain
        self._order = order
        self._rest = span
        self._width = _FIRST_WINDOW_MS
        self._limits = (1, 1) if reading.blocks is None else reading.blocks.at_once
        self._most = self._limits[0]

    def next(self) -> Span | None:
        """The next window, None when the span is done."""
        if self._rest.width <= 0:
            return None
        width = self._width
        if self._blocks is not None:
            known = self._blocks.width(self._rest, self._order, self._most)
            # Where something is in files of the archive is not known here.
            width = max(_SHORTEST_WINDOW_MS, known if self._plain else min(known, width))
        window, self._rest = self._order.split(self._rest, width)
        return window

    def adapt(self, growth: float) -> None:
        """How much wider the next window is to be."""
        self._width = max(_FIRST_WINDOW_MS, int(min(self._width * growth, self._rest.width)))
        least, most = self._limits
        self._most = min(most, max(least, int(self._most * growth)))


def _span(reading: Reading, filters: CdrFilter, last: Key | None, order: Order) -> Span:
    """The half-open range of starts in which matching rows can be."""
    lowest, highest = reading.span()
    low = lowest if filters.from_ is None else max(lowest, milliseconds(filters.from_))
    high = highest + 1 if filters.to is None else min(highest + 1, milliseconds(filters.to))
    return order.rest(Span(low, high), last)


def _rows(reading: Reading, keys: list[_Found], order: Order) -> list[CdrRow]:
    if not keys:
        return []
    ends = sorted((keys[0].start, keys[-1].start))
    kinds = {key.illegal for key in keys}
    records = reading.within(ends[0], ends[1] + 1, kinds)
    statement = (
        f"SELECT {COLUMNS} FROM {records} WHERE start BETWEEN ? AND ? "  # noqa: S608
        f"AND {_number(reading)} IN (SELECT unnest(?::BIGINT[])) {order.by}"
    )
    numbers = [key.number for key in keys]
    rows = [CdrRow(*row) for row in reading.fetch(statement, [*ends, numbers])]
    if reading.plain and [row.flow_no for row in rows] != [key.flow_no for key in keys]:
        raise RowsMovedError
    return rows


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


def read_cursor(text: str) -> Key:
    """Start and flow number of the last row of a page.

    Raises:
        Invalid: the text is not what a page answered.
    """
    match = _CURSOR.fullmatch(text)
    start, flow_no = (int(match[1]), int(match[2])) if match else (_TOO_LARGE, 0)
    if max(abs(start), abs(flow_no)) >= _TOO_LARGE:
        raise Invalid("cursor", "the cursor is not one that a page answered")
    return Key(start, flow_no)


def _growth(missing: int, found: int, most: float = _GROWTH[1]) -> float:
    """How much wider the next window is: twice what this one's density asks for, within limits.

    Four records that are missing are not looked for in four times the hours that had ninety-six.
    """
    return most if found == 0 else min(most, max(_GROWTH[0], 2 * missing / found))
