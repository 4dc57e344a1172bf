"""Exports in the background, one after the other.

A request becomes a job: queued, running, then done, failed or cancelled. One thread works the
queue, so that ten operators asking at once cost the machine no more than one; the queue is bounded,
and so is what is kept.
Finished files are kept for ``SERVER_CDR_EXPORT_KEEP_HOURS``, the oldest go first when they take
more than ``SERVER_CDR_EXPORT_MAX_SIZE``, and they survive a restart, see
:mod:`engine.management.export_files`. One file that is larger than that has failed, for it would be
the next to go. A job that failed is remembered as long, also one that ended
with the engine, so that its owner learns what became of it; a cancelled one until a restart.
"""

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from engine.api.services import ExportJob, ExportRequest, ExportStatus
from engine.errors import Conflict, NotFound, StoreError, SwitchwardenError
from engine.identifiers import uuid7
from engine.logs import get_logger
from engine.management.export_files import INTERRUPTED, ExportFiles, download_name
from engine.management.export_makers import Make, Makers
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_export import ExportHandle
from engine.store.cdr_store import CdrStore

MAX_WAITING: Final = 16
"""Exports that may be queued or running at a time."""

MAX_KEPT: Final = 500
"""Exports remembered at a time, whatever their age."""

_OPEN: Final = ("queued", "running")

_log = get_logger(__name__)


@dataclass(slots=True)
class _Entry:
    """A job with what it needs while it is open."""

    job: ExportJob
    request: ExportRequest | None
    handle: ExportHandle = field(default_factory=ExportHandle)


