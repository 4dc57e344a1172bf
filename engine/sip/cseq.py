"""The CSeq value: a sequence number and a method (RFC 3261 §20.16)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.grammar import TOKEN
from engine.sip.limits import MAX_CSEQ

_REMEMBERED_LENGTH: Final = 24
"""Values up to this length are remembered, 1,024 of them: most numbers are small."""

_CSEQ: Final = re.compile(rf"0*+([0-9]{{0,10}})[ \t]++({TOKEN})")


class CSeq(NamedTuple):
    """Order of a request within its dialog.

    Attributes:
        number: 0 to 2**31 - 1.
        method: as written; methods are case-sensitive.
    """

    number: int
    method: str

    @classmethod
    def parse(cls, text: str) -> CSeq:
        """Read the value.

        Raises:
            PeerError: 400 when it is malformed or the number is too large.
        """
        return _parse_again(text) if len(text) <= _REMEMBERED_LENGTH else _parse(text)

    def __str__(self) -> str:
        """Write the value."""
        return f"{self.number} {self.method}"


def _parse(text: str) -> CSeq:
    digits, _, method = text.partition(" ")
    if digits.isdecimal() and text.isascii() and method.isalpha() and len(digits) < 10:
        return CSeq(int(digits), method)
    match = _CSEQ.fullmatch(text)
    if match is None or not text[0].isdecimal():
        raise bad_value("CSeq", text, "not a number and a method")
    number = int(match[1] or "0")
    if number > MAX_CSEQ:
        raise bad_value("CSeq", text, f"number above {MAX_CSEQ}")
    return CSeq(number, match[2])


_parse_again: Final = lru_cache(maxsize=1_024)(_parse)
