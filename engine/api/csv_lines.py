"""Lists as CSV (RFC 4180), a piece at a time.

Names, devices and evidence come from strangers: a cell that a spreadsheet would run is made
harmless by an apostrophe, and no cell has a line end in it; see :mod:`engine.store.csv_columns`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fastapi.responses import StreamingResponse

CSV_ANSWER: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}}
}
"""What a route that answers a CSV file says of itself."""

_RUN: Final = re.compile('(^(?!\\+[0-9]+$)|;"*)([-=+@\uff1d\uff0b\uff0d\uff20])')
"""What makes a spreadsheet run a cell, at its beginning or behind a semicolon; no number."""

_BREAKS: Final = str.maketrans("\t\r\n\0", "    ")

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


def csv_file(name: str, pieces: Iterable[bytes]) -> StreamingResponse:
    """The lines as a file to be saved under that name, sent while they are made."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)


def harmless(text: str) -> str:
    """A cell on one line that no spreadsheet runs."""
    return _RUN.sub(r"\1'\2", text.translate(_BREAKS))


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")
