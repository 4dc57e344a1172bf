"""An export from the question to the file on this computer, with progress and a way to stop.

The engine writes the file; here it is asked for, waited for, fetched and checked: as many rows as
were promised, and the checksum the engine computed. A file that fails is not left behind.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from client.api.cdr_values import CdrQuery, Export
from client.api.client import ApiClient
from client.api.errors import ApiError, Cancelled, ServerFault
from client.models.alive import alive
from client.session import Session

KEY = "cdr.export"
POLL_S = 0.2
SHOW_MS = 100
_WAITING = ("queued", "running")
_BLOCK = 1 << 20


@dataclass(slots=True)
class Progress:
    """How far it is; written by the worker, read by the interface. Plain numbers need no lock."""

    rows: int = 0
    expected_rows: int | None = None
    fetched: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is exported: the records, the columns in their order, the zone of the times."""

    query: CdrQuery
    columns: tuple[str, ...]
    timezone: str


def run_export(
    api: ApiClient, wanted: Wanted, path: Path, progress: Progress, stop: threading.Event
) -> Export:
    """Export to *path*; runs in a worker thread.

    Raises:
        Cancelled: *stop* was set.
        ApiError: the engine refused, failed, or what came is not what was promised.
    """
    job = api.create_export(wanted.query, wanted.columns, wanted.timezone)
    try:
        job = _wait(api, job, progress, stop)
        progress.bytes = job.bytes
        api.download_export(
            job.id, path, lambda count: setattr(progress, "fetched", count), stop.is_set
        )
    except BaseException:
        _withdraw(api, job.id)
        raise
    _check(job, path)
    return job


def _wait(api: ApiClient, job: Export, progress: Progress, stop: threading.Event) -> Export:
    while job.status in _WAITING:
        progress.rows, progress.expected_rows = job.rows, job.expected_rows
        if stop.wait(POLL_S):
            raise Cancelled("the export was cancelled")
        job = api.export(job.id)
    if job.status != "done":
        raise ServerFault(job.detail or f"the export ended as {job.status}")
    return job


def _withdraw(api: ApiClient, export_id: str) -> None:
    try:
        api.cancel_export(export_id)
    except ApiError:
        return  # the engine removes it by its age


def _check(job: Export, path: Path) -> None:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    if job.sha256 and digest.hexdigest() != job.sha256:
        path.unlink()
        raise ServerFault("the file does not have the checksum the engine named; export again")


def suggested_name(wanted: Wanted) -> str:
    """``cdr_20261123T0000_20261124T0000_Asia-Dhaka.csv``."""
    zone = wanted.timezone.replace("/", "-")
    first, last = (
        moment.strftime("%Y%m%dT%H%MZ") for moment in (wanted.query.start, wanted.query.end)
    )
    return f"cdr_{first}_{last}_{zone}.csv"


class CdrExport(QObject):
    """One export at a time.

    Signals:
        progressed: A sentence, and per cent or -1 while that is not known.
        finished: The path and the `Export`.
        failed: The error; not emitted when the operator stopped it.
        ended: Whatever happened, it is over.
    """

    progressed = Signal(str, int)
    finished = Signal(object, object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = threading.Event()
        self._progress = Progress()
        self._timer = QTimer(self)
        self._timer.setInterval(SHOW_MS)
        self._timer.timeout.connect(self._show)

    def start(self, wanted: Wanted, path: Path) -> bool:
        """Begin; False while another one is running."""
        stop, progress = threading.Event(), Progress()

        def work(api: ApiClient) -> Export:
            return run_export(api, wanted, path, progress, stop)

        def done(job: Export) -> None:
            self._end()
            self.finished.emit(path, job)

        if self._session.busy(KEY):
            return False
        self._stop, self._progress = stop, progress
        self._timer.start()
        self._show()
        return self._session.call(KEY, work, alive(self, done), alive(self, self._failed))

    def cancel(self) -> None:
        """Stop; what was written is removed here and there."""
        self._stop.set()

    def _failed(self, error: ApiError) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _end(self) -> None:
        self._timer.stop()
        self.ended.emit()

    def _show(self) -> None:
        now = self._progress
        if now.bytes:
            text = _tr("Fetching the file")
            self.progressed.emit(text, 50 + 50 * now.fetched // now.bytes)
        elif now.expected_rows:
            text = _tr("Writing {rows} of {expected} records")
            sentence = text.format(rows=f"{now.rows:,}", expected=f"{now.expected_rows:,}")
            self.progressed.emit(sentence, 50 * now.rows // now.expected_rows)
        else:
            self.progressed.emit(_tr("Waiting for the engine"), -1)


def exported_columns(
    shown: Sequence[str], names: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """The columns of the file: those shown, in their order."""
    return tuple(name for key in shown for name in names(key))


def _tr(text: str) -> str:
    return QCoreApplication.translate("CdrExport", text)
