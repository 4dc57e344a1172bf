"""An index of texts: what is known of each block of records about the texts in it.

Looking for a text anywhere in six columns of a week takes half a second, which is too long for a
page when the text is rare. So every 2,048 records, in order of their arrival, share a set of bits:
one for each piece (:mod:`engine.store.text_grams`) of a searched text and each kind of columns. A
text can only be in a block that has the bits of all its pieces (:mod:`engine.store.cdr_lookup`).
What is in all blocks is narrowed further by sets of records (:mod:`engine.store.cdr_digits`), which
are made, believed and forgotten together with the bits. The search itself stays what it is and is
asked of these blocks and records only (:mod:`engine.store.cdr_blocks`), so the answer never depends
on the index.

Making the bits costs more than taking the records in. It is done a few blocks at a time by whoever
has nothing more urgent to do; a block without bits is one that has to be searched. The bits of one
block lie in many rows, since a search needs few of them. What is known of the newest blocks has
tables of its own, and every 128 blocks it is put in order: then a search finds what it needs of all
of them in one place. It has a quarter of the index in memory so, and the records have the rest.

Which bit is a matter of DuckDB's ``hash``, which another version may compute differently, and of
our rule. Each block remembers what it computed; where that has changed the index is not believed.

Records also go away, into the archive or for ever, and then rows move
(:mod:`engine.store.cdr_anchors`). What cannot be believed any more is forgotten and made anew.
"""

from typing import Final

from engine.store.cancelling import Cursor
from engine.store.cdr_anchors import doubtful, groups, missing
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_digits import ADD_SETS
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.text_grams import BIT_OF, KINDS, PART_BITS, PIECES_OF, VERSION

ORDERED_BLOCKS: Final = 128
_LARGE: Final = {"cdr_gram": "part", "cdr_digits": "number"}
"""Table -> what a search goes by."""

_TABLES: Final = ("cdr_block", *_LARGE, *(f"{table}_new" for table in _LARGE))
_FORGET: Final = "DELETE FROM {} WHERE block IN (SELECT unnest(?::BIGINT[]))"

_END: Final = "SELECT coalesce(max(block), -1) + 1, count(*) FROM cdr_block"
_LAST_ROW: Final = "SELECT coalesce(max(rowid), -1) FROM cdr WHERE rowid >= ?"
_NEXT_ROW: Final = "SELECT min(rowid) FROM cdr WHERE rowid >= ?"
_ROWS: Final = "cdr WHERE rowid >= ? AND rowid < ?"
_ADD_BLOCKS: Final = f"""
INSERT INTO cdr_block (block, first, last, version, anchor, anchor_flow)
SELECT block, coalesce(low, 1), coalesce(high, 0), {VERSION}, anchor, flow
FROM (SELECT unnest(range(?::BIGINT, ?::BIGINT)) AS block) LEFT JOIN (
    SELECT rowid // {BLOCK_ROWS} AS block, min(start) AS low, max(start) AS high,
        max(rowid) AS anchor, arg_max(flow_no, rowid) AS flow
    FROM {_ROWS} GROUP BY 1
) USING (block) ORDER BY block
"""  # noqa: S608
"""A block whose records are gone is one in which nothing can be."""


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
            gap = next(missing(groups(cursor)))
            first = gap.start
            # The block after the last one has a row, so it is full.
            last_row = int(cursor.execute(_LAST_ROW, [first * BLOCK_ROWS]).fetchall()[0][0])
            if last_row < (first + 1) * BLOCK_ROWS:
                return 0
            filled = int(cursor.execute(_NEXT_ROW, [first * BLOCK_ROWS]).fetchall()[0][0])
            wanted = max(first, filled // BLOCK_ROWS) + blocks
            end = min(last_row // BLOCK_ROWS, wanted, gap.stop)
            rows = [first * BLOCK_ROWS, end * BLOCK_ROWS]
            cursor.execute(_ADD_BLOCKS, [first, end, *rows])
            cursor.execute(add_grams("cdr_gram_new", f"rowid // {BLOCK_ROWS}", _ROWS), rows)
            cursor.execute(ADD_SETS, rows)
            if first // ORDERED_BLOCKS < end // ORDERED_BLOCKS:
                for table, number in _LARGE.items():
                    put_in_order(cursor, table, number)
        return int(end - first)

    def forget_moved(self) -> int:
        """Forget what cannot be believed any more; of how many groups of rows.

        Raises:
            StoreError: nothing was changed.
        """
        with self._database.snapshot() as cursor:
            if not doubtful(cursor, groups(cursor)):
                return 0
        with self._database.write() as cursor:
            known = groups(cursor)
            moved = doubtful(cursor, known)
            if len(moved) == len(known):
                drop(cursor)
            else:
                blocks = [block for group in moved for block in range(group.begin, group.end)]
                for table in _TABLES:
                    cursor.execute(_FORGET.format(table), [blocks])
        return len(moved)

    def _has_work(self) -> bool:
        """Whether a block is full; asked without the lock of the writer, after every segment."""
        with self._database.snapshot() as cursor:
            end, count = cursor.execute(_END).fetchall()[0]
            last_row = cursor.execute(_LAST_ROW, [end * BLOCK_ROWS]).fetchall()[0][0]
            return bool(count < end or last_row >= (end + 1) * BLOCK_ROWS)


def add_grams(table: str, block: str, rows: str) -> str:
    """The statement that makes the bits of some records.

    Args:
        table: Where they go.
        block: In which block a record is.
        rows: What stands behind ``FROM``.
    """
    return f"""
        INSERT INTO {table}
        WITH texts AS MATERIALIZED (
            SELECT DISTINCT {block} AS block, unnest({list(KINDS.values())}) AS kind,
                lower(unnest([{", ".join(KINDS)}])) AS text
            FROM {rows}
        )
        SELECT block, bit // {PART_BITS} AS part,
            bitstring_agg((bit % {PART_BITS})::INTEGER, 0, {PART_BITS - 1})
        FROM (SELECT block, {BIT_OF} AS bit FROM ({PIECES_OF}))
        GROUP BY ALL ORDER BY ALL
    """  # noqa: S608


def put_in_order(cursor: Cursor, table: str, number: str) -> None:
    """Put what is known of the newest blocks behind the rest, what one search reads together.

    Args:
        cursor: In the transaction that completed them.
        table: What the others are in; the newest are in one with ``_new`` behind its name.
        number: What a search goes by.
    """
    cursor.execute(f"INSERT INTO {table} FROM {table}_new ORDER BY {number}, block")
    cursor.execute(f"DELETE FROM {table}_new")  # noqa: S608


def drop(cursor: Cursor) -> None:
    """Forget all bits; they are made anew in time."""
    for table in _TABLES:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
