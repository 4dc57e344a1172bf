"""Lists as CSV (RFC 4180), a piece at a time.

Names, devices and evidence come from strangers: a cell that a spreadsheet would run is made
harmless by an apostrophe, and no cell has a line end in it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets take a cell that begins with one of these for a formula."""

PIECE: Final = 1000
"""Rows encoded at a time."""


def csv_lines(heading: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The lines, heading first, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    for number, row in enumerate(rows, 1):
        writer.writerow(map(harmless, row))
        if number % PIECE == 0:
            yield _taken(out)
    yield _taken(out)


def harmless(text: str) -> str:
    """A cell on one line that no spreadsheet runs."""
    line = " ".join(text.split("\n")).replace("\r", " ")
    return f"'{line}" if line.startswith(FORMULA_SIGNS) else line


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")
