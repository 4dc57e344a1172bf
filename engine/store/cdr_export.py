"""Records as a file, written by the database itself: CSV, workbooks, JSON Lines, Parquet.

Everything happens in one transaction, so the file holds exactly the rows that were counted, also
while new ones arrive. Sorting a million whole records at once would take half a gigabyte; so only
their keys are sorted, the keys at every so many rows cut the export into slices, and slice after
slice is written by one ``COPY`` (:mod:`engine.store.export_parts`). Memory stays small, progress is
exact, and cancelling takes effect within a slice. In another order than that of time
(:mod:`engine.store.cdr_order`) the records of a slice lie anywhere, so each slice reads all that
match; that has the limits of the sorted table. An export ends rather than take the last room on
the disk, which new records need more.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, Literal

from engine.errors import StoreError
from engine.store.cancelling import Cancel, cancelled_by
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import START, Key, RowOrder, check_size, order_of
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import ExportResult
from engine.store.clauses import conjunction
from engine.store.csv_columns import check_columns, check_timezone
from engine.store.export_csv import CsvWriter
from engine.store.export_jsonl import JsonLinesWriter
from engine.store.export_parquet import ParquetWriter
from engine.store.export_parts import Given, Slice, Writer
from engine.store.export_xlsx import XlsxWriter

ExportFormat = Literal["csv", "xlsx", "jsonl", "parquet"]

WRITERS: Final[dict[ExportFormat, Callable[[Given], Writer]]] = {
    "csv": CsvWriter,
    "xlsx": XlsxWriter,
    "jsonl": JsonLinesWriter,
    "parquet": ParquetWriter,
}
"""Format -> what writes it; the format is the ending of the file's name as well."""

SLICE_ROWS: Final[dict[ExportFormat, int]] = {
    "csv": 150_000,
    "xlsx": 50_000,
    "jsonl": 100_000,
    "parquet": 81_920,
}
"""Rows of a slice. A slice reads whole blocks of 122,880 rows, so a small one reads them again and
again. In another order than that of time each slice reads all of them, so there wide ones matter
more. What 150,000 records take while they are sorted is 45 MB. Parquet needs as much again for what
is on its way to be compressed; its slice is four of its groups."""

SPARE: Final = 256 * 1024 * 1024
"""Bytes an export leaves free, a sixteenth of the disk where that is less."""


class ExportHandle(Cancel):
    """Cancels an export from another thread, and tells how far it is.

    Attributes:
        rows: Rows in the file so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0


class Export:
    """Writes files from the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def write(
        self,
        filters: CdrFilter,
        *,
        columns: Sequence[str],
        timezone: str,
        path: Path,
        file_format: ExportFormat = "csv",
        sort: str = START,
        oldest: bool = False,
        handle: ExportHandle | None = None,
        on_count: Callable[[int], None] | None = None,
    ) -> ExportResult:
        """Write all matching records, newest first unless told otherwise, to ``path``.

        Args:
            filters: Which records.
            columns: Of :data:`engine.store.csv_columns.CSV_COLUMNS`, in the wished order.
            timezone: IANA name.
            path: The file, written anew.
            file_format: Of :data:`WRITERS`.
            sort: By which value, see :func:`engine.store.cdr_order.order_of`.
            oldest: Begin with the oldest record, or the least value.
            handle: Cancels the export and tells how far it is.
            on_count: Told the number of rows before writing begins.

        Raises:
            Invalid: an unknown column, time zone or order, or too many records for that order.
            QueryStoppedError: cancelled.
            StoreError: the file could not be written whole; it is removed.
        """
        check_columns(columns)
        check_timezone(timezone)
        order = order_of(sort, ascending=oldest)
        given = Given(path, columns, timezone)
        try:
            with closing(WRITERS[file_format](given)) as writer:
                width = SLICE_ROWS[file_format]
                handle = handle or ExportHandle()
                return self._write(filters, order, given, writer, width, handle, on_count)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise StoreError(f"{path}: {_advice(error)}") from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            given.scratch.unlink(missing_ok=True)

    def _write(
        self,
        filters: CdrFilter,
        order: RowOrder,
        given: Given,
        writer: Writer,
        width: int,
        handle: ExportHandle,
        on_count: Callable[[int], None] | None,
    ) -> ExportResult:
        with cancelled_by(handle), self._records.whole(filters) as reading:
            cursor = reading.cursor
            expected, newest = _count(reading)
            check_size(order, expected)
            if on_count is not None:
                on_count(expected)
            cursor.execute("SET TimeZone = ?", [given.timezone])
            writer.begin()
            for part in _slices(reading, order, newest, width):
                handle.check()
                leave_room(given.path.parent)
                reading.give_back()
                handle.rows += writer.add(cursor, part)
            handle.check()  # an interrupt between two statements stops none of them
            size, checksum = writer.finish(cursor)
            reading.give_back()
        if handle.rows != expected:
            raise StoreError(f"the export has {handle.rows} rows instead of {expected}; try again")
        return ExportResult(handle.rows, size, checksum)


def leave_room(folder: Path) -> None:
    """Let the export go on while the disk has room for records besides it.

    Raises:
        OSError: it has not.
    """
    disk = shutil.disk_usage(folder)
    if disk.free < min(SPARE, disk.total // 16):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _count(reading: Reading) -> tuple[int, int]:
    """How many rows, and the newest start among them, 0 when there is none."""
    condition, values = reading.condition
    statement = (
        f"SELECT count(*), coalesce(max(start), 0) FROM {reading.relation} "  # noqa: S608
        f"WHERE {condition}"
    )
    rows, newest = reading.cursor.execute(statement, values).fetchall()[0]
    return rows, newest


def _slices(reading: Reading, order: RowOrder, newest: int, width: int) -> Iterator[Slice]:
    """The slices of a filter in their order; together they are all of it, and there is one."""
    condition, values = reading.condition
    keys = ", ".join(order.columns)
    statement = (
        f"SELECT {keys} FROM (SELECT {keys}, row_number() OVER "  # noqa: S608 - names only
        f"({order.by}) AS number FROM {reading.relation} WHERE {condition}) "
        f"WHERE number % {width} = 0 ORDER BY number"
    )
    cuts: list[Key] = reading.cursor.execute(statement, values).fetchall()
    every = None if order.name == START else (condition, values)
    for before, last in zip([None, *cuts], [*cuts, None], strict=True):
        clauses = [(condition, values), *order.behind(before), *order.upto(last)]
        first = before[0] if before and order.name == START and not order.ascending else newest
        yield Slice(int(str(first)), conjunction(clauses), reading.relation, order.by, every)


def _advice(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; free some space"
    return f"the file cannot be written: {error.strerror}"