class Exports:
    """Implements :class:`engine.api.services.ExportPort`.

    Args:
        folder: Where files lie.
        cdrs: What is exported.
        wall: Present time, epoch seconds.
        keep_hours: For how long; asked anew each time.
        keep_megabytes: How much of the disk finished files may take; asked anew each time.
        report: Writes a report; without it there are none.
    """

    def __init__(
        self,
        folder: Path,
        cdrs: CdrStore,
        wall: Callable[[], float],
        keep_hours: Callable[[], int],
        keep_megabytes: Callable[[], int],
        report: Make | None = None,
    ) -> None:
        self._files = ExportFiles(folder)
        self._makers = Makers(cdrs, report)
        self._wall = wall
        self._keep_hours = keep_hours
        self._keep_megabytes = keep_megabytes
        self._lock = threading.Lock()
        self._ended: Counter[str] = Counter()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="export")
        recovered = self._files.recover(wall())
        self._entries = {job.id: _Entry(job, asked) for job, asked in recovered}

    def create(self, request: ExportRequest) -> ExportJob:
        """Queue an export.

        Raises:
            Conflict: too many wait already, or too many files are kept.
        """
        now = self._wall()
        job = ExportJob(
            id=uuid7(int(now * 1000)),
            status="queued",
            rows=0,
            expected_rows=None,
            bytes=0,
            sha256=None,
            detail="",
            filename=download_name(request),
            owner=request.owner,
            created_at=now,
            finished_at=None,
            file_format=request.file_format,
            kind=request.kind,
        )
        with self._lock:
            waiting = sum(entry.job.status in _OPEN for entry in self._entries.values())
            if waiting >= MAX_WAITING:
                raise Conflict(f"{waiting} exports wait already; try again when some are done")
            self._forget_useless()
            if len(self._entries) >= MAX_KEPT:
                raise Conflict(f"{len(self._entries)} exports are kept; delete some of them first")
            self._entries[job.id] = _Entry(job, request)
            with contextlib.suppress(OSError):  # a full disk is told by the export itself
                self._files.note(job, request)
        self._worker.submit(self._run, job.id)
        return job

    def get(self, export_id: str) -> ExportJob:
        """One export as it stands.

        Raises:
            NotFound: there is none, or it is outdated.
        """
        with self._lock:
            entry = self._entry(export_id)
            if entry.job.status == "running":
                return replace(entry.job, rows=entry.handle.rows)
            return entry.job

    def all(self) -> list[ExportJob]:
        """The exports that are kept, newest first."""
        with self._lock:
            ids = sorted(self._entries, reverse=True)
        return [self.get(export_id) for export_id in ids if export_id in self._entries]

    def request(self, export_id: str) -> ExportRequest:
        """What was asked for.

        Raises:
            NotFound: there is no such export, or its description is of another release.
        """
        with self._lock:
            asked = self._entry(export_id).request
        if asked is None:
            raise NotFound(f"what export {export_id} was made from is not known any more")
        return asked

    def cancel(self, export_id: str) -> ExportJob:
        """Stop it if it runs, remove its file if it is done.

        Raises:
            NotFound: there is none, or it is outdated.
        """
        with self._lock:
            entry = self._entry(export_id)
            if entry.job.status != "cancelled":
                self._end(entry, "cancelled", "cancelled by an operator")
        entry.handle.cancel()
        self._files.remove(export_id)
        return entry.job

    def file(self, export_id: str) -> Path:
        """The finished file.

        Raises:
            NotFound: there is none, or it is outdated.
            Conflict: it is not done.
        """
        return self._files.finished(self._done(export_id))

    def description(self, export_id: str) -> Path:
        """The file that says what the finished file is.

        Raises:
            NotFound: there is none, or it is outdated.
            Conflict: it is not done.
        """
        return self._files.description(self._done(export_id).id)

    def _done(self, export_id: str) -> ExportJob:
        job = self.get(export_id)
        if job.status != "done":
            raise Conflict(f"the export is {job.status}; there is no file to fetch")
        return job

    def totals(self) -> Mapping[str, int]:
        """Exports ended since this process started, by status."""
        with self._lock:
            return dict(self._ended)

    def purge(self) -> int:
        """Remove what is older than the age limit, or too much; how many. Blocks."""
        limit = self._wall() - self._keep_hours() * 3600
        room = self._keep_megabytes() * 1_000_000
        with self._lock:
            ended = [e.job for e in self._entries.values() if e.job.finished_at is not None]
            ended.sort(key=lambda job: job.finished_at or 0.0, reverse=True)
            old = []
            for job in ended:
                room -= job.bytes
                if (job.finished_at or 0.0) < limit or (job.bytes and room < 0):
                    old.append(job)
                    del self._entries[job.id]
        for job in old:
            self._files.remove(job.id)
            _log.info("removed a finished export", export=job.id, rows=job.rows, bytes=job.bytes)
        return len(old)

    def close(self) -> None:
        """Stop what is open, which fails by it, and wait for the thread."""
        with self._lock:
            open_entries = [e for e in self._entries.values() if e.job.status in _OPEN]
        for entry in open_entries:
            entry.handle.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _forget_useless(self) -> None:
        """Make room by what left no file, oldest first; the caller holds the lock."""
        ended = [key for key, e in self._entries.items() if e.job.status in ("failed", "cancelled")]
        for export_id in ended[: max(0, len(self._entries) - MAX_KEPT + 1)]:
            del self._entries[export_id]
            self._files.remove(export_id)

    def _entry(self, export_id: str) -> _Entry:
        entry = self._entries.get(export_id)
        if entry is None:
            raise NotFound(f"there is no export {export_id[:80]!a}")
        return entry

    def _run(self, export_id: str) -> None:
        """Work one job; in the worker's thread, never raises."""
        with self._lock:
            entry = self._entries.get(export_id)
            if entry is None or entry.request is None or entry.job.status != "queued":
                return
            entry.job = replace(entry.job, status="running")
            request = entry.request
        try:
            self._write(entry, request)
        except QueryStoppedError:  # by an operator, whose word stands, or by the end of the engine
            self._fail(entry, INTERRUPTED)
        except SwitchwardenError as error:
            _log.error("an export failed", export=export_id, reason=error.detail)
            self._fail(entry, error.detail)
        except Exception as error:  # noqa: BLE001 - the boundary of one job
            _log.error("an export failed", export=export_id, exc_info=error)
            self._fail(entry, "a fault of the engine; its log has the trace")

    def _write(self, entry: _Entry, request: ExportRequest) -> None:
        def counted(rows: int) -> None:
            with self._lock:
                entry.job = replace(entry.job, expected_rows=rows)

        path = self._files.partial(entry.job.id)
        result, more = self._makers.make(request, path, entry.handle, counted)
        self._check_size(result.bytes)
        note = str(more.get("report", {}).get("note", ""))
        if note:
            _log.warning("an export is not quite what was asked for", export=entry.job.id, why=note)
        with self._lock:
            if entry.job.status != "running":
                self._files.remove(entry.job.id)
                return
            done = replace(
                entry.job,
                status="done",
                rows=result.rows,
                bytes=result.bytes,
                sha256=result.sha256,
                detail=note,
                finished_at=self._wall(),
            )
            try:
                self._files.keep(done, request, more)
            except OSError as error:
                self._end(entry, "failed", f"the file cannot be kept: {error.strerror}")
                self._files.bury(entry.job, request)
                return
            entry.job = done
            self._ended["done"] += 1

    def _check_size(self, size: int) -> None:
        """Refuse a file that could not be kept."""
        most = self._keep_megabytes()
        if size > most * 1_000_000:
            raise StoreError(
                f"the file has {size // 1_000_000:,} MB, and SERVER_CDR_EXPORT_MAX_SIZE lets "
                f"exports take {most:,}; narrow the filter, leave out columns, or raise it"
            )

    def _fail(self, entry: _Entry, detail: str) -> None:
        """Note why a running job failed; one that was cancelled meanwhile stays so."""
        with self._lock:
            if entry.job.status == "running":
                self._end(entry, "failed", detail)
                self._files.bury(entry.job, entry.request)
            else:
                self._files.remove(entry.job.id)

    def _end(self, entry: _Entry, status: ExportStatus, detail: str) -> None:
        """Note the end of a job; the caller holds the lock."""
        entry.job = replace(entry.job, status=status, detail=detail, finished_at=self._wall())
        self._ended[status] += 1
