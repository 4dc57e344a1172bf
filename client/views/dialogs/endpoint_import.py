"""The preview of an import: what would be created, and every bad line by its number and reason.

Nothing is created before the operator has seen it. Good lines can be imported although others are
bad; that is what the button says.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.api.values import ImportReport
from client.models.endpoint_import import ImportLine, ImportTable, summary
from client.settings import Settings
from client.theme import Theme
from client.views.dialogs.frame import DialogFrame
from client.views.widgets.notice import Notice
from client.views.widgets.reason_line import ReasonLine
from client.views.widgets.table_view import TableView

WIDTH, HEIGHT = 760, 520


class ImportDialog(DialogFrame):
    """Shows a dry run.

    Signals:
        wanted: the operator wants the good lines imported; carries the reason.
    """

    wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        file_name: str,
        report: ImportReport,
        lines: tuple[ImportLine, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(
            theme,
            self.tr("Import endpoints"),
            self.tr("From {file}").format(file=file_name),
            parent,
        )
        self.resize(WIDTH, HEIGHT)
        tone = "warning" if report.errors else "ok"
        self.notice = Notice(theme, summary(report, done=False), tone)
        self.table = ImportTable(lines, self)
        self.view = TableView(theme, "import", settings)
        self.view.setAccessibleName(self.tr("Lines of the file"))
        self.view.setModel(self.table)
        self.view.setMinimumHeight(HEIGHT - 220)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.view, 1)
        self.why = ReasonLine(theme)
        self.box.addWidget(self.why)
        self.refuse = self.add_button(self.tr("Cancel"))
        text = self.tr("Import ({count})").format(count=f"{report.created:,}")
        self.accept_button = self.add_button(text, primary=True)
        self.accept_button.setEnabled(report.created > 0)
        self.refuse.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        self.accepted.connect(lambda: self.wanted.emit(self.why.text()))
