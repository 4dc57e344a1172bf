"""The store of call records: one DuckDB file, one object.

A thin front over ingest, query and export, so that callers hold one thing and tests can look at
each part alone.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from engine.billing.journal import SEAL_RECORDS
from engine.countries import Countries
from engine.errors import StoreError
from engine.store.archive_files import ArchiveFiles
from engine.store.archive_months import Months
from engine.store.archive_parquet import ArchiveWriter
from engine.store.attack_rows import AttackReading
from engine.store.cdr_attacks import AttackBy, Attacks
from engine.store.cdr_database import CdrDatabase
from engine.store.cdr_evidence import Evidence
from engine.store.cdr_export import Export, ExportFormat, ExportHandle
from engine.store.cdr_file_grams import FileIndex
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_grams import TextIndex
from engine.store.cdr_ingest import Ingest
from engine.store.cdr_order import START, check_size, order_of
from engine.store.cdr_page import Pages
from engine.store.cdr_query import Query
from engine.store.cdr_records import Records
from engine.store.cdr_rows import (
    AggregateRow,
    CdrRow,
    CdrSummary,
    ExportResult,
    IngestResult,
    SeriesRow,
    SuspensionRow,
    TopRow,
)
from engine.store.cdr_sorted import SortedPages
from engine.store.cdr_text import TextFiles
from engine.store.cdr_top import Top
from engine.store.csv_columns import DEFAULT_COLUMNS
from engine.store.holds import Holds
from engine.store.memory import own_share
from engine.store.retention import Retention
from engine.store.seal_check import Report, check
from engine.store.seals import Seals
from engine.store.security_history import SecurityHistory

_BLOCKS_BESIDES: Final = 5
"""Blocks indexed after a segment: as many records as a segment may have, some 200 ms."""


class CdrStore:
    """Call records, aggregates of what was not recorded, and the history of lockouts.

    Attributes:
        archive: The files of older records.
        months: Moves old months into the archive.
        holds: Records that nobody may remove.
        retention: Removes records whose time is over.
        seals: Tells whether records were changed.
        records: Reads records of the live table and of the archive.
        text_files: Writes records as hourly text files.
        evidence: Reads reports on illegal calls.
        security: Reads what was locked out and blocked.
        countries: Says where an address is registered.
    """

    def __init__(
        self,
        database: CdrDatabase,
        wall: Callable[[], float],
        countries: Countries,
        secret: bytes = b"",
    ) -> None:
        self._database = database
        self._wall = wall
        self._ingest = Ingest(database)
        self.archive = ArchiveFiles(database.path.with_name("archive"))
        with database.write() as cursor:
            self.archive.tidy(cursor)
        self.records = records = Records(database, self.archive)
        self._query = Query(database, records)
        self._pages = Pages(records)
        self._top = Top(records)
        self.countries = countries
        self._attacks = Attacks(records, countries)
        self._export = Export(records)
        self._texts = TextIndex(database)
        self._archived_texts = FileIndex(database, self.archive)
        writer = ArchiveWriter(database, self.archive.folder, wall)
        work = threading.RLock()
        self.months = Months(database, self.archive, writer, work)
        self.seals = Seals(database, secret, work)
        self.holds = Holds(database)
        self.retention = Retention(database, self.archive, writer, self.seals, work)
        self.text_files = TextFiles(database)
        self.evidence = Evidence(records)
        self.security = SecurityHistory(database)

    def ingest(self, segment: Path) -> IngestResult:
        """Take one sealed journal segment in, exactly once, and delete its file.

        Raises:
            StoreError: nothing was changed and the file is still there; try again later.
        """
        result = self._ingest.take(segment, self._now_ms())
        if result.kind == "cdr" and result.rows < SEAL_RECORDS:
            # A full segment means a flood, in which every moment goes to taking in.
            with contextlib.suppress(StoreError):
                self._texts.extend(_BLOCKS_BESIDES)
        return result

    def index_texts(self, blocks: int) -> int:
        """Extend the index of texts, see :mod:`engine.store.cdr_grams`; by how many blocks.

        Every segment that is not full does a little of it; a flood leaves it for later. When the
        table's is whole, so does that of the archive grow, :mod:`engine.store.cdr_file_grams`.

        Raises:
            StoreError: nothing was changed; searches are right all the same.
        """
        self._texts.forget_moved()
        return self._texts.extend(blocks) or self._archived_texts.extend(blocks)

    def forget_segments(self, older_than_s: float) -> int:
        """Forget the names of segments ingested longer ago; how many."""
        return self._ingest.forget(self._now_ms() - int(older_than_s * 1000))

    def page(
        self,
        filters: CdrFilter,
        *,
        limit: int = 100,
        cursor: str | None = None,
        offset: int = 0,
        oldest: bool = False,
        by: str = "",
    ) -> tuple[list[CdrRow], str | None]:
        """Records newest first, or oldest first, and the cursor of the next page or None.

        Sorted ``by`` another value, see :mod:`engine.store.cdr_sorted`, the greatest comes first.

        Raises:
            Invalid: a limit out of range, a cursor that is none of ours, too many to be sorted.
        """
        if by:
            pages = SortedPages(self.records)
            return pages.page(filters, limit, cursor, by=by, offset=offset, ascending=oldest)
        return self._pages.page(filters, limit, cursor, offset=offset, oldest=oldest)

    def greatest_flow(self, filters: CdrFilter) -> int:
        """The greatest flow number there is, as far as the time range of a filter is concerned."""
        return self._query.greatest_flow(filters)

    def get(self, record_id: str) -> CdrRow:
        """One record.

        Raises:
            NotFound: there is none of that id.
        """
        return self._query.get(record_id)

    def count(self, filters: CdrFilter) -> int:
        """How many records match."""
        return self._query.count(filters)

    def summary(self, filters: CdrFilter) -> CdrSummary:
        """Figures over everything that matches."""
        return self._query.summary(filters)

    def series(self, filters: CdrFilter, bucket_s: int) -> list[SeriesRow]:
        """Records per bucket of start time and billing mode, oldest first.

        Raises:
            Invalid: a bucket that is too fine for the range, or not positive.
        """
        return self._query.series(filters, bucket_s)

    def top(
        self,
        filters: CdrFilter,
        by: str,
        limit: int = 24,
        *,
        digits: int = 4,
        timezone: str = "UTC",
    ) -> list[TopRow]:
        """The values with the most records, see :meth:`Top.top`.

        Raises:
            Invalid: an unknown property or zone, or a number out of range.
        """
        return self._top.top(filters, by, limit, digits=digits, timezone=timezone)

    def attacks(
        self,
        filters: CdrFilter,
        *,
        by: AttackBy = "address",
        limit: int = 20,
        timezone: str = "UTC",
    ) -> AttackReading:
        """Recurring sources, their rhythm, targets and patterns, see :meth:`Attacks.read`.

        Raises:
            Invalid: an unknown zone, or a limit out of range.
        """
        return self._attacks.read(filters, by=by, limit=limit, timezone=timezone)

    def aggregates(self, filters: CdrFilter, bucket_s: int = 60) -> list[AggregateRow]:
        """Attempts that were not recorded per bucket, billing mode and gate, oldest first.

        Only the time range and the billing modes of the filter apply.

        Raises:
            Invalid: as for :meth:`series`.
        """
        return self._query.aggregates(filters, bucket_s)

    def counted(self, minute_ms: int, source: str, prefix: str, gate: str) -> int:
        """Calls of one minute from an address to numbers of a prefix that a gate kept out."""
        return self._query.counted(minute_ms, source, prefix, gate)

    def suspension_history(
        self,
        *,
        from_ms: int | None = None,
        to_ms: int | None = None,
        extension: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> tuple[list[SuspensionRow], str | None]:
        """Events of lockouts newest first, and the cursor of the next page or None.

        Raises:
            Invalid: a limit out of range, or a cursor that is none of ours.
        """
        return self._query.suspension_history(from_ms, to_ms, extension, limit, cursor)

    def check_sort(self, filters: CdrFilter, sort: str) -> None:
        """Refuse an order that the records of a filter cannot be listed or exported in.

        Raises:
            Invalid: an unknown order, or too many records for it.
        """
        order = order_of(sort, ascending=False)
        if sort != START:
            check_size(order, self.count(filters))

    def export(
        self,
        filters: CdrFilter,
        *,
        path: Path,
        file_format: ExportFormat = "csv",
        columns: Sequence[str] = DEFAULT_COLUMNS,
        timezone: str = "UTC",
        sort: str = START,
        oldest: bool = False,
        handle: ExportHandle | None = None,
        on_count: Callable[[int], None] | None = None,
    ) -> ExportResult:
        """Write all matching records to a file; see :meth:`Export.write`.

        Raises:
            Invalid: an unknown column, time zone or order, or too many records for that order.
            StoreError: cancelled, or the file could not be written whole; it is removed.
        """
        return self._export.write(
            filters,
            file_format=file_format,
            columns=columns,
            timezone=timezone,
            path=path,
            sort=sort,
            oldest=oldest,
            handle=handle,
            on_count=on_count,
        )

    def verify(
        self,
        first_day: int | None = None,
        last_day: int | None = None,
        heads: Mapping[int, str] | None = None,
    ) -> Report:
        """Compare the records with their seals, see :mod:`engine.store.seal_check`.

        Args:
            first_day: First UTC day, counted from 1970; without it the oldest.
            last_day: The last one, included; without it the newest.
            heads: Links of the chain by number, as the audit knows them.
        """
        days = (first_day, last_day)
        return check(self._database, self.archive, self.seals, *days, heads or {})

    def close(self) -> None:
        """Stop what runs and close the file."""
        self._database.close()

    def _now_ms(self) -> int:
        return int(self._wall() * 1000)


def open_cdrs(
    path: Path,
    *,
    threads: int = 1,
    memory_limit: str = "",
    timeout_s: float = 30.0,
    wall: Callable[[], float] = time.time,
    countries: Countries | None = None,
    secret: bytes = b"",
) -> CdrStore:
    """Open the record store, creating it at the first start.

    Args:
        path: The file.
        threads: Threads a query may use.
        memory_limit: In DuckDB's words; without it the share of the machine's that is its own.
        timeout_s: Seconds after which a query is stopped; exports have no limit.
        wall: Where the present time comes from, epoch seconds.
        countries: Says where an address is registered; without it the data of the program.
        secret: The key at rest, from which that of the seals is derived.

    Raises:
        StoreError: the file is foreign, damaged, newer, locked or not writable.
    """
    database = CdrDatabase(path, threads, memory_limit or own_share(), timeout_s)
    return CdrStore(database, wall, countries or Countries(), secret)
