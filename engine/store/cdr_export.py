"""Records as CSV, written by the database itself.

RFC 4180: a header, CRLF, quotes doubled, UTF-8. Times are written in a named IANA zone with their
offset (``2026-11-23T14:00:00.123+08:00``), so that a clock change leaves no two moments alike.

What callers choose (numbers, User-Agent, Call-ID) may be written to be run by a spreadsheet. A text
cell that begins with ``= + - @``, TAB or CR gets an apostrophe in front; only a plain telephone
number, a ``+`` with nothing but digits behind, is left as it is. Line ends within a text become
spaces, so that one record is one line.

Counting and copying happen in one transaction: the file holds exactly the rows counted, also while
new ones arrive.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from engine.billing.modes import MODES
from engine.billing.reasons import REASONS
from engine.errors import Invalid, StoreError
from engine.store.cdr_database import CdrDatabase, Cursor, QueryStoppedError
from engine.store.cdr_filter import CdrFilter, where
from engine.store.cdr_rows import CDR_COLUMNS, ExportResult
from engine.store.cdr_schema import CDR, quoted

CSV_COLUMNS: Final = (*CDR_COLUMNS, "billing_mode_name", "end_reason_text")
"""Columns a CSV may have: those of the table and the texts of two codes."""

DEFAULT_COLUMNS: Final = (
    *("flow_no", "start", "answer", "stop", "caller", "callee", "caller_ip", "callee_ip"),
    *("caller_gateway", "callee_gateway", "account", "hold_time_s", "fee_time_s", "fee"),
    *("billing_mode", "billing_mode_name", "end_direction", "end_reason", "end_reason_text"),
    *("sip_status", "pdd_ms", "call_id", "user_agent", "id"),
)

_TIMES: Final = frozenset({"start", "answer", "stop"})
_CHUNK: Final = 1 << 20


class ExportHandle:
    """Cancels an export from another thread, before or while it runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cursor: Cursor | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Stop; the export raises QueryStoppedError."""
        with self._lock:
            self.cancelled = True
            if self._cursor is not None:
                self._cursor.interrupt()

    def progress(self) -> float:
        """How much is done, 0.0 to 1.0; an estimate of the database."""
        with self._lock:
            percent = -1.0 if self._cursor is None else float(self._cursor.query_progress())
        return min(1.0, max(0.0, percent / 100))

    def attach(self, cursor: Cursor | None) -> None:
        """Say which cursor works for the export now, None when it is done with it.

        Raises:
            QueryStoppedError: it was cancelled already.
        """
        with self._lock:
            self._cursor = cursor
            if self.cancelled:
                raise QueryStoppedError("the export was cancelled")


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
            handle: Cancels the export.
            on_count: Told the number of rows before writing begins.

        Raises:
            Invalid: an unknown column or time zone.
            QueryStoppedError: cancelled.
            StoreError: the file could not be written whole; it is removed.
        """
        check_columns(columns)
        check_timezone(timezone)
        used = handle or ExportHandle()
        try:
            with self._database.snapshot() as cursor:
                used.attach(cursor)
                expected = _count(cursor, filters)
                if on_count is not None:
                    on_count(expected)
                rows = _copy(cursor, filters, columns, timezone, path)
            used.attach(None)
            return _finished(path, rows, expected, used)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def check_columns(columns: Sequence[str]) -> None:
    """At least one column, all known, none twice.

    Raises:
        Invalid: otherwise.
    """
    unknown = [name for name in columns if name not in CSV_COLUMNS]
    if unknown or not columns or len(set(columns)) != len(columns):
        raise Invalid("columns", f"columns are some of {', '.join(CSV_COLUMNS)}, each once")


def check_timezone(name: str) -> None:
    """An IANA zone, or UTC.

    Raises:
        Invalid: unknown.
    """
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Invalid("timezone", f"{name[:80]!a} is no IANA time zone") from None


def select_list(columns: Sequence[str]) -> str:
    """The columns as they are written, in SQL without any value of a user."""
    return ", ".join(f"{_expression(name)} AS {quoted(name)}" for name in columns)


def _count(cursor: Cursor, filters: CdrFilter) -> int:
    condition, values = where(filters)
    statement = f"SELECT count(*) FROM cdr WHERE {condition}"  # noqa: S608
    return int(cursor.execute(statement, values).fetchall()[0][0])


def _copy(
    cursor: Cursor, filters: CdrFilter, columns: Sequence[str], timezone: str, path: Path
) -> int:
    condition, values = where(filters)
    cursor.execute("SET TimeZone = ?", [timezone])
    cursor.execute("SET enable_progress_bar = true")  # or there is no progress to ask for
    cursor.execute("SET enable_progress_bar_print = false")
    statement = (
        f"COPY (SELECT {select_list(columns)} FROM cdr WHERE {condition} "  # noqa: S608
        "ORDER BY cdr.start DESC, cdr.flow_no DESC) TO ? (FORMAT csv, HEADER, NEW_LINE '\\r\\n')"
    )
    return int(cursor.execute(statement, [*values, str(path)]).fetchall()[0][0])


def _expression(name: str) -> str:
    if name == "billing_mode_name":
        return _texts("billing_mode", MODES)
    if name == "end_reason_text":
        return _texts("end_reason", REASONS)
    if name in _TIMES:
        return _time(name)
    return _text(quoted(name)) if CDR.columns[name] == "VARCHAR" else quoted(name)


def _time(name: str) -> str:
    """RFC 3339; the offset's minutes, which ``%z`` leaves out when they are 0, are added."""
    moment = f"make_timestamptz({quoted(name)} * 1000)"
    text = f"strftime({moment}, '%Y-%m-%dT%H:%M:%S.%g%z')"
    return f"{text} || CASE date_part('timezone_minute', {moment}) WHEN 0 THEN ':00' ELSE '' END"


def _text(column: str) -> str:
    """The text on one line, made harmless for spreadsheets."""
    line = f"translate({column}, chr(13) || chr(10) || chr(0), '   ')"
    return (
        f"CASE WHEN left({column}, 1) IN ('=', '+', '-', '@', chr(9), chr(13), chr(10)) "
        f"AND NOT regexp_full_match({column}, '\\+[0-9]+') THEN '''' || {line} ELSE {line} END"
    )


def _texts(column: str, table: dict[int, tuple[str, str]]) -> str:
    """The English text of a code, the number itself for one that is not in the table."""
    cases = " ".join(
        f"WHEN {code} THEN '{english.replace(chr(39), chr(39) * 2)}'"
        for code, (english, _) in table.items()
    )
    return f"CASE {column} {cases} ELSE CAST({column} AS VARCHAR) END"


def _finished(path: Path, rows: int, expected: int, handle: ExportHandle) -> ExportResult:
    """Compare, sync and hash the file."""
    if rows != expected:
        raise StoreError(f"the export has {rows} rows instead of {expected}; try again")
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        os.fsync(file.fileno())
        while chunk := file.read(_CHUNK):
            handle.attach(None)
            digest.update(chunk)
            size += len(chunk)
    return ExportResult(rows, size, digest.hexdigest())
