"""Which records of a block can have some digits in a row, in any of their texts.

Four digits are in every block of records but in one record of a thousand, so the bits of blocks
(:mod:`engine.store.cdr_grams`) say nothing about them. Therefore each block has 256 sets of its
records as well, and every three digits in a row that a record has put it into one of them. Only a
record that is in the sets of all the threes of what is looked for can have it: of four digits one
record of sixty is left, of five one of five hundred.

A set has a bit for each of the 2,048 records. So a record costs 32 bytes, whatever an attacker
writes into it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from engine.store.cdr_filter import TEXT_COLUMNS
from engine.store.cdr_schema import BLOCK_ROWS

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Answers a statement with its values."""

SETS: Final = 256
MOST_SETS: Final = 6
"""Sets of one text that are compared; more would hardly leave fewer records."""

_SIGNS: Final = 3
_DIGITS: Final = re.compile(rf"(?=([0-9]{{{_SIGNS}}}))")

ADD_SETS: Final = f"""
INSERT INTO cdr_digits_new
SELECT block, number, bitstring_agg(place, 0, {BLOCK_ROWS - 1}) FROM (
    SELECT block, place, unnest(list_transform(
        range(1, length(run) - {_SIGNS - 2}),
        lambda first: substr(run, first, {_SIGNS})::SMALLINT % {SETS}::SMALLINT
    )) AS number FROM (
        SELECT rowid // {BLOCK_ROWS} AS block, (rowid % {BLOCK_ROWS})::INTEGER AS place,
            unnest(regexp_extract_all(
                concat_ws(' ', {", ".join(TEXT_COLUMNS)}), '[0-9]{{{_SIGNS},}}'
            )) AS run
        FROM cdr WHERE rowid >= ? AND rowid < ?
    )
) GROUP BY ALL ORDER BY ALL
"""  # noqa: S608
"""The sets of the blocks of some rows; parameters are the first row and the one behind the last."""

_IN_ALL: Final = """
SELECT block, bit_and(records)::BLOB FROM (FROM cdr_digits UNION ALL FROM cdr_digits_new)
WHERE number IN (SELECT unnest(?::SMALLINT[])) AND block IN (SELECT unnest(?::BIGINT[]))
GROUP BY block HAVING count(*) = ? AND bit_count(bit_and(records)) > 0
"""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The records of some blocks that can have a text.

    Attributes:
        sets: Block -> a bit for each of its records, the first one the highest of the first byte;
            no block in which there is none.
        count: How many they are.
    """

    sets: dict[int, bytes]
    count: int

    @classmethod
    def of(cls, sets: dict[int, bytes]) -> Self:
        """Count them."""
        return cls(sets, sum(int.from_bytes(records).bit_count() for records in sets.values()))

    def rows(self, block: int) -> list[int]:
        """The numbers of the rows of a block that has any."""
        bits = f"{int.from_bytes(self.sets[block]):0{BLOCK_ROWS}b}"
        return [block * BLOCK_ROWS + one.start() for one in re.finditer("1", bits)]


def sets_of(text: str) -> list[int]:
    """The sets that a record with the text is in, in order; none if no three digits follow."""
    found = sorted({int(three) % SETS for three in _DIGITS.findall(text)})
    return found[:: -(-len(found) // MOST_SETS) or 1]


def candidates(ask: Ask, sets: list[int], blocks: Iterable[int]) -> Candidates:
    """The records of some blocks that are in all of the sets.

    Args:
        ask: Asks a cursor, in the transaction in which rows keep their numbers.
        sets: Of :func:`sets_of`, one at least.
        blocks: Which; what is known of them is believed.
    """
    numbers = f"[{','.join(map(str, blocks))}]"
    return Candidates.of(dict(ask(_IN_ALL, [sets, numbers, len(sets)])))
