"""The state of the chain, the table, and the pane of the entry that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.api.audit_values import AuditEntry
from client.models.audit_table import AuditTable
from client.views.pages.audit.pane import AuditPane
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.page import PageContext

LESSER = ("id", "address", "reason", "actor")
LAST_WIDTH = 160


class AuditBody(QWidget):
    """The content of the page.

    Attributes:
        view: the table.
        pane: the entry that is looked at, hidden at first.
    """

    def __init__(self, context: PageContext, table: AuditTable, parent: QWidget) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._table = table
        self.view = FittingTable(theme, "audit", context.settings, LESSER, LAST_WIDTH, self)
        self.view.setAccessibleName(self.tr("Entries of the audit"))
        self.view.setModel(table)
        self.pane = AuditPane(theme, context.formats, self)
        self.pane.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.pane)
        self.pane.close_wanted.connect(self.close_pane)
        self.view.row_selected.connect(self._selected)
        self.view.activated_row.connect(self.open_pane)

    def open_pane(self, entry: AuditEntry) -> None:
        """Show all of an entry."""
        self.pane.show_entry(entry, bad=entry.id == self._table.first_bad)
        self.pane.show()

    def close_pane(self) -> None:
        """Show the table alone."""
        self.pane.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the pane with Escape."""
        if event.key() == Qt.Key.Key_Escape and not self.pane.isHidden():
            self.close_pane()
            return
        super().keyPressEvent(event)

    def _selected(self, entry: AuditEntry | None) -> None:
        if entry is not None and entry != self.pane.entry():
            self.open_pane(entry)
