"""The strip that shows an export: how far it is, a way to stop it, and where the file went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card


class ExportStrip(Card):
    """Progress and a button; hidden while nothing is exported.

    Signals:
        cancelled: the operator wants to stop.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.cancel = Button(theme, self.tr("Cancel export"), "x")
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.box.addLayout(row)
        self.hide()

    def show_progress(self, text: str, percent: int) -> None:
        """Show how far it is; -1 while that is not known."""
        self.label.setText(text)
        self.bar.setRange(0, 0 if percent < 0 else 100)
        self.bar.setValue(max(0, percent))
        self.bar.setAccessibleDescription(text)
        self.cancel.setEnabled(True)
        self.show()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.label.setText(self.tr("Stopping"))
        self.cancelled.emit()
