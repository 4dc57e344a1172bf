"""An export from the question to the file on this computer, with progress and a way to stop.

The engine writes the file; here it is asked for, waited for, fetched and checked. A download that
breaks off for good stays where it is, so that the operator can go on with it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from client.api.cdr_values import CdrQuery, Export
from client.api.client import ApiClient
from client.api.errors import ApiError, Cancelled, LocalDisk, Missing, ServerFault, Unreachable
from client.formats import Formats
from client.models.alive import alive
from client.models.download import Progress, Target, fetch
from client.session import Session

KEY = "cdr.export"
POLL_S = 0.2
SHOW_MS = 100
_WAITING = ("queued", "running")
Begin = Callable[[ApiClient], Export]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is exported: the records, the columns in their order, the zone, the kind of file.

    *oldest* and *by* are the order of the table, as `CdrFeed` has it.
    """

    query: CdrQuery
    columns: tuple[str, ...]
    timezone: str
    file_format: str = "csv"
    oldest: bool = False
    by: str = ""

    def begin(self, api: ApiClient) -> Export:
        """Ask the engine for it."""
        return api.create_export(
            self.query, self.columns, self.timezone, self.file_format,
            oldest=self.oldest, by=self.by,
        )  # fmt: skip


def run_export(
    api: ApiClient, begin: Begin, target: Target, progress: Progress, stop: threading.Event
) -> Export:
    """Export to a file; runs in a worker thread.

    Args:
        api: the engine.
        begin: asks for the export, or finds one that is there.
        target: where the file goes.
        progress: told how far it is.
        stop: set to stop.

    Raises:
        Cancelled: *stop* was set.
        ApiError: the engine refused or failed, or as for `fetch`.
    """
    job = begin(api)
    try:
        job = _wait(api, job, progress, stop)
    except BaseException:
        _withdraw(api, job.id)
        raise
    fetch(api, job, target, progress, stop)
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


def suggested_name(wanted: Wanted) -> str:
    """``cdr_20261123T0000_20261124T0000_Asia-Dhaka.csv``."""
    zone = wanted.timezone.replace("/", "-")
    first, last = (
        moment.strftime("%Y%m%dT%H%MZ") for moment in (wanted.query.start, wanted.query.end)
    )
    return f"cdr_{first}_{last}_{zone}.{wanted.file_format}"


class CdrExport(QObject):
    """One export at a time.

    Signals:
        progressed: A sentence, and per cent or -1 while that is not known.
        finished: The path and the `Export`.
        failed: The error; not emitted when the operator stopped it.
        broken: The error, when the download can be gone on with; see `resume`.
        ended: Whatever happened, it is over; comes before the others.
    """

    progressed = Signal(str, int)
    finished = Signal(object, object)
    failed = Signal(object)
    broken = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stop = threading.Event()
        self._progress = Progress()
        self._target: Target | None = None
        self._left: Export | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SHOW_MS)
        self._timer.timeout.connect(self._show)

    def start(self, begin: Begin, target: Target) -> bool:
        """Begin; False while another one is running or waits to be gone on with."""
        if self._session.busy(KEY) or self._left is not None:
            return False
        return self._run(begin, target, Progress())

    def resume(self) -> None:
        """Go on with a download that broke off."""
        left, target = self._left, self._target
        if left is not None and target is not None:
            self._left = None
            self._run(lambda api: api.export(left.id), target, Progress(export=left))

    def discard(self) -> None:
        """Give up a download that broke off, and remove what has come of it."""
        self._left = None
        self._remove()

    def underway(self) -> str:
        """Say what would be stopped if this went away now; an empty text if there is nothing."""
        if self._left is not None:
            return _tr("The file whose download broke off could not be gone on with.")
        return _tr("The export that is running would be stopped.") if self._timer.isActive() else ""

    def cancel(self) -> None:
        """Stop; what was written here is removed."""
        self._stop.set()

    def _run(self, begin: Begin, target: Target, progress: Progress) -> bool:
        stop = threading.Event()

        def work(api: ApiClient) -> Export:
            return run_export(api, begin, target, progress, stop)

        def done(job: Export) -> None:
            self._end()
            self.finished.emit(target.path, job)

        # Who goes away while the thread still works would leave a file that nobody can stop.
        self.destroyed.connect(lambda _gone: stop.set())
        self._stop, self._progress, self._target = stop, progress, target
        self._timer.start()
        self._show()
        return self._session.call(KEY, work, alive(self, done), alive(self, self._failed))

    def _failed(self, error: ApiError) -> None:
        self._end()
        if isinstance(error, (Unreachable, LocalDisk)) and self._begun():
            self._left = self._progress.export
            self.broken.emit(error)
            return
        if isinstance(error, Missing):
            self._remove()  # nobody can go on with it any more
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _remove(self) -> None:
        """Remove what is here of a file that is not whole."""
        if self._progress.export is not None and self._target is not None:
            self._target.part(self._progress.export).unlink(missing_ok=True)

    def _begun(self) -> bool:
        """Say whether some of the file is here."""
        export, target = self._progress.export, self._target
        return export is not None and target is not None and target.part(export).exists()

    def _end(self) -> None:
        self._timer.stop()
        self.ended.emit()

    def _show(self) -> None:
        now = self._progress
        if now.checking:
            self.progressed.emit(_tr("Comparing the checksum"), 100)
        elif now.bytes:
            self.progressed.emit(_fetching(now), 50 + 50 * now.fetched // now.bytes)
        elif now.expected_rows:
            text = _tr("Writing {rows} of %Ln record(s)", now.expected_rows)
            sentence = text.format(rows=f"{now.rows:,}")
            self.progressed.emit(sentence, 50 * now.rows // now.expected_rows)
        else:
            self.progressed.emit(_tr("Waiting for the engine"), -1)


def exported_columns(
    shown: Sequence[str], names: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """The columns of the file: those shown, in their order."""
    return tuple(name for key in shown for name in names(key))


def _fetching(now: Progress) -> str:
    if now.lost:
        return _tr("The connection broke; trying to go on")
    text = _tr("Fetching the file: {fetched} of {size}")
    return text.format(fetched=Formats.size(now.fetched), size=Formats.size(now.bytes))


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("CdrExport", text, "", count)
