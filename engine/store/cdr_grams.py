"""An index of texts: in which blocks of records can a text occur at all?

Looking for a text anywhere in six columns of a week takes a second, which is too long for a page
when the text is rare. So every 2,048 records, in order of their arrival, share a set of bits: one
for each five characters in a row, at every second place of every searched text, in small letters.
A text can only be in a block that has all its bits, for one of the two ways in which it may lie on
those places. The search itself stays what it is and is asked of these blocks only, so the answer
never depends on the index. A third of the bits are set; so some twelve characters leave few blocks
of a week besides the right ones, fewer than six leave all of them.

Making the bits costs more than taking the records in. It is done a few blocks at a time by whoever
has nothing more urgent to do; a block without bits is one that has to be searched. The bits of one
block lie in 64 rows, since a search needs few of them.

Which bit is DuckDB's ``hash``, which another version may compute differently. Each block remembers
what it computed, and counts as one without bits where that has changed.

Records also go away, into the archive or for ever. Then the numbers of the rows behind them move,
not at once, but at some later time when DuckDB tidies up. So the index has an anchor: the first row
behind its last block, and that row's flow number. A row only ever moves down, and takes with it all
that follow; so while the anchor has its number, no row before it has moved. When it has not, the
index is not believed any more and made anew.
"""

from typing import Any, Final

from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import TEXT_COLUMNS, CdrFilter, time_range
from engine.store.clauses import Clause

BLOCK_ROWS: Final = 2048

MAX_BLOCKS: Final = 100
"""Blocks up to which it is faster to go to each of them than to read all."""

_WIDTH: Final = 5
_STEP: Final = 2
_BITS: Final = 131_072
_PART_BITS: Final = 2048
_VERSION: Final = "hash('switchwarden')"

_ANCHOR: Final = "SELECT block + 1, anchor, anchor_flow FROM cdr_block ORDER BY block DESC LIMIT 1"
_FLOW: Final = "SELECT flow_no FROM cdr WHERE rowid = ?"
_LAST_ROW: Final = "SELECT coalesce(max(rowid), -1) FROM cdr WHERE rowid >= ?"
_NEXT_ROW: Final = "SELECT min(rowid) FROM cdr WHERE rowid >= ?"
_SET_ANCHOR: Final = """
UPDATE cdr_block SET anchor = found.number, anchor_flow = found.flow_no
FROM (SELECT rowid AS number, flow_no FROM cdr WHERE rowid >= ? ORDER BY rowid LIMIT 1) AS found
WHERE block = ?
"""

_ADD_BLOCKS: Final = f"""
INSERT INTO cdr_block (block, first, last, version)
SELECT block, coalesce(low, 1), coalesce(high, 0), {_VERSION}
FROM (SELECT unnest(range(?::BIGINT, ?::BIGINT)) AS block) LEFT JOIN (
    SELECT rowid // {BLOCK_ROWS} AS block, min(start) AS low, max(start) AS high
    FROM cdr WHERE rowid >= ? AND rowid < ? GROUP BY 1
) USING (block) ORDER BY block
"""  # noqa: S608
"""A block whose records are gone is one in which nothing can be."""

_ADD_GRAMS: Final = f"""
INSERT INTO cdr_gram
SELECT block, bit // {_PART_BITS} AS part,
    bitstring_agg((bit % {_PART_BITS})::INTEGER, 0, {_PART_BITS - 1})
FROM (
    SELECT block, unnest(list_transform(
        range(1, length(text) - {_WIDTH - 2}, {_STEP}),
        lambda place: (hash(substr(text, place, {_WIDTH})) % {_BITS})::BIGINT
    )) AS bit
    FROM (
        SELECT DISTINCT rowid // {BLOCK_ROWS} AS block, lower(unnest([{", ".join(TEXT_COLUMNS)}]))
            AS text
        FROM cdr WHERE rowid >= ? AND rowid < ?
    )
)
GROUP BY ALL ORDER BY ALL
"""  # noqa: S608

_POSSIBLE: Final = f"""
WITH
wanted AS (
    SELECT DISTINCT way, bit // {_PART_BITS} AS part, (bit % {_PART_BITS})::INTEGER AS bit
    FROM (SELECT unnest(?::INTEGER[]) AS way, (hash(lower(unnest(?::VARCHAR[]))) % {_BITS})::BIGINT
        AS bit)
),
known AS (SELECT block, first, last FROM cdr_block WHERE version = {_VERSION}),
every AS (SELECT unnest(range((?::BIGINT + {BLOCK_ROWS}) // {BLOCK_ROWS})) AS block),
found AS (
    SELECT DISTINCT block FROM (
        SELECT block, way, count(*) AS bits FROM cdr_gram JOIN wanted USING (part)
        WHERE get_bit(cdr_gram.bits, wanted.bit) = 1 GROUP BY block, way
    ) JOIN (SELECT way, count(*) AS bits FROM wanted GROUP BY way) USING (way, bits)
)
SELECT list(block ORDER BY block DESC) FROM (
    SELECT block FROM known SEMI JOIN found USING (block) WHERE {{}}
    UNION ALL SELECT block FROM every ANTI JOIN known USING (block)
)
"""  # noqa: S608

