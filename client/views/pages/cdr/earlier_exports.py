"""What was exported before, by everybody: saved once more, made again over other dates, checked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.cdr_values import Export
from client.api.errors import ApiError
from client.models.export_list import ExportList, told
from client.views.dialogs.frame import DialogFrame
from client.views.pages.cdr.range_panel import RangePanel
from client.views.widgets.buttons import Button
from client.views.widgets.error_texts import advice
from client.views.widgets.notice import Notice
from client.views.widgets.page import PageContext
from client.views.widgets.prompts import Answer, Question
from client.views.widgets.table_view import TableView

WIDTH, HEIGHT = 1120, 520


class EarlierExportsDialog(DialogFrame):
    """The exports that the engine keeps.

    Signals:
        save_wanted: an `Export` whose file is wanted here.
        again_wanted: an `Export`, and the two moments it is wanted for.
    """

    save_wanted = Signal(object)
    again_wanted = Signal(object, object, object)

    def __init__(
        self, context: PageContext, first: datetime, last: datetime, parent: QWidget
    ) -> None:
        """Make the dialog.

        Args:
            context: what a page gets.
            first: beginning of the range that is offered for doing one again.
            last: its end.
            parent: the window it belongs to.
        """
        theme = context.theme
        super().__init__(theme, self.tr("Earlier exports"), "", parent)
        self._range = (first, last)
        self._prompts = context.prompts
        self._may = context.session.may("operate")
        self.resize(WIDTH, HEIGHT)
        self.list = ExportList(context.session, context.formats, self)
        self.view = TableView(theme, "exports", context.settings)
        self.view.setAccessibleName(self.tr("Earlier exports"))
        self.view.setModel(self.list.table)
        self.view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.notice = Notice(theme, told(None))
        self.panel = RangePanel(theme, context.formats, accept=self.tr("Export this range"))
        self.box.addWidget(self.view, 1)
        self.box.addWidget(self.notice)
        self.box.addLayout(self._row(context))
        self.box.addWidget(self.panel)
        self.close_button = self.add_button(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.view.row_selected.connect(self._selected)
        self.view.activated_row.connect(lambda _job: self._save())
        self.panel.chosen.connect(self._repeat)
        self.list.loaded.connect(lambda: self._selected(self.chosen()))
        self.list.failed.connect(self._failed)
        self._selected(None)
        self.list.load()

    def chosen(self) -> Export | None:
        """The export that is selected."""
        rows = self.view.rows()
        return rows[0] if rows else None

    def _row(self, context: PageContext) -> QHBoxLayout:
        theme = context.theme
        self.save = Button(theme, self.tr("Save as…"), "download")
        self.again = Button(theme, self.tr("Again with new dates…"), "refresh")
        self.copy = Button(theme, self.tr("Copy checksum"), "copy")
        self.remove = Button(theme, self.tr("Delete…"), "trash")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, run in (
            (self.save, self._save),
            (self.again, self._ask_range),
            (self.copy, self._copy),
            (self.remove, self._delete),
        ):
            button.clicked.connect(lambda _on=False, run=run: run())
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        if not self._may:
            for button in (self.again, self.remove):
                button.setToolTip(self.tr("Exports need the role operator or admin."))
        return row

    def _selected(self, job: Export | None) -> None:
        done = job is not None and job.status == "done"
        self.save.setEnabled(done)
        self.copy.setEnabled(done)
        self.again.setEnabled(job is not None and self._may)
        self.remove.setEnabled(job is not None and self._may)
        failed = job is not None and job.status == "failed"
        words = told(job, kept=self.list.table.rowCount() > 0)
        self.notice.set(words, "bad" if failed else "neutral", "info-circle")

    def _save(self) -> None:
        job = self.chosen()
        if job is not None and job.status == "done":
            self.accept()
            self.save_wanted.emit(job)

    def _ask_range(self) -> None:
        self.panel.open(*self._range)

    def _repeat(self, first: datetime, last: datetime) -> None:
        job = self.chosen()
        if job is not None:
            self.accept()
            self.again_wanted.emit(job, first, last)

    def _copy(self) -> None:
        job = self.chosen()
        if job is not None and job.sha256:
            QGuiApplication.clipboard().setText(job.sha256)
            self.notice.set(self.tr("The checksum is on the clipboard."), "ok", "circle-check")

    def _delete(self) -> None:
        job = self.chosen()
        if job is None:
            return

        def answered(answer: Answer) -> None:
            if answer.accepted:
                self.list.remove(job, answer.reason)

        text = self.tr("Nobody can download “{name}” any more. The call records stay.")
        question = Question(self.tr("Delete the export?"), text.format(name=job.filename),
                            self.tr("Delete"), "bad")  # fmt: skip
        self._prompts.confirm(self, question, answered)

    def _failed(self, error: ApiError) -> None:
        self.notice.set(advice(error), "bad", "alert-circle")
