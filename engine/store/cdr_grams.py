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
"""

from typing import Final

from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import TEXT_COLUMNS, CdrFilter, time_range, where
from engine.store.clauses import Clause, conjunction

BLOCK_ROWS: Final = 2048

MAX_BLOCKS: Final = 100
"""Blocks up to which it is faster to go to each of them than to read all."""

_WIDTH: Final = 5
_STEP: Final = 2
_BITS: Final = 131_072
_PART_BITS: Final = 2048
_VERSION: Final = "hash('switchwarden')"

_COMPLETE: Final = f"""
SELECT coalesce((SELECT max(block) + 1 FROM cdr_block), 0),
    (SELECT count(*) FROM cdr) // {BLOCK_ROWS}
"""  # noqa: S608

_ADD_BLOCKS: Final = f"""
INSERT INTO cdr_block SELECT rowid // {BLOCK_ROWS}, min(start), max(start), {_VERSION}
FROM cdr WHERE rowid >= ? AND rowid < ? GROUP BY 1 ORDER BY 1
"""  # noqa: S608

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
every AS (
    SELECT unnest(range((count(*) + {BLOCK_ROWS - 1}) // {BLOCK_ROWS})) AS block FROM cdr
),
found AS (
    SELECT DISTINCT block FROM (
        SELECT block, way, count(*) AS bits FROM cdr_gram JOIN wanted USING (part)
        WHERE get_bit(cdr_gram.bits, wanted.bit) = 1 GROUP BY block, way
    ) JOIN (SELECT way, count(*) AS bits FROM wanted GROUP BY way) USING (way, bits)
)
SELECT (SELECT count(*) FROM cdr), list(block ORDER BY block DESC) FROM (
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
        first, end = self._database.fetch(_COMPLETE)[0]
        end = min(end, first + blocks)
        if first >= end:
            return 0
        with self._database.write() as cursor:
            rows = [first * BLOCK_ROWS, end * BLOCK_ROWS]
            cursor.execute(_ADD_BLOCKS, rows)
            cursor.execute(_ADD_GRAMS, rows)
        return int(end - first)

    def clauses(self, filters: CdrFilter) -> list[Clause]:
        """What may be asked besides the filter without changing the answer; often nothing.

        Records that arrive after this question are not in the answer.
        """
        pieces = [(place % _STEP, piece) for place, piece in enumerate(_pieces(filters.q))]
        if len(pieces) < _STEP:
            return []
        ways, texts = zip(*pieces, strict=True)
        rows, blocks = self._possible(filters, list(ways), list(texts))
        return [(_IN_BLOCKS, [rows, blocks])] if len(blocks) <= MAX_BLOCKS else []

    def condition(self, filters: CdrFilter) -> Clause:
        """The condition of a filter, with what the index knows about it."""
        return conjunction([where(filters), *self.clauses(filters)])

    def _possible(
        self, filters: CdrFilter, ways: list[int], texts: list[str]
    ) -> tuple[int, list[int]]:
        """The number of records, and the blocks that may have one that matches, newest first."""
        ranges = [*time_range("last", CdrFilter(from_=filters.from_))]
        ranges += time_range("first", CdrFilter(to=filters.to))
        condition = " AND ".join(clause for clause, _ in ranges) or "true"
        values = [value for _, values in ranges for value in values]
        rows, blocks = self._database.fetch(_POSSIBLE.format(condition), [ways, texts, *values])[0]
        return rows, blocks or []


def _pieces(text: str) -> list[str]:
    """All pieces of the text that are as long as a gram."""
    return [text[place : place + _WIDTH] for place in range(len(text) - _WIDTH + 1)]