_IN_BLOCKS: Final = f"""rowid IN (
    SELECT unnest(range(block * {BLOCK_ROWS}, least((block + 1) * {BLOCK_ROWS}, ?::BIGINT)))
    FROM (SELECT unnest(?::BIGINT[]) AS block)
)"""  # noqa: S608


class TextIndex:
    """The bits of one database."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def extend(self, blocks: int) -> int:
        """Make the bits of that many full blocks that have none, oldest first; how many it made.

        Raises:
            StoreError: nothing was changed.
        """
        if not self._has_work():
            return 0
        with self._database.write() as cursor:
            first = _believed(cursor)
            if first is None:
                drop(cursor)
                first = 0
            # The block after the last one has a row, so there is an anchor.
            last_row = int(cursor.execute(_LAST_ROW, [first * BLOCK_ROWS]).fetchall()[0][0])
            if last_row < (first + 1) * BLOCK_ROWS:
                return 0
            filled = int(cursor.execute(_NEXT_ROW, [first * BLOCK_ROWS]).fetchall()[0][0])
            end = min(last_row // BLOCK_ROWS, max(first, filled // BLOCK_ROWS) + blocks)
            rows = [first * BLOCK_ROWS, end * BLOCK_ROWS]
            cursor.execute(_ADD_BLOCKS, [first, end, *rows])
            cursor.execute(_ADD_GRAMS, rows)
            cursor.execute(_SET_ANCHOR, [end * BLOCK_ROWS, end - 1])
        return int(end - first)

    def clauses(self, filters: CdrFilter, cursor: Cursor | None = None) -> list[Clause]:
        """What may be asked besides the filter without changing the answer; often nothing.

        Args:
            filters: Of which the answer is wanted.
            cursor: In the transaction in which it is asked, where rows keep their numbers; what
                comes in later is not in the answer.
        """
        pieces = [(place % _STEP, piece) for place, piece in enumerate(_pieces(filters.q))]
        if len(pieces) < _STEP:
            return []
        if cursor is None:
            with self._database.snapshot() as own:
                return self.clauses(filters, own)
        if _believed(cursor) is None:
            return []
        ways, texts = zip(*pieces, strict=True)
        last, blocks = self._possible(cursor, filters, list(ways), list(texts))
        return [(_IN_BLOCKS, [last + 1, blocks])] if len(blocks) <= MAX_BLOCKS else []

    def _has_work(self) -> bool:
        """Whether a block is full; asked without the lock of the writer, after every segment."""
        with self._database.snapshot() as cursor:
            first = _believed(cursor)
            if first is None:
                return True
            last_row = cursor.execute(_LAST_ROW, [first * BLOCK_ROWS]).fetchall()[0][0]
            return bool(last_row >= (first + 1) * BLOCK_ROWS)

    def _possible(
        self, cursor: Cursor, filters: CdrFilter, ways: list[int], texts: list[str]
    ) -> tuple[int, list[int]]:
        """The last row, and the blocks that may have one that matches, newest first."""
        ranges = [*time_range("last", CdrFilter(from_=filters.from_))]
        ranges += time_range("first", CdrFilter(to=filters.to))
        condition = " AND ".join(clause for clause, _ in ranges) or "true"
        values = [value for _, values in ranges for value in values]
        end = _believed(cursor) or 0
        last: int = self._database.ask(cursor, _LAST_ROW, [end * BLOCK_ROWS])[0][0]
        asked: list[Any] = [ways, texts, last, *values]
        blocks = self._database.ask(cursor, _POSSIBLE.format(condition), asked)[0][0]
        return last, blocks or []


def drop(cursor: Cursor) -> None:
    """Forget all bits, in a transaction that removes records; they are made anew in time."""
    cursor.execute("DELETE FROM cdr_block")
    cursor.execute("DELETE FROM cdr_gram")


def _believed(cursor: Cursor) -> int | None:
    """The first block without bits; None when the rows have moved since they were made."""
    rows = cursor.execute(_ANCHOR).fetchall()
    if not rows:
        return 0
    end, anchor, flow_no = rows[0]
    found = [] if anchor is None else cursor.execute(_FLOW, [anchor]).fetchall()
    return int(end) if found == [(flow_no,)] else None


def _pieces(text: str) -> list[str]:
    """All pieces of the text that are as long as a gram."""
    return [text[place : place + _WIDTH] for place in range(len(text) - _WIDTH + 1)]
