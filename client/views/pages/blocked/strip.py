"""The buttons over the table: what the menu of the selected rows offers, where it can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.formats import Formats
from client.models.block_rows import BlockRow
from client.theme import Theme
from client.views.pages.blocked.menu import can_keep, can_trust, can_widen
from client.views.widgets.buttons import Button
from client.views.widgets.plain_label import PlainLabel


class BlockStrip(QWidget):
    """Buttons that act on the selected rows, and how many those are.

    Signals:
        unblock_wanted, trust_wanted, keep_wanted, widen_wanted: undo, undo and trust, make
            permanent, widen to the network.
        records_wanted, copy_wanted: show the call records, copy the rows.
    """

    unblock_wanted = Signal()
    trust_wanted = Signal()
    keep_wanted = Signal()
    widen_wanted = Signal()
    records_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self.unblock = Button(theme, self.tr("Unblock…"), "lock-open")
        self.trust = Button(theme, self.tr("Unblock and trust"), "shield-check")
        self.keep = Button(theme, self.tr("Make permanent…"), "lock")
        self.widen = Button(theme, self.tr("Widen to network…"), "world")
        self.records = Button(theme, self.tr("Call records"), "file-analytics")
        self.copy = Button(theme, self.tr("Copy"), "copy")
        self._changes = (self.unblock, self.trust, self.keep, self.widen)
        self._told = PlainLabel()
        theme.set_property(self._told, "role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button, wanted in (
            (self.unblock, self.unblock_wanted),
            (self.trust, self.trust_wanted),
            (self.keep, self.keep_wanted),
            (self.widen, self.widen_wanted),
            (self.records, self.records_wanted),
            (self.copy, self.copy_wanted),
        ):
            button.clicked.connect(lambda _on=False, wanted=wanted: wanted.emit())
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._told)
        self.show_rows((), may=False)

    def show_rows(self, rows: Sequence[BlockRow], *, may: bool, busy: bool = False) -> None:
        """Enable what makes sense for *rows*; hide what the role may not do."""
        for button in self._changes:
            button.setVisible(may)
        self.unblock.setEnabled(bool(rows) and not busy)
        self.trust.setEnabled(can_trust(rows) and not busy)
        self.keep.setEnabled(can_keep(rows) and not busy)
        self.widen.setEnabled(can_widen(rows))
        self.records.setEnabled(len(rows) == 1)
        self.copy.setEnabled(bool(rows))
        text = self.tr("{count} selected").format(count=Formats.count(len(rows)))
        self._told.setText(text if len(rows) > 1 else "")

    def told(self) -> str:
        """Return how many rows are said to be selected; empty for one or none."""
        return self._told.text()
