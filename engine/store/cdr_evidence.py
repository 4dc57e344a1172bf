"""Everything a report on illegal calls says of the records, read from one state of the store.

A report that counted 812 calls and listed 813 would be worth nothing to an auditor, so its figures
and the file of its records come from one snapshot: calls that arrive meanwhile are in neither.
What the recording gates kept out is counted apart, so that nobody takes silence for peace.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar, cast

from engine.billing.modes import ILLEGAL
from engine.store.cancelling import cancelled_by
from engine.store.cdr_export import Export, ExportHandle
from engine.store.cdr_filter import CdrFilter, time_range
from engine.store.cdr_page import COLUMNS
from engine.store.cdr_records import Reading, Records
from engine.store.cdr_rows import CdrRow, ExportResult, TopRow
from engine.store.cdr_top import Top
from engine.store.clauses import Clause, conjunction
from engine.store.csv_columns import check_timezone

T = TypeVar("T")

TOP_ROWS: Final = 15
"""Values of each list."""

SHOWN_ROWS: Final = 150
"""Newest records that a report lists itself; the file has all of them."""

MAX_DAYS: Final = 4000
"""Days of a report: the longest range a query may have, and a bit."""

LISTS: Final = ("caller_ip", "callee_prefix", "caller", "user_agent", "end_reason")
"""Properties of which a report lists the most frequent values."""

PREFIX_DIGITS: Final = 4

_LOCAL: Final = "timezone(?, make_timestamptz({} * 1000))"
_DAY: Final = f"strftime({_LOCAL}, '%Y-%m-%d')"


class Totals(NamedTuple):
    """Figures over all records; ``first`` and ``last`` are epoch ms, None without any."""

    records: int
    first: int | None
    last: int | None
    sources: int
    callers: int
    callees: int
    connected: int


class DayRow(NamedTuple):
    """Records of one day of the zone, ``2026-11-23``, and from how many addresses."""

    day: str
    records: int
    sources: int


class RhythmRow(NamedTuple):
    """Records of one hour of the week: ``weekday`` from 1 (Monday), ``hour`` from 0."""

    weekday: int
    hour: int
    records: int


class KeptOut(NamedTuple):
    """Attempts that no record was written of.

    Attributes:
        gates: Gate and attempts, the most first.
        days: Day of the zone and attempts, oldest first.
        sources: Source address as counted and attempts, the most first.
    """

    gates: list[tuple[str, int]]
    days: list[tuple[str, int]]
    sources: list[tuple[str, int]]

    @property
    def attempts(self) -> int:
        """All of them."""
        return sum(count for _, count in self.gates)


class Figures(NamedTuple):
    """What a report says; ``tops`` by the names of :data:`LISTS`, ``newest`` newest first."""

    totals: Totals
    days: list[DayRow]
    rhythm: list[RhythmRow]
    tops: dict[str, list[TopRow]]
    kept_out: KeptOut
    newest: list[CdrRow]


class Evidence:
    """Reads reports out of the records of one store."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def collect(
        self,
        filters: CdrFilter,
        *,
        timezone: str,
        columns: Sequence[str],
        path: Path,
        handle: ExportHandle | None = None,
        on_count: Callable[[int], None] | None = None,
    ) -> tuple[Figures, ExportResult]:
        """Write the records as CSV to ``path`` and say what they come to.

        Args:
            filters: Which records; only a closed range makes sense.
            timezone: IANA name of the zone whose days and hours are meant.
            columns: Of the file.
            path: The file, written anew.
            handle: Cancels it and tells how many rows are written.
            on_count: Told the number of rows before writing begins.

        Raises:
            Invalid: an unknown column or zone.
            QueryStoppedError: cancelled; there is no file.
            StoreError: the file could not be written whole; there is none.
        """
        check_timezone(timezone)
        handle = handle or ExportHandle()
        try:
            with cancelled_by(handle), self._records.whole(filters) as reading:
                pinned = cast("Records", _Pinned(reading))
                written = Export(pinned).write(
                    filters,
                    columns=columns,
                    timezone=timezone,
                    path=path,
                    handle=handle,
                    on_count=on_count,
                )
                return _figures(pinned, filters, timezone), written
        except BaseException:
            path.unlink(missing_ok=True)
            raise


