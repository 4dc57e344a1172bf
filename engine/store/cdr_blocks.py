"""In which blocks of records the texts of a filter can be, as :mod:`engine.store.cdr_grams` tells.

A filter asks for texts in several conditions, each of which any of its values will do for. A block
can have a record that matches if for every condition it has all pieces of one of the values.
Conditions with a value that is too short to have pieces say nothing here; when none is left, or so
many blocks are that going to each of them costs more than reading everything, the index is of no
use (None).

DuckDB goes to a hundred blocks in 50 ms, but reads everything when it is sent to two hundred at
once. So a page is asked for in spans of time that have no more blocks than that, and any other
question gives their numbers as a list, which costs a look at the number of every row.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter, time_range
from engine.store.cdr_grams import BLOCK_ROWS, believed
from engine.store.cdr_terms import read_term
from engine.store.clauses import Clause, conjunction
from engine.store.text_grams import BIT_OF, PART_BITS, pieces
from engine.store.time_order import Order, Span

MOST_AT_ONCE: Final = 100
"""Blocks that DuckDB goes to one by one within one statement."""

WORTH_IT: Final = 0.3
"""Part of all blocks of a range up to which going to each is less than reading all."""

FIRST_AT_ONCE: Final = 32
_SHORTEST: Final = 6
"""Signs of a condition on a column; one column is read as fast as shorter ones are looked up."""

_MOST_VALUES: Final = 8
_FIELDS: Final = ("callers", "callees", "numbers", "call_ids")

_RANGE: Final = """
SELECT count(*), coalesce(min(block), 0), coalesce(max(block), -1) FROM cdr_block WHERE {}
"""

_POSSIBLE: Final = f"""
WITH
wanted AS (
    SELECT DISTINCT condition, value, bit // {PART_BITS} AS part,
        (bit % {PART_BITS})::INTEGER AS bit
    FROM (
        SELECT condition, value, {BIT_OF} AS bit FROM (
            SELECT unnest(?::INTEGER[]) AS condition, unnest(?::INTEGER[]) AS value,
                lower(unnest(?::VARCHAR[])) AS gram
        )
    )
),
found AS (
    SELECT block, condition, value, count(*) AS bits FROM cdr_gram JOIN wanted USING (part)
    WHERE block BETWEEN ? AND ? AND get_bit(cdr_gram.bits, wanted.bit) = 1 GROUP BY ALL
),
whole AS (
    SELECT DISTINCT block, condition FROM found JOIN (
        SELECT condition, value, count(*) AS bits FROM wanted GROUP BY ALL
    ) USING (condition, value, bits)
)
SELECT block, first, last FROM cdr_block SEMI JOIN (
    SELECT block FROM whole GROUP BY block
    HAVING count(*) = (SELECT count(DISTINCT condition) FROM wanted)
) USING (block) WHERE {{}}
"""  # noqa: S608

_NEW: Final = f"""
SELECT rowid // {BLOCK_ROWS}, min(start), max(start) FROM cdr WHERE rowid >= ?
GROUP BY 1
"""  # noqa: S608

_LAST_ROW: Final = "SELECT coalesce(max(rowid), -1) FROM cdr WHERE rowid >= ?"

_EACH: Final = f"""rowid IN (
    SELECT unnest(range(block * {BLOCK_ROWS}, (block + 1) * {BLOCK_ROWS}))
    FROM (SELECT unnest(?::BIGINT[]) AS block)
)"""  # noqa: S608


class Block(NamedTuple):
    """A block and its oldest and newest start, epoch milliseconds."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """The only blocks of a snapshot that can have a match.

    Attributes:
        blocks: Which; in any order.
    """

    blocks: list[Block]

    def clause(self) -> Clause:
        """What may be asked besides the filter, for a whole answer."""
        numbers = [block.number for block in self.blocks]
        if len(numbers) <= MOST_AT_ONCE:
            return _EACH, [numbers]
        return f"rowid // {BLOCK_ROWS} IN ({', '.join(map(str, numbers))})", []

    def within(self, first: int, end: int) -> Clause:
        """The same for the records that began in ``[first, end)``, epoch milliseconds."""
        return Blocks(self._of(Span(first, end))).clause()

    def width(self, span: Span, order: Order, most: int) -> int:
        """Milliseconds from the first end of a span that have about so many of the blocks."""
        blocks = self._of(span)
        if len(blocks) <= most:
            return span.width
        if order.descending:
            return span.high - sorted(block.last for block in blocks)[-most]
        return sorted(block.first for block in blocks)[most - 1] + 1 - span.low

    def _of(self, span: Span) -> list[Block]:
        return [
            block for block in self.blocks if block.first < span.high and block.last >= span.low
        ]


def possible(database: CdrDatabase, cursor: Cursor, filters: CdrFilter) -> Blocks | None:
    """The blocks that can have a match; None when the index is of no use.

    Args:
        database: Of the cursor.
        cursor: In the transaction in which the question is asked, where rows keep their numbers.
        filters: What is looked for.
    """
    asked = [pieces_of for pieces_of in _conditions(filters) if all(pieces_of)]
    end = believed(cursor) if asked else None
    if not end:
        return None
    condition, values = _overlapping(filters)
    ranged, first, last = database.ask(cursor, _RANGE.format(condition), values)[0]
    behind = [end * BLOCK_ROWS]
    last_row = database.ask(cursor, _LAST_ROW, behind)[0][0]
    if last_row >= (end + MOST_AT_ONCE) * BLOCK_ROWS:
        return None  # much has come in that has no bits yet
    new = database.ask(cursor, _NEW, behind)
    wanted = [
        (number, value, piece)
        for number, terms in enumerate(asked)
        for value, texts in enumerate(terms)
        for piece in texts
    ]
    lists = [list(column) for column in zip(*wanted, strict=True)]
    found = database.ask(cursor, _POSSIBLE.format(condition), [*lists, first, last, *values])
    if len(found) > max(MOST_AT_ONCE, WORTH_IT * ranged):
        return None
    return Blocks([Block(*row) for row in [*found, *new]])


def _conditions(filters: CdrFilter) -> list[list[list[str]]]:
    """The pieces of each value of each condition; only conditions that texts are looked up for."""
    found = [[pieces(filters.q)]] if filters.q else []
    for name in _FIELDS:
        terms = [read_term(name, value) for value in getattr(filters, name)]
        wanted = [term.text for term in terms if not term.excluded]
        if 0 < len(wanted) <= _MOST_VALUES and min(map(len, wanted)) >= _SHORTEST:
            found.append([pieces(text) for text in wanted])
    return found


def _overlapping(filters: CdrFilter) -> Clause:
    """Blocks with a record in the time range."""
    ranges = time_range("last", CdrFilter(from_=filters.from_))
    return conjunction([*ranges, *time_range("first", CdrFilter(to=filters.to))])
