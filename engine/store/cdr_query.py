"""Questions to the record store: single records, figures, series, the history of lockouts.

Pages go backwards in time by keyset: the cursor names the last row shown, and the next page begins
below it. The comparison is split (``start <= x AND (start < x OR flow_no < y)``) because DuckDB
skips blocks by its first half; the row comparison that means the same reads everything and takes
five times as long. Pages of call records have a module of their own, :mod:`engine.store.cdr_page`.
"""

import re
from typing import Any, Final

from engine.billing.modes import ILLEGAL
from engine.errors import Invalid, NotFound
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_filter import CdrFilter, modes, time_range
from engine.store.cdr_page import COLUMNS, check_limit
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import (
    AggregateRow,
    CdrRow,
    CdrSummary,
    SeriesRow,
    SuspensionRow,
)
from engine.store.cdr_schema import quoted
from engine.store.clauses import Clause, conjunction

MAX_POINTS: Final = 50_000
"""Points of one series: a week of minutes in four modes."""

_TOO_LARGE: Final = 1 << 63
_SUSPENSION_COLUMNS: Final = ", ".join(
    'CAST("id" AS VARCHAR)' if name == "id" else quoted(name) for name in SuspensionRow._fields
)
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SUSPENSION_CURSOR: Final = re.compile(r"(-?\d{1,19})\.([0-9a-f-]{36})", re.ASCII)


class Query:
    """Read access to one database and its archive."""

    def __init__(self, database: CdrDatabase, records: Records) -> None:
        self._database = database
        self._records = records

    def get(self, record_id: str) -> CdrRow:
        """One record.

        Raises:
            NotFound: there is none of that id.
        """
        named = "WHERE id = CAST(? AS UUID)"
        valid = _UUID.fullmatch(record_id)
        statement = f"SELECT {COLUMNS} FROM cdr {named}"  # noqa: S608 - names only
        rows = self._database.fetch(statement, [record_id]) if valid else []
        if valid and not rows:
            rows = self._records.read(
                CdrFilter(),
                lambda reading: reading.fetch(
                    f"SELECT {COLUMNS} FROM {reading.relation} {named}",  # noqa: S608 - names only
                    [record_id],
                ),
            )
        if not rows:
            raise NotFound(f"there is no call record {record_id[:80]!a}")
        return CdrRow(*rows[0])

    def greatest_flow(self, filters: CdrFilter) -> int:
        """The greatest flow number there is, as far as the time range of a filter is concerned."""
        ranged = CdrFilter(from_=filters.from_, to=filters.to)
        return self._records.read(
            ranged,
            lambda reading: int(
                reading.fetch(
                    f"SELECT greatest(coalesce(max(flow_no), 0), 0) FROM {reading.relation}"  # noqa: S608
                )[0][0]
            ),
        )

    def count(self, filters: CdrFilter) -> int:
        """How many records match."""
        return int(self._ask(filters, "SELECT count(*) FROM {} WHERE {}")[0][0])

    def summary(self, filters: CdrFilter) -> CdrSummary:
        """Figures over everything that matches."""
        statement = (
            "SELECT count(*), count(*) FILTER (hold_ms > 0), coalesce(sum(hold_ms), 0)::BIGINT, "  # noqa: S608
            f"count(*) FILTER (billing_mode = {ILLEGAL}), coalesce(sum(fee), 0.0) "
            "FROM {} WHERE {}"
        )
        return CdrSummary(*self._ask(filters, statement)[0])

    def series(self, filters: CdrFilter, bucket_s: int) -> list[SeriesRow]:
        """Records by start time and billing mode; buckets without any are left out.

        Raises:
            Invalid: the bucket is no whole number of seconds above 0, or too fine for the range.
        """
        bucket = _bucket("start", bucket_s)
        statement = (
            f"SELECT {bucket}, billing_mode, count(*) FROM {{}} WHERE {{}} "  # noqa: S608
            f"GROUP BY 1, 2 ORDER BY 1, 2 LIMIT {MAX_POINTS + 1}"
        )
        return [SeriesRow(*row) for row in _points(self._ask(filters, statement))]

    def aggregates(self, filters: CdrFilter, bucket_s: int) -> list[AggregateRow]:
        """Attempts that were not recorded, by time, billing mode and gate.

        Raises:
            Invalid: as for :meth:`series`.
        """
        condition, values = conjunction([*time_range("minute", filters), *modes(filters)])
        bucket = _bucket("minute", bucket_s)
        statement = (
            f'SELECT {bucket}, billing_mode, gate, sum("count")::BIGINT FROM aggregate '  # noqa: S608
            f"WHERE {condition} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT {MAX_POINTS + 1}"
        )
        return [AggregateRow(*row) for row in _points(self._database.fetch(statement, values))]

    def counted(self, minute_ms: int, source: str, prefix: str, gate: str) -> int:
        """Calls of one minute from an address to numbers of a prefix that a gate kept out.

        Args:
            minute_ms: First millisecond of the minute.
            source: Address as counted.
            prefix: First characters of the number as counted.
            gate: Which gate.
        """
        statement = (
            'SELECT coalesce(sum("count"), 0)::BIGINT FROM aggregate '
            "WHERE minute = ? AND source = ? AND callee_prefix = ? AND gate = ?"
        )
        return int(self._database.fetch(statement, [minute_ms, source, prefix, gate])[0][0])

    def suspension_history(
        self,
        from_ms: int | None,
        to_ms: int | None,
        extension: str | None,
        limit: int,
        cursor: str | None,
    ) -> tuple[list[SuspensionRow], str | None]:
        """Events of lockouts newest first and the cursor of the next page.

        Raises:
            Invalid: as for :meth:`page`.
        """
        check_limit(limit)
        clauses = _suspension_clauses(from_ms, to_ms, extension)
        condition, values = conjunction([*clauses, *_below_suspension(cursor)])
        statement = (
            f"SELECT {_SUSPENSION_COLUMNS} FROM suspension_history WHERE {condition} "  # noqa: S608
            f'ORDER BY "at" DESC, id DESC LIMIT {limit + 1}'
        )
        rows = [SuspensionRow(*row) for row in self._database.fetch(statement, values)]
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        return rows[:limit], f"{last.at}.{last.id}"

    def _ask(self, filters: CdrFilter, statement: str) -> list[tuple[Any, ...]]:
        """Rows of a statement with two gaps: the relation, and the condition of the filter."""

        def ask(reading: Reading) -> list[tuple[Any, ...]]:
            condition, values = reading.condition
            return reading.fetch(statement.format(reading.relation, condition), values)

        return self._records.read(filters, ask)