class _Unhurried:
    """A reading whose questions may take as long as they need; a report is cancelled instead."""

    def __init__(self, reading: Reading) -> None:
        self.cursor = reading.cursor
        self.files = reading.files
        self.plain = reading.plain
        self.relation = reading.relation
        self.condition = reading.condition
        self.span = reading.span
        self.give_back = reading.give_back

    def fetch(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.cursor.execute(statement, values).fetchall()
        return rows


class _Pinned:
    """What questions need of :class:`Records`, all answered from one reading of one filter."""

    def __init__(self, reading: Reading) -> None:
        self._reading = cast("Reading", _Unhurried(reading))

    def read(self, _filters: CdrFilter, question: Callable[[Reading], T]) -> T:
        return question(self._reading)

    @contextmanager
    def whole(self, _filters: CdrFilter) -> Iterator[Reading]:
        yield self._reading


def _figures(pinned: Records, filters: CdrFilter, timezone: str) -> Figures:
    top = Top(pinned)
    tops = {by: top.top(filters, by, TOP_ROWS, digits=PREFIX_DIGITS) for by in LISTS}
    return pinned.read(
        filters,
        lambda reading: Figures(
            totals=_totals(reading),
            days=_days(reading, timezone),
            rhythm=_rhythm(reading, timezone),
            tops=tops,
            kept_out=_kept_out(reading, filters, timezone),
            newest=_newest(reading),
        ),
    )


def _totals(reading: Reading) -> Totals:
    condition, values = reading.condition
    statement = (
        "SELECT count(*), min(start), max(start), count(DISTINCT caller_ip), "  # noqa: S608
        "count(DISTINCT caller), count(DISTINCT callee), count(*) FILTER (hold_ms > 0) "
        f"FROM {reading.relation} WHERE {condition}"
    )
    return Totals(*reading.fetch(statement, values)[0])


def _days(reading: Reading, timezone: str) -> list[DayRow]:
    condition, values = reading.condition
    statement = (
        f"SELECT {_DAY.format('start')}, count(*), count(DISTINCT caller_ip) "  # noqa: S608
        f"FROM {reading.relation} WHERE {condition} GROUP BY 1 ORDER BY 1 LIMIT {MAX_DAYS}"
    )
    return [DayRow(*row) for row in reading.fetch(statement, [timezone, *values])]


def _rhythm(reading: Reading, timezone: str) -> list[RhythmRow]:
    condition, values = reading.condition
    statement = (
        "SELECT date_part('isodow', moment), date_part('hour', moment), count(*) FROM ("  # noqa: S608
        f"SELECT {_LOCAL.format('start')} AS moment FROM {reading.relation} WHERE {condition}) "
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [RhythmRow(*map(int, row)) for row in reading.fetch(statement, [timezone, *values])]


def _newest(reading: Reading) -> list[CdrRow]:
    condition, values = reading.condition
    statement = (
        f"SELECT {COLUMNS} FROM {reading.relation} WHERE {condition} "  # noqa: S608
        f"ORDER BY start DESC, flow_no DESC LIMIT {SHOWN_ROWS}"
    )
    return [CdrRow(*row) for row in reading.fetch(statement, values)]


def _kept_out(reading: Reading, filters: CdrFilter, timezone: str) -> KeptOut:
    """Only the time range applies: what was not recorded is counted without its details."""
    mode: Clause = ("billing_mode = ?", [ILLEGAL])
    condition, values = conjunction([*time_range("minute", filters), mode])

    def counted(what: str, order: str, limit: int, *first: object) -> list[tuple[str, int]]:
        statement = (
            f'SELECT {what}, sum("count")::BIGINT FROM aggregate WHERE {condition} '  # noqa: S608
            f"GROUP BY 1 ORDER BY {order} LIMIT {limit}"
        )
        return [(str(name), count) for name, count in reading.fetch(statement, [*first, *values])]

    return KeptOut(
        gates=counted("gate", "2 DESC, 1", TOP_ROWS),
        days=counted(_DAY.format("minute"), "1", MAX_DAYS, timezone),
        sources=counted("source", "2 DESC, 1", TOP_ROWS),
    )
