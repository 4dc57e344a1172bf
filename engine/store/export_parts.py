"""What every format of an export is made of: the file that is hashed on its way, lines out of SQL.

A format is an object with three steps: :meth:`Writer.begin`, one :meth:`Writer.add` for each slice
of rows, in their order, and :meth:`Writer.finish`. Lines are put together in SQL and written by the
database; Python only appends what it wrote.
"""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from engine.store.cancelling import Cursor
from engine.store.clauses import Clause

NEWEST_FIRST: Final = "ORDER BY cdr.start DESC, cdr.flow_no DESC"
CHUNK: Final = 1 << 20


class Slice(NamedTuple):
    """Some rows of an export.

    Attributes:
        newest: Their newest start, epoch milliseconds; of another order than that of time the
            newest of all rows.
        condition: Which they are.
        relation: What they are read from, by the name ``cdr``.
        order: Their order, as the end of a statement.
        every: Which rows the whole export has, where they lie anywhere, so that whoever looks for
            the slice reads all of them; None where it is a piece of the table.
    """

    newest: int
    condition: Clause
    relation: str = "cdr"
    order: str = NEWEST_FIRST
    every: Clause | None = None

    @property
    def sorted_rows(self) -> str:
        """The rows in their order, as what stands behind ``FROM``.

        What is made of a record is made after the sorting so: a row of a workbook takes five times
        as much memory as the record that it is made of.
        """
        return f"(SELECT * FROM {self.relation} WHERE {self.condition[0]} {self.order}) AS cdr"  # noqa: S608


class Given(NamedTuple):
    """What a writer is made from.

    Attributes:
        path: The file, written anew.
        columns: Names, in order.
        timezone: IANA name of the zone of its times.
    """

    path: Path
    columns: Sequence[str]
    timezone: str

    @property
    def scratch(self) -> Path:
        """A file beside it for what is on its way; removed with it."""
        return self.path.with_name(f"{self.path.name}.slice")


class Writer(Protocol):
    """Writes one file of one format, which is open until :meth:`close`."""

    def begin(self) -> None:
        """Write what stands before the rows."""

    def add(self, cursor: Cursor, part: Slice) -> int:
        """Write the rows of a slice; how many."""
        ...

    def finish(self, cursor: Cursor) -> tuple[int, str]:
        """Write what stands behind the rows and wait for the disk; size in bytes and SHA-256."""
        ...

    def close(self) -> None:
        """Let go of the file."""


class Sink:
    """A file that is hashed while it is written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._digest = hashlib.sha256()
        self.size = 0

    def append(self, path: Path, begin: int = 0, end: int | None = None) -> None:
        """Write what another file holds, or its bytes from ``begin`` up to ``end``."""
        with path.open("rb") as source:
            source.seek(begin)
            left = path.stat().st_size - begin if end is None else end - begin
            while left > 0 and (chunk := source.read(min(CHUNK, left))):
                self.write(chunk)
                left -= len(chunk)

    def write(self, chunk: bytes) -> None:
        """Write some bytes."""
        self._file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    def finish(self) -> tuple[int, str]:
        """Wait for the disk; size and checksum."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self.size, self._digest.hexdigest()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def copy_lines(cursor: Cursor, lines: str, part: Slice, path: Path, end: str = "\\r\\n") -> int:
    """Write lines, put together by the expression ``lines``; how many.

    They are whole already, so DuckDB is told that all are to be quoted, and with nothing: then it
    does not look through them for what would need quotes.
    """
    _, values = part.condition
    statement = (
        f"COPY (SELECT {lines} FROM {part.sorted_rows}) TO ? (FORMAT csv, "  # noqa: S608
        f"HEADER false, NEW_LINE '{end}', QUOTE '', ESCAPE '', FORCE_QUOTE *, DELIMITER '\x1f')"
    )
    return int(cursor.execute(statement, [*values, str(path)]).fetchall()[0][0])


def file_checksum(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file that was written by somebody else, on the disk by now."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest
