"""The table of gateways, and the pane of the one that is looked at beside it."""

from __future__ import annotations

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.api.call_values import Gateway
from client.models.filter_proxy import FilterProxy
from client.models.gateways import GatewayTable
from client.views.pages.fitting_table import FittingTable
from client.views.pages.gateways.pane import GatewayPane, NewGatewayPane
from client.views.widgets.details_pane import WIDTH
from client.views.widgets.page import PageContext

LESSER = ("pdd", "acd", "rate", "asr", "addresses")
LESSER_ROUTING = ("pdd", "acd", "rate", "priority", "asr", "addresses", "prefixes")
LAST_WIDTH = 140
ROOMY, NARROW_PANE = 1100, 320


class GatewayBody(QWidget):
    """The content of the page.

    Signals:
        delete_wanted: the Delete key was pressed in the table.

    Attributes:
        view: the table.
        pane: the gateway that is looked at.
        new: the form of a new one.
    """

    delete_wanted = Signal()

    def __init__(
        self, context: PageContext, table: GatewayTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme, kind = context.theme, table.kind
        theme.set_property(self, "role", "clear")
        lesser = LESSER_ROUTING if kind == "routing" else LESSER
        self.view = FittingTable(theme, f"gateways-{kind}", context.settings, lesser, LAST_WIDTH)
        self.view.setAccessibleName(self.tr("Gateways"))
        self.order: QSortFilterProxyModel = FilterProxy(table, self)
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(table.column("name"), Qt.SortOrder.AscendingOrder)
        self.panes = QStackedWidget(self)
        self.pane = GatewayPane(theme, kind, table.text, table.moment, self.panes)
        self.new = NewGatewayPane(theme, kind, self.panes)
        self.panes.addWidget(self.pane)
        self.panes.addWidget(self.new)
        self.panes.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.panes)
        self.pane.close_wanted.connect(self.close_pane)
        self.new.form.cancelled.connect(self.close_pane)

    def open_pane(self) -> None:
        """Show the pane of a gateway."""
        self.panes.setCurrentWidget(self.pane)
        self.panes.show()

    def open_form(self) -> None:
        """Show the form of a new gateway."""
        self.panes.setCurrentWidget(self.new)
        self.panes.show()
        self.new.form.begin()

    def close_pane(self) -> None:
        """Show the table alone."""
        self.panes.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def pane_shown(self) -> bool:
        """Say whether a gateway is looked at."""
        return not self.panes.isHidden() and self.panes.currentWidget() is self.pane

    def creating(self) -> bool:
        """Say whether the form of a new gateway is open."""
        return not self.panes.isHidden() and self.panes.currentWidget() is self.new

    def unsaved(self) -> int:
        """Return how many forms hold something that is not saved."""
        looked_at = self.pane.gateway() is not None and self.pane.form.edited()
        return int(self.creating() and self.new.form.edited()) + int(looked_at)

    def selected(self) -> list[Gateway]:
        """Return the selected gateways."""
        return self.view.rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete with the Delete key, close the pane with Escape."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.delete_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Escape and not self.panes.isHidden():
            self.close_pane()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between table and pane."""
        super().resizeEvent(event)
        width = WIDTH if self.width() >= ROOMY else NARROW_PANE
        for pane in (self.pane, self.new, self.panes):
            pane.setFixedWidth(width)
