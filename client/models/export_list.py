"""The exports that the engine keeps, everybody's, as rows of a table."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from client.api.because import reasoned
from client.api.cdr_values import Export
from client.api.client import ApiClient
from client.formats import DASH, Formats
from client.models.alive import alive
from client.models.columns import Column, Pill
from client.models.table import TableModel
from client.session import Session

LOAD, REMOVE = "exports.load", "exports.remove"
LOOK_MS = 2000
_TIMES = re.compile(r"^cdr_[^_]+_[^_]+_")


def export_columns(formats: Formats) -> tuple[Column[Export], ...]:
    """File, state, who, when, rows, size and end."""
    return (
        Column("file", _tr("File"), lambda job: job.filename, 310, tooltip=_name),
        Column("state", _tr("State"), lambda job: pill(job).word, 110, pill=pill),
        Column("owner", _tr("By"), lambda job: job.owner, 90),
        Column("at", _tr("Asked for"), lambda job: formats.date_time(job.created_at), 176),
        Column("rows", _tr("Records"), lambda job: formats.count(job.rows), 90, "right"),
        Column("size", _tr("Size"), _size, 80, "right"),
        Column("until", _tr("Kept until"), lambda job: formats.date_time(job.expires_at), 176),
    )


def pill(job: Export) -> Pill:
    """The state of an export."""
    return {
        "queued": Pill("clock", _tr("waits"), "neutral"),
        "running": Pill("loader-2", _tr("runs"), "accent"),
        "done": Pill("circle-check", _tr("done"), "ok"),
        "cancelled": Pill("ban", _tr("cancelled"), "neutral"),
    }.get(job.status, Pill("alert-circle", _tr("failed"), "bad"))


def told(job: Export | None, *, kept: bool = True) -> str:
    """What there is to say about one export: its checksum, or why there is none.

    *kept* says whether there is any to choose.
    """
    if job is None:
        return _tr("Choose an export.") if kept else _tr("No export is kept at present.")
    if job.status == "done":
        return _tr("SHA-256 {checksum}").format(checksum=job.sha256 or DASH)
    return job.detail or _tr("The file is not done yet.")


def renamed(job: Export, start: datetime, end: datetime) -> str:
    """The name of the file over other dates."""
    times = "_".join(moment.astimezone(UTC).strftime("%Y%m%dT%H%MZ") for moment in (start, end))
    return _TIMES.sub(f"cdr_{times}_", job.filename) or f"cdr_{times}.{job.format}"


class ExportList(QObject):
    """Keeps the table up to date while somebody looks at it.

    Signals:
        loaded: The table holds what the engine keeps.
        failed: It could not be read or changed; carries the error.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.table: TableModel[Export] = TableModel(
            export_columns(formats), lambda job: job.id, self
        )
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.load)
        self._timer.start()

    def load(self) -> None:
        """Ask what there is."""
        self._session.call(
            LOAD, lambda api: api.exports(), alive(self, self._take), alive(self, self._failed)
        )

    def remove(self, job: Export, reason: str = "") -> None:
        """Stop an export, or delete its file."""

        def work(api: ApiClient) -> None:
            api.cancel_export(job.id)

        self._session.call(
            REMOVE, reasoned(reason, work), alive(self, lambda _answer: self.load()),
            alive(self, self.failed.emit),
        )  # fmt: skip

    def _take(self, jobs: tuple[Export, ...]) -> None:
        self.table.set_rows(jobs)
        self.loaded.emit()

    def _failed(self, error: object) -> None:
        self._timer.stop()  # one complaint is enough; the dialog can be opened again
        self.failed.emit(error)


def _name(job: Export) -> str:
    return job.filename


def _size(job: Export) -> str:
    return Formats.size(job.bytes) if job.bytes else DASH


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportList", text)
