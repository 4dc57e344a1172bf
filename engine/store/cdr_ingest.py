"""From a sealed journal segment to rows, exactly once.

One transaction holds one ``INSERT … SELECT … FROM read_json(segment)`` and the segment's name.
Whatever is killed when: before the commit nothing happened and the file is still there; after it
the name is known and only the file is left to delete. No row passes through Python.

A segment with a line that cannot be read fails as a whole, and then is taken apart: every line is
decoded as the journal's struct, DuckDB has the last word on what remains (halving until the
culprit is alone), the good lines go in by the same transaction, the bad ones to
``rejected/{segment}.bad``. That file is written before the commit and written whole, so repeating
an interrupted ingest repeats no line in it.
"""

import os
from collections.abc import Iterable
from glob import escape
from pathlib import Path
from typing import Final

import duckdb

from engine.billing.journal import Kind, SegmentName, decode, parse_segment_name
from engine.errors import StoreError
from engine.store.cancelling import Cursor
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_rows import IngestResult
from engine.store.cdr_schema import insert_statement

REJECTED: Final = "rejected"
"""Folder beside the segments that keeps what could not be read."""

_CONTENT_ERRORS: Final = (
    duckdb.InvalidInputException,
    duckdb.ConversionException,
    duckdb.ConstraintException,
    duckdb.OutOfRangeException,
    duckdb.TypeMismatchException,
)
_KNOWN: Final = "SELECT 1 FROM ingested_segment WHERE segment = CAST(? AS UUID) AND kind = ?"
_REMEMBER: Final = "INSERT INTO ingested_segment VALUES (?, CAST(? AS UUID), ?, ?, ?)"


class _Unreadable(Exception):  # noqa: N818 - not an error of the store but of a line
    """Something in the file is not what the table takes."""


class Ingest:
    """Takes segments into one database; ``now_ms`` is written beside the segment's name."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def take(self, segment: Path, now_ms: int) -> IngestResult:
        """Take one sealed segment in and delete its file.

        Raises:
            StoreError: nothing was changed and the file is still there; try again later.
        """
        name = parse_segment_name(segment.name)
        if name is None or not name.sealed:
            raise StoreError(f"{segment.name} is no sealed journal segment; move it away")
        try:
            result = self._take_whole(segment, name, now_ms)
        except _Unreadable:
            result = self._take_apart(segment, name, now_ms)
        segment.unlink(missing_ok=True)
        return result

    def forget(self, before_ms: int) -> int:
        """Forget the names of segments ingested before; how many. Their files are long gone."""
        with self._database.write() as cursor:
            statement = "DELETE FROM ingested_segment WHERE ingested_at < ?"
            return int(cursor.execute(statement, [before_ms]).fetchall()[0][0])

    def _take_whole(self, segment: Path, name: SegmentName, now_ms: int) -> IngestResult:
        """The usual way: the file itself, in one statement."""
        with self._database.write() as cursor:
            if _is_known(cursor, name):
                return IngestResult(name.kind, 0, 0, duplicate=True)
            rows = _insert(cursor, name.kind, segment)
            cursor.execute(_REMEMBER, [name.kind, name.unique, rows, 0, now_ms])
        return IngestResult(name.kind, rows, 0, duplicate=False)

    def _take_apart(self, segment: Path, name: SegmentName, now_ms: int) -> IngestResult:
        """The careful way: the good lines from a repaired copy, the bad ones put aside."""
        folder = segment.parent / REJECTED
        copy = folder / f".{segment.name}.good"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            good, bad = self._sort_lines(segment, name.kind, copy)
            _write_synced(folder / f"{segment.name}.bad", bad)
            _write_synced(copy, good)
            with self._database.write() as cursor:
                rows = _insert(cursor, name.kind, copy) if good else 0
                cursor.execute(_REMEMBER, [name.kind, name.unique, rows, len(bad), now_ms])
        except OSError as error:
            raise StoreError(f"{segment}: {error.strerror}; the segment stays") from error
        except _Unreadable as error:
            raise StoreError(f"{segment}: {error}; the segment stays") from error
        finally:
            copy.unlink(missing_ok=True)
        return IngestResult(name.kind, rows, len(bad), duplicate=False)

    def _sort_lines(
        self, segment: Path, kind: Kind, scratch: Path
    ) -> tuple[list[bytes], list[bytes]]:
        """Good and bad lines, in order."""
        decoded: list[bytes] = []
        bad: list[bytes] = []
        with segment.open("rb") as file:
            for line in file:
                (decoded if _is_record(kind, line) else bad).append(line)
        good = self._acceptable(decoded, kind, scratch)
        kept = set(map(id, good))
        return good, bad + [line for line in decoded if id(line) not in kept]

    def _acceptable(self, lines: list[bytes], kind: Kind, scratch: Path) -> list[bytes]:
        """Those of the lines that the table takes, found by halving."""
        if not lines:
            return []
        _write_synced(scratch, lines)
        if self._table_takes(kind, scratch):
            return lines
        if len(lines) == 1:
            return []
        half = len(lines) // 2
        left = self._acceptable(lines[:half], kind, scratch)
        return left + self._acceptable(lines[half:], kind, scratch)

    def _table_takes(self, kind: Kind, file: Path) -> bool:
        """Try the insert and undo it."""
        with self._database.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION")
            try:
                _insert(cursor, kind, file)
            except _Unreadable:
                return False
            finally:
                cursor.execute("ROLLBACK")
        return True


def _is_known(cursor: Cursor, name: SegmentName) -> bool:
    return bool(cursor.execute(_KNOWN, [name.unique, name.kind]).fetchall())


def _insert(cursor: Cursor, kind: Kind, file: Path) -> int:
    """Insert a file; how many rows.

    Raises:
        _Unreadable: a line is not what the table takes.
    """
    try:
        # The name is a pattern to DuckDB: a bracket in the folder's name must stand for itself.
        return int(cursor.execute(insert_statement(kind), [escape(str(file))]).fetchall()[0][0])
    except _CONTENT_ERRORS as error:
        raise _Unreadable(str(error).splitlines()[0]) from error


def _is_record(kind: Kind, line: bytes) -> bool:
    try:
        decode(kind, line)
    except ValueError:
        return False
    return True


def _write_synced(path: Path, lines: Iterable[bytes]) -> None:
    """Write the file whole, each line with its end, and wait for the disk."""
    with path.open("wb") as file:
        file.writelines(line if line.endswith(b"\n") else line + b"\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
