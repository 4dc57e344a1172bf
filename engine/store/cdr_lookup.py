"""In which blocks of records the texts of a filter can be, as :mod:`engine.store.cdr_grams` tells.

A filter asks for texts in several conditions, each of which any of its values will do for, in any
of its columns. A block can have a record that matches if for every condition it has all pieces of
one of the values in one of the columns. Conditions with a value that is too short to have pieces
say nothing here; when none is left, or too many blocks are, the index is of no use (None).
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from engine.store.cancelling import Cursor
from engine.store.cdr_anchors import Group, groups, missing
from engine.store.cdr_blocks import FIRST_AT_ONCE, MOST_AT_ONCE, Block, Blocks, rows_in
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_digit_blocks import DigitBlocks, worth_it
from engine.store.cdr_digits import Ask, candidates, sets_of
from engine.store.cdr_filter import CdrFilter, time_range
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_terms import Term, read_term
from engine.store.clauses import Clause, conjunction
from engine.store.text_grams import BIT_OF, KINDS, OTHER, PART_BITS, pieces

WORTH_IT: Final = {True: 0.8, False: 0.3}
"""Part of all blocks of a range up to which reading these is less than reading all; with a free
text, and with conditions on a column."""

_SHORTEST: Final = 6
"""Signs of a condition on a column; one column is read as fast as shorter ones are looked up."""

_MOST_VALUES: Final = 8
_MOST_NEW: Final = 100
"""Blocks without bits that are read besides."""

_FIELDS: Final = {
    "callers": ("caller",),
    "callees": ("callee",),
    "numbers": ("caller", "callee"),
    "call_ids": ("call_id",),
}

_RANGE: Final = """
SELECT count(*), coalesce(min(block), 0), coalesce(max(block), -1) FROM cdr_block WHERE {}
"""

_ALL: Final = "SELECT block, first, last FROM cdr_block WHERE {}"

POSSIBLE: Final = f"""
WITH
wanted AS (
    SELECT DISTINCT condition, choice, anywhere, bit // {PART_BITS} AS part,
        (bit % {PART_BITS})::INTEGER AS bit
    FROM (
        SELECT condition, choice, anywhere, {BIT_OF} AS bit FROM (
            SELECT unnest(?::INTEGER[]) AS condition, unnest(?::INTEGER[]) AS choice,
                unnest(?::BOOLEAN[]) AS anywhere, unnest(?::INTEGER[]) AS kind,
                lower(unnest(?::VARCHAR[])) AS gram
        )
    )
),
found AS (
    SELECT block, condition, choice, anywhere, count(*) AS bits
    FROM (FROM {{grams}} UNION ALL FROM {{grams}}_new) AS gram JOIN wanted USING (part)
    WHERE block BETWEEN ? AND ? AND get_bit(gram.bits, wanted.bit) = 1 GROUP BY ALL
),
whole AS (
    SELECT block, condition, anywhere FROM found JOIN (
        SELECT choice, count(*) AS bits FROM wanted GROUP BY ALL
    ) USING (choice, bits)
)
SELECT {{what}}, first, last, anywhere FROM {{blocks}} JOIN (
    SELECT block, bool_or(anywhere) AS anywhere FROM whole GROUP BY block
    HAVING count(DISTINCT condition) = (SELECT count(DISTINCT condition) FROM wanted)
) USING (block) WHERE {{condition}}
"""  # noqa: S608
"""Of some tables of blocks and bits, those blocks in which all conditions can be met; parameters
are those of :func:`rows_of`, the least and the greatest block, and the condition's."""

_POSSIBLE: Final = POSSIBLE.format(
    what="block", blocks="cdr_block", grams="cdr_gram", condition="{}"
)

_NEW: Final = f"""
SELECT rowid // {BLOCK_ROWS}, min(start), max(start) FROM cdr WHERE {{}} GROUP BY 1
"""  # noqa: S608

_LAST_ROW: Final = "SELECT coalesce(max(rowid), -1) FROM cdr WHERE rowid >= ?"


class Choice(NamedTuple):
    """A value of a condition in the columns of one kind.

    Attributes:
        condition: Which condition; one of its choices has to be there.
        anywhere: Whether it is in another column than those of few values.
        kind: Of :data:`KINDS`.
        pieces: All of them have to be there.
    """

    condition: int
    anywhere: bool
    kind: int
    pieces: list[str]


def possible(database: CdrDatabase, cursor: Cursor, filters: CdrFilter) -> Blocks | None:
    """The blocks that can have a match; None when the index is of no use.

    They are right as long as no row has moved, see :meth:`engine.store.cdr_records.Reading.moved`.

    Args:
        database: Of the cursor.
        cursor: In the transaction in which the question is asked.
        filters: What is looked for.
    """
    choices, text = choices_of(filters)
    sets = sets_of(filters.q)
    known = groups(cursor) if choices or sets else []
    if not known:
        return None
    lookup = _Lookup(partial(database.ask, cursor), filters, known)
    if lookup.lacking > _MOST_NEW:
        return None
    most = max(MOST_AT_ONCE, WORTH_IT[text] * lookup.ranged)
    blocks = lookup.with_pieces(choices, most) if choices else None
    whole = lookup.ranged if blocks is None else sum(block.anywhere for block in blocks)
    if sets and whole > FIRST_AT_ONCE:
        records = lookup.with_digits(sets, blocks)
        if records is not None:
            return records
    return None if blocks is None else lookup.whole(blocks, asked=text)


class _Lookup:
    """A look into the index for one filter.

    Attributes:
        end: The number behind that of the last block there is.
        lacking: How many have no bits.
        ranged: How many blocks overlap the time range.
    """

    def __init__(self, ask: Ask, filters: CdrFilter, known: list[Group]) -> None:
        self._ask = ask
        self._text = filters.q
        self._condition, self._values = overlapping(filters)
        self.ranged, *self._ends = ask(_RANGE.format(self._condition), self._values)[0]
        *gaps, rest = missing(known)
        last_row = ask(_LAST_ROW, [rest.start * BLOCK_ROWS])[0][0]
        self.end = max(rest.start, last_row // BLOCK_ROWS + 1)
        self._new = [*gaps, range(rest.start, self.end)]
        self.lacking = sum(map(len, self._new))

    def with_pieces(self, choices: Sequence[Choice], most: float) -> list[Block] | None:
        """Those that have the bits of all pieces; None when these are too many."""
        blocks = self._blocks(_POSSIBLE, [*rows_of(choices), *self._ends])
        return blocks if sum(block.anywhere for block in blocks) <= most else None

    def with_digits(self, sets: list[int], blocks: list[Block] | None) -> DigitBlocks | None:
        """Those of the blocks, or of all, that have records in all of the sets.

        None when whole blocks are read in less time.
        """
        if blocks is None:
            blocks = self._blocks(_ALL, [])
        found = candidates(self._ask, sets, [block.number for block in blocks])
        if not worth_it(found, self.ranged, sum(block.anywhere for block in blocks)):
            return None
        left = [block for block in blocks if block.number in found.sets]
        return DigitBlocks(*self._rest(left, self._text), candidates=found)

    def whole(self, blocks: list[Block], *, asked: bool) -> Blocks:
        """These blocks; whether all records there are asked for the free text here already."""
        return Blocks(*self._rest(blocks, self._text if asked else ""))

    def _rest(self, blocks: list[Block], text: str) -> tuple[list[Block], int, str, int]:
        """What blocks are made of, together with those that have no bits."""
        new = [Block(*row) for row in self._ask(_NEW.format(rows_in(self._new)), [])]
        return [*blocks, *new], self.ranged, text, self.end

    def _blocks(self, statement: str, values: list[object]) -> list[Block]:
        found = self._ask(statement.format(self._condition), [*values, *self._values])
        return [Block(*row) for row in found]


def choices_of(filters: CdrFilter) -> tuple[list[Choice], bool]:
    """What can be looked up of a filter, and whether its free text is among it."""
    text = _free_text(filters.q)
    return [*text, *_columns(filters, anywhere=not text)], bool(text)


def _free_text(text: str) -> list[Choice]:
    """Condition 0; none for a text that is too short."""
    found = pieces(text)
    return [Choice(0, kind != OTHER, kind, found) for kind in sorted({*KINDS.values()}) if found]


def _columns(filters: CdrFilter, *, anywhere: bool) -> Iterator[Choice]:
    """The conditions on a column each that say where they can be."""
    for number, (name, columns) in enumerate(_FIELDS.items(), 1):
        terms = [read_term(name, value) for value in getattr(filters, name)]
        wanted = [term for term in terms if not term.excluded]
        found = [_pieces(term) for term in wanted[: _MOST_VALUES + 1]]
        if 0 < len(found) <= _MOST_VALUES and all(found):
            for some in found:
                for column in columns:
                    yield Choice(number, anywhere, KINDS[column], some)


def _pieces(term: Term) -> list[str]:
    """None for one that is not worth it."""
    ends = term.before and not term.after
    return pieces(term.text, last=not term.after) if ends or len(term.text) >= _SHORTEST else []


def rows_of(choices: Sequence[Choice]) -> list[list[object]]:
    """The columns of what is wanted: condition, choice, anywhere, kind and piece."""
    rows = [
        (choice.condition, number, choice.anywhere, choice.kind, piece)
        for number, choice in enumerate(choices)
        for piece in choice.pieces
    ]
    return [list(column) for column in zip(*rows, strict=True)]


def overlapping(filters: CdrFilter) -> Clause:
    """Blocks with a record in the time range."""
    ranges = time_range("last", CdrFilter(from_=filters.from_))
    return conjunction([*ranges, *time_range("first", CdrFilter(to=filters.to))])