def _points(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    if len(rows) > MAX_POINTS:
        raise Invalid(
            "bucket", f"more than {MAX_POINTS} points; choose a wider bucket or a shorter range"
        )
    return rows


def _bucket(column: str, bucket_s: int) -> str:
    """The bucket's first millisecond; times before 1970 belong to the bucket below."""
    if bucket_s < 1:
        raise Invalid("bucket", "a bucket is a whole number of seconds above 0")
    width = int(bucket_s) * 1000
    return f"{column} - ((({column} % {width}) + {width}) % {width})"


def _below_suspension(cursor: str | None) -> list[Clause]:
    if cursor is None:
        return []
    match = _SUSPENSION_CURSOR.fullmatch(cursor)
    if not match or not _UUID.fullmatch(match[2]) or abs(int(match[1])) >= _TOO_LARGE:
        raise Invalid("cursor", "the cursor is not one that a page answered")
    at = int(match[1])
    return [('"at" <= ? AND ("at" < ? OR id < CAST(? AS UUID))', [at, at, match[2]])]


def _suspension_clauses(
    from_ms: int | None, to_ms: int | None, extension: str | None
) -> list[Clause]:
    clauses: list[Clause] = []
    if from_ms is not None:
        clauses.append(('"at" >= ?', [from_ms]))
    if to_ms is not None:
        clauses.append(('"at" < ?', [to_ms]))
    if extension is not None:
        clauses.append(("extension = ?", [extension]))
    return clauses
