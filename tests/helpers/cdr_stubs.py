"""An engine with call records, and a session that asks it at once; for tests without a network."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.cdr_values import (
    Cdr,
    CdrPage,
    CdrSeries,
    CdrSummary,
    Export,
    MissingDays,
    SeriesPoint,
    Vocabulary,
    Word,
)
from client.api.errors import ApiError, Cancelled, Missing, Rejected, Unreachable
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
        self.missing: tuple[MissingDays, ...] = ()
        self.most_days = 31
        self.most_sorted = 1_000_000
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
        self.described: bytes | None = None

    def cdrs(
        self, query: Any, cursor: str = "", limit: int = PAGE, offset: int = 0,
        oldest: bool = False, by: str = "",
    ) -> CdrPage:  # fmt: skip
        if by and self.most_sorted < len(self.records):
            raise Rejected("too many", status=422, fields={"sort": "too many"})
        self.asked.append(cursor or f"+{offset}" * bool(offset))
        self.queries.append(query)
        found = self.meant(query)
        if by:
            found.sort(key=lambda row: (getattr(row, by), row.flow_no), reverse=True)
        found = found[::-1] if oldest else found
        flows = [row.flow_no for row in found]
        first = (flows.index(int(cursor)) + 1 if cursor else 0) + offset
        items = tuple(found[first : first + limit])
        following = str(items[-1].flow_no) if first + limit < len(found) else ""
        flow = query.flow_max
        if flow is None:
            flow = max((row.flow_no for row in self.records), default=0)
        return CdrPage(items, following, flow, self.missing)

    def recent_cdrs(self, limit: int, flow_min: int | None = None) -> CdrPage:
        self.asked.append(f">={flow_min}" if flow_min is not None else "all")
        rows = [row for row in self.records if row.flow_no >= (flow_min or 0)]
        flow = max((row.flow_no for row in self.records), default=0)
        return CdrPage(tuple(rows[:limit]), "", flow, self.missing)

    def meant(self, query: Any) -> list[Cdr]:
        """The records of a query's flow numbers, and of its time where it is not a day's."""
        low = query.flow_min or 0
        high = query.flow_max if query.flow_max is not None else 1 << 62
        found = [row for row in self.records if low <= row.flow_no <= high]
        return [row for row in found if query.start <= row.start < query.end]

    def cdr_summary(self, query: Any) -> CdrSummary:
        count = len(self.meant(query))
        gates, missing = self.not_recorded, self.missing
        return CdrSummary(count, 1, 2.5, 0.039, 161.0, 0.0, 3, gates, missing)

    def cdr_series(self, query: Any, bucket_s: int) -> CdrSeries:
        counts = Counter(
            (row.start.timestamp() // bucket_s * bucket_s, row.billing_mode)
            for row in self.meant(query)
        )
        points = tuple(
            SeriesPoint(datetime.fromtimestamp(at, UTC), mode, count)
            for (at, mode), count in counts.items()
        )
        kept_out = (SeriesPoint(NOW, 9, self.not_recorded),) if self.not_recorded else ()
        return CdrSeries(bucket_s, points, kept_out)

    def parameter(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(name=name, value=self.most_days)

    def cdr_vocabulary(self) -> Vocabulary:
        modes = (Word(0, "Phone", "话机"), Word(9, "Illegal call", "非法呼叫"))
        return Vocabulary(modes, (Word(-9, "Unauthorised call", "未授权呼叫"),))

    def views(self) -> tuple[SavedView, ...]:
        return tuple(self.saved_views)

    def create_export(
        self, query: Any, columns: Sequence[str], timezone: str, file_format: str = "csv",
        **order: Any,
    ) -> Export:  # fmt: skip
        self.exported = (query, tuple(columns), timezone, file_format)
        self.exported_order = order
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

    def export_description(self, export_id: str) -> bytes:
        if self.described is None:
            raise Missing("an older engine", status=404)
        return self.described

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
    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self.error: ApiError | None = None
        self.url, self.user = "http://engine", "admin"
        self.rights = {"read", "operate", "administer"}
        self.given_up: list[str] = []

    def may(self, right: str) -> bool:
        return right in self.rights

    def busy(self, key: str) -> bool:
        return False

    def give_up(self, *keys: str) -> None:
        self.given_up += keys

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
