"""What is read of the table where the index tells which records can have some digits.

* A few records are gone to by the numbers of their rows.
* Of many, DuckDB asks every record of their blocks whether it is one of them, before it reads
  anything else of it. It copies what it is told for every 2,048 records that it asks, so it is told
  of half a million of them at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from engine.store.cdr_blocks import (
    FIRST_AT_ONCE,
    MOST_AT_ONCE,
    Blocks,
    Variable,
    rows_in,
    runs,
    text_condition,
    told_of,
)
from engine.store.cdr_digits import Candidates
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.time_order import Span

MOST_ROWS: Final = 100_000
"""Records that are gone to by their numbers."""

FASTER: Final = 4
"""Times as many blocks are gone to at once for a few records each."""

CHUNK_BLOCKS: Final = 240
MOST_CHUNKS: Final = 64

ASKING: Final = 0.2
"""Time to ask all records of a block whether they are wanted; 1 is to look at their texts."""

ALONE: Final = 1.6
"""The same to look at as many records that are among others."""

_ROWS: Final = "rowid IN (SELECT unnest('{}'::BIGINT[]))"
"""Numbers within a text are read much faster than within a statement."""

_ASKED: Final = f"""
rowid >= {{first}} AND rowid < {{end}}
AND get_bit(getvariable('records_{{chunk}}'), (rowid - {{first}})::INTEGER) = 1
AND start >= {{low}} AND start < {{high}} LIMIT {1 << 62}"""
"""The limit keeps conditions away that DuckDB would read other columns for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitBlocks(Blocks):
    """The only records of blocks that can have a match.

    Attributes:
        candidates: Which. Nothing is known about the records of blocks that have none.
    """

    candidates: Candidates

    @property
    def at_once(self) -> tuple[int, int]:
        """In how many blocks a page is looked for first, and then at most at a time."""
        first, most = FIRST_AT_ONCE, MOST_AT_ONCE
        return (first * FASTER, most * FASTER) if self._few else (first, most)

    def variables(self, span: Span) -> Iterator[Variable]:
        """What the parts of a span speak of."""
        yield from told_of(self.text)
        nothing = bytes(BLOCK_ROWS // 8)
        for chunk, blocks in [] if self._few else self._chunks(self._numbers(span, known=True)):
            bits = b"".join(self.candidates.sets.get(block, nothing) for block in blocks)
            yield Variable(f"records_{chunk}", "BLOB::BIT", bits)

    def _asked_for(self, span: Span) -> Iterator[tuple[str, str]]:
        """Of each part which records are looked at, and what is asked of them."""
        text, known = text_condition(self.text), self._numbers(span, known=True)
        for which in self._by_number(known) if self._few else self._asked(known, span):
            yield which, text
        if new := self._numbers(span, known=False):
            yield rows_in(runs(new)), text

    @property
    def _few(self) -> bool:
        return self.candidates.count <= MOST_ROWS

    def _numbers(self, span: Span, *, known: bool) -> list[int]:
        sets = self.candidates.sets
        return [block.number for block in self._of(span) if (block.number in sets) == known]

    def _by_number(self, blocks: Sequence[int]) -> Iterator[str]:
        if blocks:
            yield _ROWS.format([row for block in blocks for row in self.candidates.rows(block)])

    def _asked(self, blocks: Sequence[int], span: Span) -> Iterator[str]:
        for chunk, some in self._chunks(blocks):
            yield _ASKED.format(
                chunk=chunk,
                first=some.start * BLOCK_ROWS,
                end=some.stop * BLOCK_ROWS,
                low=span.low,
                high=span.high,
            )

    def _chunks(self, blocks: Sequence[int]) -> Iterator[tuple[int, range]]:
        """Those that have any of the blocks: the number of each and all its blocks."""
        first, end = min(self.candidates.sets), max(self.candidates.sets) + 1
        for chunk in sorted({(block - first) // CHUNK_BLOCKS for block in blocks}):
            start = first + chunk * CHUNK_BLOCKS
            yield chunk, range(start, min(start + CHUNK_BLOCKS, end))


def worth_it(candidates: Candidates, ranged: int, whole: int) -> bool:
    """Whether these records are looked at in less time than so many whole blocks.

    Args:
        candidates: The records.
        ranged: In how many blocks they are asked for.
        whole: How many blocks would be read.
    """
    if candidates.count <= MOST_ROWS:
        return True
    told = max(candidates.sets) - min(candidates.sets)
    alone = ASKING * ranged + ALONE * candidates.count / BLOCK_ROWS
    return told < MOST_CHUNKS * CHUNK_BLOCKS and alone < whole
