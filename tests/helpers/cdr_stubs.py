"""An engine with call records, and a session that asks it at once; for tests without a network."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.cdr_values import (
    Cdr,
    CdrSeries,
    CdrSummary,
    Export,
    SeriesPoint,
    Vocabulary,
    Word,
)
from client.api.errors import ApiError, Cancelled, Unreachable
from client.api.values import Listing
from client.api.view_values import SavedView
from client.models.cdr_feed import PAGE

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTENT = b"start,caller\r\n"


def record(number: int) -> Cdr:
    at = NOW - timedelta(hours=1) + timedelta(seconds=number)
    return Cdr(str(number), number, "100", "0044", "192.0.2.1", "", at, at, 0, 9, -9)


class Engine:
    """What the engine holds, newest first, in pages of `PAGE`."""

    def __init__(self, count: int) -> None:
        self.records = [record(number) for number in range(count, 0, -1)]
        self.asked: list[str] = []
        self.queries: list[Any] = []
        self.not_recorded = 0
        self.exported: Any = None
        self.polls = 0
        self.outcome = "done"
        self.sha256 = hashlib.sha256(CONTENT).hexdigest()
        self.withdrawn: list[str] = []
        self.saved_views: list[SavedView] = []
        self.jobs: list[Export] = []
        self.repeated: Any = None
        self.breaks = 0
        self.step = 1
        self.downloads: list[tuple[int, int]] = []

    def cdrs(self, query: Any, cursor: str = "", limit: int = PAGE) -> Listing[Cdr]:
        self.asked.append(cursor)
        self.queries.append(query)
        first = int(cursor or 0)
        items = tuple(self.records[first : first + limit])
        more = first + limit < len(self.records)
        return Listing(items, str(first + limit) if more else "")

    def cdr_summary(self, query: Any) -> CdrSummary:
        return CdrSummary(len(self.records), 1, 2.5, 0.039, 161.0, 0.0, 3, self.not_recorded)

    def cdr_series(self, query: Any, bucket_s: int) -> CdrSeries:
        points = tuple(SeriesPoint(row.start, row.billing_mode, 1) for row in self.records)
        kept_out = (SeriesPoint(NOW, 9, self.not_recorded),) if self.not_recorded else ()
        return CdrSeries(bucket_s, points, kept_out)

    def cdr_vocabulary(self) -> Vocabulary:
        modes = (Word(0, "Phone", "话机"), Word(9, "Illegal call", "非法呼叫"))
        return Vocabulary(modes, (Word(-9, "Unauthorised call", "未授权呼叫"),))

    def views(self) -> tuple[SavedView, ...]:
        return tuple(self.saved_views)

    def create_export(
        self, query: Any, columns: Sequence[str], timezone: str, file_format: str = "csv"
    ) -> Export:
        self.exported = (query, tuple(columns), timezone, file_format)
        return Export("e1", "queued")

    def exports(self) -> tuple[Export, ...]:
        return tuple(self.jobs)

    def repeat_export(self, export_id: str, start: datetime, end: datetime) -> Export:
        self.repeated = (export_id, start, end)
        return Export("e2", "queued")

    def export(self, export_id: str) -> Export:
        self.polls += 1
        if self.polls < 3:
            return Export(export_id, "running", 1, 2)
        return Export(export_id, self.outcome, 2, 2, len(CONTENT), self.sha256, "disk full")

    def cancel_export(self, export_id: str) -> None:
        self.withdrawn.append(export_id)

    def download_export(
        self,
        export: Export,
        part: Path,
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
    ) -> int:
        """Give a byte more than last time, then break, as long as `breaks` says so."""
        if cancelled():
            raise Cancelled("cancelled")
        there = part.stat().st_size if part.exists() else 0
        end = len(CONTENT)
        if self.breaks > 0:
            self.breaks -= 1
            end = min(end, there + self.step)
        with part.open("ab") as out:
            out.write(CONTENT[there:end])
        progress(end)
        self.downloads.append((there, end))
        if end < len(CONTENT):
            raise Unreachable("broken")
        return end


class DirectSession(QObject):
    """A session that answers at once."""

    happened = Signal(str, object)
    resynced = Signal()
    failed = Signal(object)

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.error: ApiError | None = None
        self.url, self.user = "http://engine", "admin"
        self.rights = {"read", "operate", "administer"}

    def may(self, right: str) -> bool:
        return right in self.rights

    def busy(self, key: str) -> bool:
        return False

    def call(
        self,
        key: str,
        fn: Callable[[Any], Any],
        done: Callable[[Any], object],
        failed: Callable[[ApiError], object],
        *,
        latest: bool = False,
    ) -> bool:
        try:
            if self.error is not None:
                raise self.error
            result = fn(self.engine)
        except ApiError as error:
            failed(error)
        else:
            done(result)
        return True
