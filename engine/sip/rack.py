"""The values of reliable provisional answers: RSeq and RAck (RFC 3262 section 7)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from engine.sip.errors import bad_value
from engine.sip.grammar import TOKEN
from engine.sip.limits import MAX_CSEQ
from engine.sip.message import Message

MAX_RSEQ: Final = 2**32 - 1
MAX_FIRST: Final = 2**31 - 1
"""The first number of a call is at most this, so that the following ones never wrap."""

_NUMBER: Final = re.compile(r"[0-9]{1,10}")
_RACK: Final = re.compile(rf"([0-9]{{1,10}})[ \t]+([0-9]{{1,10}})[ \t]+({TOKEN})")


class RAck(NamedTuple):
    """Which provisional answer a PRACK means.

    Attributes:
        rseq: Its RSeq.
        cseq: Number of the request it answered.
        method: Method of that request.
    """

    rseq: int
    cseq: int
    method: str

    def __str__(self) -> str:
        """Write the value."""
        return f"{self.rseq} {self.cseq} {self.method}"


def rack(message: Message) -> RAck:
    """RAck of a PRACK.

    Raises:
        PeerError: 400 when it is missing, or cannot be read.
    """
    text = message.required("rack")
    match = _RACK.fullmatch(text)
    if match is None or int(match[1]) > MAX_RSEQ or int(match[2]) > MAX_CSEQ:
        raise bad_value("RAck", text, "not two numbers and a method")
    return RAck(int(match[1]), int(match[2]), match[3])


def rseq(message: Message) -> int | None:
    """RSeq of a provisional answer, None when there is none.

    Raises:
        PeerError: 400 when it is no number from 1 to 2**32 - 1.
    """
    text = message.header("rseq")
    if text is None:
        return None
    if not _NUMBER.fullmatch(text) or not 0 < int(text) <= MAX_RSEQ:
        raise bad_value("RSeq", text, "no number of a reliable answer")
    return int(text)
