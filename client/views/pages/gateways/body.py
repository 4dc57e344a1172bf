"""The table of gateways, and the pane of the one that is looked at beside it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.api.call_values import Gateway
from client.models.filter_proxy import FilterProxy
from client.models.gateways import GatewayTable
from client.views.pages.fitting_table import FittingTable
from client.views.pages.gateways.pane import GatewayPane, NewGatewayPane
from client.views.widgets.details_pane import WIDTH, DetailsPane
from client.views.widgets.page import PageContext

LESSER = ("pdd", "acd", "rate", "asr", "addresses")
LESSER_ROUTING = ("pdd", "acd", "rate", "priority", "asr", "addresses", "prefixes")
LAST_WIDTH = 140
ROOMY, NARROW_PANE = 1100, 320


class GatewayBody(QWidget):
    """The content of the page.

    Signals:
        delete_wanted: the Delete key was pressed in the table.
        made: a form was made, which takes a moment; carries it, and whether it is of a new gateway.

    Attributes:
        view: the table.
    """

    delete_wanted = Signal()
    made = Signal(object, bool)

    def __init__(
        self, context: PageContext, table: GatewayTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme = context.theme
        self._table, kind = table, table.kind
        theme.set_property(self, "role", "clear")
        lesser = LESSER_ROUTING if kind == "routing" else LESSER
        self.view = FittingTable(theme, f"gateways-{kind}", context.settings, lesser, LAST_WIDTH)
        self.view.setAccessibleName(self.tr("Gateways"))
        self.order: QSortFilterProxyModel = FilterProxy(table, self)
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(table.column("name"), Qt.SortOrder.AscendingOrder)
        self.panes = QStackedWidget(self)
        self.panes.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.panes)

    @cached_property
    def pane(self) -> GatewayPane:
        """The gateway that is looked at."""
        table = self._table
        pane = GatewayPane(self._theme, table.kind, table.text, table.moment, self.panes)
        pane.close_wanted.connect(self.close_pane)
        self._add(pane, new=False)
        return pane

    @cached_property
    def new(self) -> NewGatewayPane:
        """The form of a new one."""
        pane = NewGatewayPane(self._theme, self._table.kind, self.panes)
        pane.form.cancelled.connect(self.close_pane)
        self._add(pane, new=True)
        return pane

    def looked_at(self) -> Gateway | None:
        """Return the gateway that the pane shows, without making one."""
        return self.pane.gateway() if "pane" in self.__dict__ else None

    def _add(self, pane: GatewayPane | NewGatewayPane, *, new: bool) -> None:
        self.panes.addWidget(pane)
        pane.setFixedWidth(self._pane_width())
        self.made.emit(pane.form, new)

    def _pane_width(self) -> int:
        return WIDTH if self.width() >= ROOMY else NARROW_PANE

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
        return not self.panes.isHidden() and isinstance(self.panes.currentWidget(), GatewayPane)

    def creating(self) -> bool:
        """Say whether the form of a new gateway is open."""
        shown = self.panes.currentWidget()
        return not self.panes.isHidden() and isinstance(shown, NewGatewayPane)

    def unsaved(self) -> int:
        """Return how many forms hold something that is not saved."""
        looked_at = self.looked_at() is not None and self.pane.form.edited()
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
        width = self._pane_width()
        for pane in (self.panes, *self.panes.findChildren(DetailsPane)):
            pane.setFixedWidth(width)
