"""What is read of the table where an index of texts tells which blocks can have a match.

Blocks are asked for in one of three ways:

* Few blocks in a long time are gone to one by one, at 0.4 ms each.
* Otherwise DuckDB asks every record whether its block is wanted, at 7 ms a million, before it reads
  anything else of it.
* Nearly all blocks are not asked for at all.

The free text of a filter may stand in six columns. Those of addresses and devices have few values,
which DuckDB looks at once each, while Call-IDs take most of the time that everything takes. So
blocks that can have the text in addresses and devices only are asked about these columns alone.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from engine.store.cdr_filter import TEXT_COLUMNS, containing
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.text_grams import KINDS, OTHER
from engine.store.time_order import Order, Span

MOST_AT_ONCE: Final = 100
"""Blocks that DuckDB goes to one by one within one statement; it reads everything for 200."""

FIRST_AT_ONCE: Final = 32
"""Blocks in which a page is looked for first."""

FEW: Final = 1 / 30
"""Part of all blocks of a range up to which going to each is less than asking every record."""

NEARLY_ALL: Final = 0.5
"""Part of all blocks of a range from which columns of few values are read in all of them."""

FEW_VALUES: Final = tuple(column for column in TEXT_COLUMNS if KINDS[column] == OTHER)
_MANY_VALUES: Final = tuple(column for column in TEXT_COLUMNS if KINDS[column] != OTHER)

_TEXT: Final = "getvariable('looked_for')"
_BLOCKS: Final = {True: "anywhere_blocks", False: "few_values_blocks"}

_EACH: Final = f"""rowid IN (
    SELECT unnest(range(block * {BLOCK_ROWS}, (block + 1) * {BLOCK_ROWS}))
    FROM (SELECT unnest({{}}) AS block)
)"""  # noqa: S608

_ASKED: Final = f"""
get_bit(getvariable('{{}}'), (rowid >> {BLOCK_ROWS.bit_length() - 1})::INTEGER) = 1
AND start >= {{}} AND start < {{}} LIMIT {1 << 62}"""
"""DuckDB asks this before it reads other columns, unless a condition on several columns stands
beside it; the limit keeps that away."""


class Way(Enum):
    """How blocks are asked for."""

    EACH = auto()
    ASKED = auto()
    ALL = auto()


class Block(NamedTuple):
    """A block that can have a match.

    Attributes:
        number: Which.
        first: Its oldest start, epoch milliseconds.
        last: Its newest.
        anywhere: Whether the free text may be in another column than those of few values.
    """

    number: int
    first: int
    last: int
    anywhere: bool = True


class Variable(NamedTuple):
    """A variable that a cursor has to know before it is asked: its name, type and value."""

    name: str
    cast: str
    value: str | bytes


def rows_in(blocks: Iterable[range]) -> str:
    """The condition that a record is in one of some blocks, which follow each other in ranges."""
    rows = [
        f"rowid >= {some.start * BLOCK_ROWS} AND rowid < {some.stop * BLOCK_ROWS}"
        for some in blocks
    ]
    return f"({' OR '.join(rows)})" if rows else "false"


def runs(numbers: Iterable[int]) -> list[range]:
    """Blocks as ranges of those that follow each other."""
    found: list[range] = []
    for number in sorted(numbers):
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def told_of(text: str) -> Iterator[Variable]:
    """What :func:`text_condition` speaks of."""
    if text:
        yield Variable("looked_for", "VARCHAR", text)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The only blocks of a snapshot that can have a match.

    Attributes:
        blocks: Which; in any order.
        ranged: How many blocks there are in the time range.
        text: The free text of the filter, which is asked for here; "" when there is none.
        end: The number behind that of the last block of the snapshot.
    """

    blocks: list[Block]
    ranged: int
    text: str = ""
    end: int = 0

    @property
    def at_once(self) -> tuple[int, int]:
        """In how many blocks a page is looked for first, and then at most at a time."""
        return FIRST_AT_ONCE, MOST_AT_ONCE

    def variables(self, span: Span) -> Iterator[Variable]:
        """What the parts of a span speak of."""
        yield from told_of(self.text)
        for anywhere in {block.anywhere for block in self._of(span)}:
            if self._way(anywhere) is Way.ASKED:
                yield Variable(_BLOCKS[anywhere], "BIT", self._bits(anywhere=anywhere))

    def _bits(self, *, anywhere: bool) -> str:
        bits = bytearray(b"0" * self.end)
        for block in self.blocks:
            if block.anywhere == anywhere:
                bits[block.number] = ord("1")
        return bits.decode()

    def parts(self, names: str, span: Span) -> list[str]:
        """What is read instead of the table and the free text: every match is in one of them.

        No record is in two. They have no parameters and hold for a cursor that knows the variables.

        Args:
            names: What is selected.
            span: Only records that began in it; some others may come as well.
        """
        return [
            f"SELECT * FROM (SELECT {names} FROM cdr WHERE {which}) AS cdr WHERE {text}"  # noqa: S608 - names and numbers only
            for which, text in self._asked_for(span)
        ]

    def _asked_for(self, span: Span) -> Iterator[tuple[str, str]]:
        """Of each part which records are looked at, and what is asked of them."""
        blocks = self._of(span)
        for anywhere in (True, False):
            if numbers := [block.number for block in blocks if block.anywhere == anywhere]:
                yield self._which(anywhere, numbers, span), self._text(anywhere=anywhere)

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

    def _way(self, anywhere: bool) -> Way:
        count = sum(block.anywhere == anywhere for block in self.blocks)
        if count <= min(MOST_AT_ONCE, max(1, FEW * self.ranged)):
            return Way.EACH
        return Way.ASKED if anywhere or count < NEARLY_ALL * self.ranged else Way.ALL

    def _which(self, anywhere: bool, numbers: Sequence[int], span: Span) -> str:
        match self._way(anywhere):
            case Way.EACH:
                return _EACH.format(list(numbers))
            case Way.ASKED:
                return _ASKED.format(_BLOCKS[anywhere], *span)
            case Way.ALL:
                return "true"

    def _text(self, *, anywhere: bool) -> str:
        """What is asked of blocks of one sort, so that nothing is found twice."""
        few = text_condition(self.text, FEW_VALUES)
        if not self.text or not anywhere:
            return few
        if self._way(anywhere=False) is not Way.ALL:
            return text_condition(self.text)
        return f"{text_condition(self.text, _MANY_VALUES)} AND NOT {few}"


def text_condition(text: str, columns: Collection[str] = TEXT_COLUMNS) -> str:
    """That a free text is in one of some columns, for a cursor that knows it; none is anywhere."""
    return f"({containing(text, columns, _TEXT)})" if text else "true"
