"""Records as CSV, written by the database itself.

RFC 4180: a header, CRLF, quotes doubled, UTF-8; the cells are :mod:`engine.store.csv_columns`.

Everything happens in one transaction, so the file holds exactly the rows that were counted, also
while new ones arrive. Sorting a million whole records at once would take half a gigabyte; so only
their keys are sorted, the keys at every 50,000th row cut the export into slices, and slice after
slice is written by one ``COPY`` and appended to the file. Memory stays small, progress is exact,
and cancelling takes effect within a slice. An export ends rather than take the last room on the
disk, which new records need more.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from engine.errors import StoreError
from engine.store.cancelling import Cancel, Cursor, cancelled_by
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter, where
from engine.store.cdr_rows import ExportResult
from engine.store.clauses import Clause, conjunction
from engine.store.csv_columns import (
    CSV_COLUMNS,
    DEFAULT_COLUMNS,
    check_columns,
    check_timezone,
    doubt,
    line,
    steady,
    texts,
)

__all__ = [
    "CSV_COLUMNS",
    "DEFAULT_COLUMNS",
    "Export",
    "ExportHandle",
    "check_columns",
    "check_timezone",
]

SLICE_ROWS: Final = 50_000

SPARE: Final = 256 * 1024 * 1024
"""Bytes an export leaves free, a sixteenth of the disk where that is less."""

_CHUNK: Final = 1 << 20
_ORDER: Final = "ORDER BY cdr.start DESC, cdr.flow_no DESC"

_Key = tuple[int, int]
"""Start and flow number of a row, by which exports are ordered."""


class ExportHandle(Cancel):
    """Cancels an export from another thread, and tells how far it is.

    Attributes:
        rows: Rows in the file so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0


class Export:
    """Writes CSV files from one database."""

    def __init__(self, database: CdrDatabase) -> None:
        self._database = database

    def csv(
        self,
        filters: CdrFilter,
        *,
        columns: Sequence[str],
        timezone: str,
        path: Path,
        handle: ExportHandle | None = None,
        on_count: Callable[[int], None] | None = None,
    ) -> ExportResult:
        """Write all matching records, newest first, to ``path``.

        Args:
            filters: Which records.
            columns: Of :data:`CSV_COLUMNS`, in the wished order.
            timezone: IANA name.
            path: The file, written anew.
            handle: Cancels the export and tells how far it is.
            on_count: Told the number of rows before writing begins.

        Raises:
            Invalid: an unknown column or time zone.
            QueryStoppedError: cancelled.
            StoreError: the file could not be written whole; it is removed.
        """
        check_columns(columns)
        check_timezone(timezone)
        used = handle or ExportHandle()
        slice_path = path.with_name(f"{path.name}.slice")
        try:
            with (
                cancelled_by(used),
                self._database.snapshot() as cursor,
                path.open("wb") as file,
            ):
                expected, newest = _count(cursor, filters)
                if on_count is not None:
                    on_count(expected)
                cursor.execute("SET TimeZone = ?", [timezone])
                sink = _Sink(file)
                sink.write(",".join(columns).encode() + b"\r\n")
                careful: set[str] = set()
                for start, condition in _slices(cursor, filters, newest):
                    used.check()
                    _leave_room(path.parent)
                    careful |= _doubtful(cursor, columns, condition, careful)
                    lines = line(columns, steady(timezone, start), careful)
                    used.rows += _copy(cursor, lines, condition, slice_path)
                    sink.append(slice_path)
                return sink.finish(used.rows, expected)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise StoreError(f"{path}: {_advice(error)}") from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            slice_path.unlink(missing_ok=True)


class _Sink:
    """The file of an export: what is appended is hashed on its way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def append(self, path: Path) -> None:
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                self.write(chunk)

    def write(self, chunk: bytes) -> None:
        self._file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    def finish(self, rows: int, expected: int) -> ExportResult:
        """Wait for the disk and compare with what was promised."""
        self._file.flush()
        os.fsync(self._file.fileno())
        if rows != expected:
            raise StoreError(f"the export has {rows} rows instead of {expected}; try again")
        return ExportResult(rows, self.size, self._digest.hexdigest())


def _leave_room(folder: Path) -> None:
    """Let the export go on while the disk has room for records besides it.

    Raises:
        OSError: it has not.
    """
    disk = shutil.disk_usage(folder)
    if disk.free < min(SPARE, disk.total // 16):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _count(cursor: Cursor, filters: CdrFilter) -> tuple[int, int]:
    """How many rows, and the newest start among them, 0 when there is none."""
    condition, values = where(filters)
    statement = f"SELECT count(*), coalesce(max(start), 0) FROM cdr WHERE {condition}"  # noqa: S608
    rows, newest = cursor.execute(statement, values).fetchall()[0]
    return rows, newest


def _slices(cursor: Cursor, filters: CdrFilter, newest: int) -> Iterator[tuple[int, Clause]]:
    """The newest start of each slice and its condition; together they are the filter.

    Newest slice first; there is at least one.
    """
    condition, values = where(filters)
    statement = (
        "SELECT start, flow_no FROM (SELECT start, flow_no, row_number() OVER "  # noqa: S608
        f"({_ORDER}) AS number FROM cdr WHERE {condition}) WHERE number % {SLICE_ROWS} = 0 "
        "ORDER BY number"
    )
    cuts: list[_Key] = cursor.execute(statement, values).fetchall()
    for newer, older in zip([None, *cuts], [*cuts, None], strict=True):
        clauses = [(condition, values), *_after(newer), *_until(older)]
        yield newer[0] if newer else newest, conjunction(clauses)


def _after(key: _Key | None) -> list[Clause]:
    """Rows older than the key."""
    if key is None:
        return []
    return [("start <= ? AND (start < ? OR flow_no < ?)", [key[0], key[0], key[1]])]


def _until(key: _Key | None) -> list[Clause]:
    """The row of the key and rows newer than it."""
    if key is None:
        return []
    return [("start >= ? AND (start > ? OR flow_no >= ?)", [key[0], key[0], key[1]])]


def _doubtful(
    cursor: Cursor, columns: Sequence[str], condition: Clause, known: Collection[str]
) -> set[str]:
    """The columns, besides the known ones, with a text in the slice that is no cell as it stands.

    The first such text ends a search; so as many are made as there are columns of the kind.
    """
    text, values = condition
    found: set[str] = set()
    while names := [name for name in texts(columns) if name not in found | {*known}]:
        doubts = [f"({doubt(name)})" for name in names]
        statement = (
            f"SELECT {', '.join(doubts)} FROM cdr WHERE {text} "  # noqa: S608
            f"AND ({' OR '.join(doubts)}) LIMIT 1"
        )
        rows = cursor.execute(statement, values).fetchall()
        if not rows:
            break
        found |= {name for name, doubtful in zip(names, rows[0], strict=True) if doubtful}
    return found


def _copy(cursor: Cursor, lines: str, condition: Clause, path: Path) -> int:
    """Write one slice; how many rows.

    The lines are whole already, so DuckDB is told to quote nothing.
    """
    text, values = condition
    statement = (
        f"COPY (SELECT {lines} FROM cdr WHERE {text} {_ORDER}) TO ? "  # noqa: S608
        "(FORMAT csv, HEADER false, NEW_LINE '\\r\\n', QUOTE '', ESCAPE '', DELIMITER '\x1f')"
    )
    return int(cursor.execute(statement, [*values, str(path)]).fetchall()[0][0])


def _advice(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; free some space"
    return f"the file cannot be written: {error.strerror}"
