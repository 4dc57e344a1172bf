"""Past lockouts and blocks as CSV (RFC 4180), a piece at a time.

Names, devices and evidence come from strangers: a cell that a spreadsheet would run is made
harmless by an apostrophe, and no cell has a line end in it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from engine.api.wire import stamp_ms
from engine.store.security_history import SecurityEvent

COLUMNS: Final = (
    "at", "layer", "action", "value", "known", "rule", "reason", "by", "since", "until", "repeats",
    "hits", "sources", "evidence",
)  # fmt: skip
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets take a cell that begins with one of these for a formula."""

PIECE: Final = 1000
"""Rows encoded at a time."""


def as_csv(events: Iterable[SecurityEvent]) -> Iterator[bytes]:
    """The lines, heading first, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, event in enumerate(events, 1):
        writer.writerow(map(_harmless, cells(event)))
        if number % PIECE == 0:
            yield _taken(out)
    yield _taken(out)


def cells(event: SecurityEvent) -> tuple[str, ...]:
    """The cells of one row; "for good" is an empty end."""
    return (
        stamp_ms(event.at),
        event.layer,
        event.action,
        event.value,
        "" if event.known is None else str(event.known).lower(),
        event.rule,
        event.reason,
        event.by,
        stamp_ms(event.since),
        "" if event.until is None else stamp_ms(event.until),
        str(event.repeats),
        str(event.hits),
        " ".join(event.sources),
        event.evidence,
    )


def _harmless(text: str) -> str:
    line = " ".join(text.split("\n")).replace("\r", " ")
    return f"'{line}" if line.startswith(FORMULA_SIGNS) else line


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")
