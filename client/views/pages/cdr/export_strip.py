"""The strip that shows an export: how far it is, a way to stop it, and where the file went."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card
from client.views.widgets.plain_label import PlainLabel


class ExportStrip(Card):
    """Progress and a button; hidden while nothing is exported.

    Signals:
        cancelled: the operator wants to stop.
        resumed: the operator wants to go on with what broke off.
        discarded: the operator gives up what broke off.
    """

    cancelled = Signal()
    resumed = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.label = PlainLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        room = self.bar.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the buttons keep their size
        self.bar.setSizePolicy(room)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.cancel = Button(theme, self.tr("Cancel export"), "x")
        self.cancel.clicked.connect(self._cancel)
        self.resume = Button(theme, self.tr("Go on"), "refresh", primary=True)
        self.discard = Button(theme, self.tr("Discard"), "trash")
        for button, told in ((self.resume, self.resumed), (self.discard, self.discarded)):
            button.clicked.connect(lambda _on=False, told=told: self._leave(told))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        for button in (self.cancel, self.resume, self.discard):
            row.addWidget(button)
        self.box.addLayout(row)
        self.hide()

    def show_progress(self, text: str, percent: int) -> None:
        """Show how far it is; -1 while that is not known."""
        self.label.setText(text)
        self.bar.setRange(0, 0 if percent < 0 else 100)
        self.bar.setValue(max(0, percent))
        self.bar.setAccessibleDescription(text)
        self.label.setToolTip("")
        self._offer(broken=False)
        self.cancel.setEnabled(True)
        self.show()

    def show_broken(self, text: str, tip: str) -> None:
        """Say that it broke off, and offer to go on; the tip has the cause and what to do."""
        self.label.setText(text)
        self.label.setToolTip(tip)
        self.label.setAccessibleDescription(tip)
        self._offer(broken=True)
        self.show()

    def _offer(self, *, broken: bool) -> None:
        self.bar.setVisible(not broken)
        self.cancel.setVisible(not broken)
        self.resume.setVisible(broken)
        self.discard.setVisible(broken)

    def _leave(self, told: SignalInstance) -> None:
        self.hide()
        told.emit()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.label.setText(self.tr("Stopping"))
        self.cancelled.emit()
