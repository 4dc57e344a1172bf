"""What retention would remove and has removed, as rows of tables."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.because import reasoned
from client.api.client import ApiClient
from client.api.keeping_values import RetentionMode, RetentionPreview, RetentionRun
from client.formats import DASH, Formats
from client.models.alive import alive
from client.models.columns import Column
from client.session import Session

LOAD, RUN = "retention.load", "retention.run"
Found = tuple[RetentionPreview, tuple[RetentionRun, ...]]


class RetentionFeed(QObject):
    """Asks the engine.

    Signals:
        loaded: the preview and the runs are there.
        failed: they could not be read; carries the error.
        removed: a run is over; carries the `RetentionRun`.
        refused: a run could not be made; carries the error.
    """

    loaded = Signal()
    failed = Signal(object)
    removed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.preview = RetentionPreview()
        self.runs: tuple[RetentionRun, ...] = ()

    def load(self) -> None:
        """Ask what would go, and for the history."""

        def fetch(api: ApiClient) -> Found:
            return api.retention(), api.retention_runs()

        taken, failed = alive(self, self._take), alive(self, self.failed.emit)
        self._session.call(LOAD, fetch, taken, failed, latest=True)

    def running(self) -> bool:
        """Whether a run of ours is at work."""
        return self._session.busy(RUN)

    def run(self, reason: str = "") -> bool:
        """Remove what the preview says; False if one is at work already."""
        done, refused = alive(self, self.removed.emit), alive(self, self.refused.emit)
        work = reasoned(reason, lambda api: api.run_retention())
        return self._session.call(RUN, work, done, refused)

    def _take(self, found: Found) -> None:
        self.preview, self.runs = found
        self.loaded.emit()


def mode_columns(formats: Formats, word: Callable[[int], str]) -> tuple[Column[RetentionMode], ...]:
    """The preview, by billing mode."""
    count = formats.count
    return (
        Column("mode", _tr("Billing mode"), lambda row: word(row.billing_mode), 200),
        Column("records", _tr("Would go"), lambda row: count(row.records), 120, "right"),
        Column("held", _tr("Held"), lambda row: count(row.held), 120, "right"),
        Column(
            "cutoff", _tr("Goes if begun before"), lambda row: formats.date_time(row.cutoff), 200
        ),
        Column("keep", _tr("Kept for"), kept_text, 140),
    )


def run_columns(formats: Formats) -> tuple[Column[RetentionRun], ...]:
    """The history."""
    count = formats.count
    return (
        Column("at", _tr("Time"), lambda row: formats.date_time(row.at), 176),
        Column("by", _tr("By"), lambda row: row.by, 110),
        Column("records", _tr("Removed"), lambda row: count(row.records), 110, "right"),
        Column("new", _tr("Files rewritten"), lambda row: count(row.files_rewritten), 120, "right"),
        Column("gone", _tr("Files removed"), lambda row: count(row.files_removed), 120, "right"),
        Column("freed", _tr("Freed"), lambda row: formats.size(row.bytes_freed), 100, "right"),
        Column("error", _tr("Ended early"), lambda row: row.error or DASH, 260),
    )


def kept_text(row: RetentionMode) -> str:
    """How long records of a mode are kept."""
    return _tr("%Ln day(s)", row.keep_days) if row.keep_days else _tr("for ever")


def preview_text(preview: RetentionPreview, formats: Formats) -> str:
    """The numbers of a preview in a sentence."""
    if not preview.records and not preview.files:
        return _tr("Nothing would go now. %Ln record(s) are held.", preview.held)
    actions = [each.action for each in preview.files]
    words = _tr(
        "%Ln record(s) would go; held: {held}. Archive files: {new} rewritten, {gone} removed, "
        "{size}.",
        preview.records,
    )
    return words.format(
        held=formats.count(preview.held),
        new=actions.count("rewrite"),
        gone=actions.count("remove"),
        size=formats.size(sum(each.bytes for each in preview.files)),
    )


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Retention", text, "", count)
