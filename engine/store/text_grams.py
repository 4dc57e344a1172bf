"""Pieces of texts, and the bit that each has in an index of texts.

A text can only occur where all its pieces do. What makes good pieces depends on what the texts are
made of, and those of call records are numbers, hexadecimal Call-IDs, and words:

* five digits in a row have a bit of their own each. Numbers share them the least that is possible;
* five hexadecimal signs in a row with a letter among them share 131,072 bits;
* three signs with one among them that is not hexadecimal share 65,536 bits. There are few of these
  in a block of records, so even ``pbx`` is found in a few blocks.

So what cannot be narrowed is up to four digits or hexadecimal letters, and these occur everywhere.

The rule is written twice: as SQL over all texts of a block, and here for the text that is looked
for. Both are about small letters.
"""

from collections.abc import Iterator
from typing import Final

MAX_PIECES: Final = 64
"""Pieces of one text that are looked up; more would not leave fewer blocks."""

PART_BITS: Final = 2048
"""Bits of one row of the index."""

_LONG: Final = 5
_SHORT: Final = 3
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_DIGIT_BITS: Final = 100_352
"""A hundred thousand, up to the end of a part."""

_HEX_BITS: Final = 131_072
_WORD_BITS: Final = 65_536

BIT_OF: Final = f"""CASE
    WHEN length(gram) = {_SHORT}
        THEN ({_DIGIT_BITS + _HEX_BITS} + hash(gram) % {_WORD_BITS})::BIGINT
    WHEN regexp_matches(gram, '[a-f]') THEN ({_DIGIT_BITS} + hash(gram) % {_HEX_BITS})::BIGINT
    ELSE gram::BIGINT
END"""
"""The bit of a piece called ``gram``, in small letters."""

PIECES_OF: Final = f"""
SELECT block, unnest(list_transform(
    range(1, length(run) - {_LONG - 2}), lambda place: substr(run, place, {_LONG})
)) AS gram FROM (
    SELECT DISTINCT block, unnest(regexp_extract_all(text, '[0-9a-f]{{{_LONG},}}')) AS run
    FROM texts
)
UNION ALL
SELECT block, gram FROM (
    SELECT block, unnest(list_transform(
        range(greatest(1, length(regexp_extract(text, '^[0-9a-f]*')) - 1), length(text) - 1),
        lambda place: substr(text, place, {_SHORT})
    )) AS gram FROM texts
) WHERE regexp_matches(gram, '[^0-9a-f]')
"""  # noqa: S608
"""The pieces of all ``texts``, rows of a block and a text in small letters."""

VERSION: Final = "hash('switchwarden, pieces of five and three')"
"""What is different where bits are: another rule, or another DuckDB that computes another hash."""


def pieces(text: str) -> list[str]:
    """What a text can be looked up by, as it is written; none for one that is too short."""
    return [piece for _, piece in zip(range(MAX_PIECES), _windows(text), strict=False)]


def _windows(text: str) -> Iterator[str]:
    signs = [sign in _HEX for sign in text]
    for place in range(len(text)):
        if len(text) - place >= _LONG and all(signs[place : place + _LONG]):
            yield text[place : place + _LONG]
        if len(text) - place >= _SHORT and not all(signs[place : place + _SHORT]):
            yield text[place : place + _SHORT]
