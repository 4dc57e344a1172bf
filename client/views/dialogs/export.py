"""What an export is to hold, asked before it begins: kind of file, columns, zone, records."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.buttons import LinkButton
from client.views.widgets.fields import Field
from client.views.widgets.notice import Notice
from client.views.widgets.select import Select

SHEET_ROWS = 1_000_000
"""Records that the engine puts on one sheet of a workbook."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the dialog says before anything begins.

    Attributes:
        records: how many records match now; None while they are counted.
        columns: how many columns the table shows.
        zone: in which times are written.
        order: in which order the records are written, as a sentence.
    """

    records: int | None
    columns: int
    zone: str
    order: str


class ExportDialog(DialogFrame):
    """Asks for the kind of file and its columns.

    Signals:
        wanted: the kind of file, and whether all columns are wanted instead of the shown ones.
        earlier_wanted: the operator wants to see what was exported before.
        evidence_wanted: a report on the unauthorised calls among the records is wanted instead.
    """

    wanted = Signal(str, bool)
    earlier_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, theme: Theme, promise: Promise, file_format: str, parent: QWidget) -> None:
        super().__init__(theme, self.tr("Export records"), "", parent)
        self._records = promise.records
        self.notice = Notice(theme, self._promised(promise), "accent")
        self.format = Select(
            theme,
            (
                ("csv", self.tr("CSV: text, for every program")),
                ("xlsx", self.tr("XLSX: a workbook for Excel")),
                ("jsonl", self.tr("JSON Lines: for scripts")),
                ("parquet", self.tr("Parquet: for databases and analysis")),
            ),
        )
        self.format.set_value(file_format)
        self.columns = Select(theme, self._choices(promise))
        self._format_field = Field(theme, self.tr("Kind of file"), self.format)
        for part in (
            self.notice,
            self._format_field,
            Field(theme, self.tr("Columns"), self.columns),
        ):
            self.box.addWidget(part)
        self.earlier = LinkButton(theme, self.tr("Earlier exports…"))
        self._buttons.insertWidget(0, self.earlier)
        self.evidence = LinkButton(theme, self.tr("Evidence report…"))
        self.evidence.setToolTip(self.tr("Unauthorised calls as a PDF document for an auditor"))
        self._buttons.insertWidget(1, self.evidence)
        self.refuse = self.add_button(self.tr("Cancel"))
        self.accept_button = self.add_button(self.tr("Choose where to save…"), primary=True)
        self.format.currentIndexChanged.connect(lambda _place: self._hint())
        self.earlier.clicked.connect(lambda _on=False: self._look_back())
        self.evidence.clicked.connect(lambda _on=False: self._ask_evidence())
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._ask)
        self._hint()
        self.format.setFocus()

    def hint(self) -> str:
        """What is worth knowing about the kind of file."""
        return {
            "csv": self.tr("Numbers that a spreadsheet would run as formulas are made harmless."),
            "xlsx": self._sheets(),
            "jsonl": self.tr("One JSON object a line."),
            "parquet": self.tr("Compressed, columns have types; times are in UTC."),
        }[self.format.value()]

    def _promised(self, promise: Promise) -> str:
        zone = self.tr("Times in {zone}.").format(zone=promise.zone) + " " + promise.order
        if promise.records is None:
            return self.tr("The records are counted when the export begins. {zone}").format(
                zone=zone
            )
        text = self.tr(
            "%Ln record(s) match now; the file holds exactly those that are counted when it "
            "begins. {zone}",
            "",
            promise.records,
        )
        return text.format(zone=zone)

    def _choices(self, promise: Promise) -> tuple[tuple[bool, str], ...]:
        shown = self.tr("As in the table: %n column(s)", "", promise.columns)
        return (False, shown), (True, self.tr("All columns"))

    def _sheets(self) -> str:
        text = self.tr("Numbers are kept as text, so that no digit is lost.")
        if self._records is not None and self._records > SHEET_ROWS:
            sheets = -(-self._records // SHEET_ROWS)
            text += " " + self.tr("The records go on %n sheet(s).", "", sheets)
        return text

    def _hint(self) -> None:
        self._format_field.hint(self.hint())

    def _look_back(self) -> None:
        self.reject()
        self.earlier_wanted.emit()

    def _ask_evidence(self) -> None:
        self.reject()
        self.evidence_wanted.emit()

    def _ask(self) -> None:
        self.accept()
        self.wanted.emit(self.format.value(), self.columns.value())
