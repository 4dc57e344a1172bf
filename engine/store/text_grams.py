"""Pieces of texts, and the bit that each has in an index of texts.

A text can only occur where all its pieces do. What makes good pieces depends on what the texts are
made of, and those of call records are numbers, hexadecimal Call-IDs, and words:

* five digits in a row have a bit of their own each. Numbers share them the least that is possible;
* five hexadecimal signs in a row with a letter among them share 131,072 bits;
* three signs with one among them that is not hexadecimal share 65,536 bits. There are few of these
  in a block of records, so even ``pbx`` is found in a few blocks;
* the last four digits of a text have a bit of their own each, since a number is often remembered
  by its end.

So what cannot be narrowed is up to four digits or hexadecimal letters in the middle of a text.
These occur in all blocks; the records with such digits are known (:mod:`engine.store.cdr_digits`).

Columns with texts of different kinds have different bits for the same piece. So a word of devices
need not be looked for in Call-IDs.

The rule is written twice: as SQL over all texts of a block, and here for the text that is looked
for. Both are about small letters.
"""

from collections.abc import Iterator
from typing import Final

MOST_PIECES: Final = 10
"""Pieces of one text that are looked up; more would hardly leave fewer blocks."""

PART_BITS: Final = 2048
"""Bits of one row of the index."""

_LONG: Final = 5
_SHORT: Final = 3
_LAST: Final = 4
_END: Final = "$"
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_DIGITS: Final = frozenset("0123456789")
_DIGIT_BITS: Final = 100_352
"""A hundred thousand, up to the end of a part."""

_HEX_BITS: Final = 131_072
_WORD_BITS: Final = 65_536
_END_BITS: Final = 10_240
"""Ten thousand, up to the end of a part."""

_KIND_BITS: Final = _DIGIT_BITS + _HEX_BITS + _WORD_BITS + _END_BITS

CALLER: Final = 0
CALLEE: Final = 1
CALL_ID: Final = 2
OTHER: Final = 3
KINDS: Final = {
    "caller": CALLER,
    "callee": CALLEE,
    "call_id": CALL_ID,
    "caller_ip": OTHER,
    "callee_ip": OTHER,
    "user_agent": OTHER,
}
"""Column -> which bits its texts have. Addresses and devices are few and repeat."""

BIT_OF: Final = f"""(kind * {_KIND_BITS} + CASE
    WHEN starts_with(gram, '{_END}') AND length(gram) = {_LONG}
        THEN {_DIGIT_BITS + _HEX_BITS + _WORD_BITS} + gram[2:]::BIGINT
    WHEN length(gram) = {_SHORT}
        THEN {_DIGIT_BITS + _HEX_BITS} + hash(gram) % {_WORD_BITS}
    WHEN regexp_matches(gram, '[a-f]') THEN {_DIGIT_BITS} + hash(gram) % {_HEX_BITS}
    ELSE gram::BIGINT
END)::BIGINT"""
"""The bit of a piece called ``gram``, in small letters, of a ``kind`` of texts."""

PIECES_OF: Final = f"""
SELECT block, kind, unnest(list_transform(
    range(1, length(run) - {_LONG - 2}), lambda place: substr(run, place, {_LONG})
)) AS gram FROM (
    SELECT DISTINCT block, kind, unnest(regexp_extract_all(text, '[0-9a-f]{{{_LONG},}}')) AS run
    FROM texts
)
UNION ALL
SELECT block, kind, gram FROM (
    SELECT block, kind, unnest(list_transform(
        range(greatest(1, length(regexp_extract(text, '^[0-9a-f]*')) - 1), length(text) - 1),
        lambda place: substr(text, place, {_SHORT})
    )) AS gram FROM texts
) WHERE regexp_matches(gram, '[^0-9a-f]')
UNION ALL
SELECT block, kind, '{_END}' || last AS gram FROM (
    SELECT DISTINCT block, kind, right(text, {_LAST}) AS last FROM texts
) WHERE regexp_full_match(last, '[0-9]{{{_LAST}}}')
"""  # noqa: S608
"""The pieces of all ``texts``, rows of a block, a kind and a text in small letters."""

VERSION: Final = "hash('switchwarden, pieces of kinds, ends and 256 sets, an anchor a block')"
"""What is different where bits are: another rule, or another DuckDB that computes another hash."""


def pieces(text: str, *, last: bool = False) -> list[str]:
    """What a text can be looked up by, as it is written; none for one that is too short.

    Args:
        text: What is looked for.
        last: Whether nothing may stand behind it.
    """
    windows = list(_windows(text))
    ends = [_END + text[-_LAST:]] if last and _DIGITS.issuperset(text[-_LAST:]) else []
    some = [end for end in ends if len(end) == _LONG]
    # Neighbours share most of their signs, so pieces from all over the text tell more.
    return some + windows[:: -(-len(windows) // MOST_PIECES) or 1]


def _windows(text: str) -> Iterator[str]:
    signs = [sign in _HEX for sign in text]
    for place in range(len(text)):
        if len(text) - place >= _LONG and all(signs[place : place + _LONG]):
            yield text[place : place + _LONG]
        if len(text) - place >= _SHORT and not all(signs[place : place + _SHORT]):
            yield text[place : place + _SHORT]
