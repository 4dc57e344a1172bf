"""Table and pane side by side: the pane shows the selected parameter or the overall history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.models.filter_proxy import FilterProxy
from client.models.parameters import ParameterTable
from client.models.server_time import ServerTime
from client.views.pages.fitting_table import FittingTable
from client.views.pages.system_parameter.history import HistoryPane
from client.views.pages.system_parameter.pane import ParameterPane
from client.views.widgets.details_pane import WIDTH
from client.views.widgets.page import PageContext

#: Columns that step aside beside the pane, which shows them anyway; least wanted first.
LESSER = ("section", "unit", "range", "default", "marker")
DESCRIPTION_WIDTH = 200
#: Below this width of the page the pane gives some of its own to the table.
ROOMY, NARROW_PANE = 1100, 320


class ParameterBody(QWidget):
    """The content of the page.

    Attributes:
        view: the table.
        pane: the selected parameter.
        history: the overall history.
    """

    def __init__(
        self, context: PageContext, table: ParameterTable, clock: ServerTime,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._table = table
        self._proxy = FilterProxy(table, self)
        self.view = FittingTable(theme, "parameters", context.settings, LESSER, DESCRIPTION_WIDTH)
        self.view.setAccessibleName(self.tr("Parameters"))
        self.view.setModel(self._proxy)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.panes = QStackedWidget(self)
        self.pane = ParameterPane(theme, context.formats, clock, self.panes)
        self.history = HistoryPane(theme, context.formats)
        self.panes.addWidget(self.pane)
        self.panes.addWidget(self.history)
        self.panes.hide()
        self.view.fitted.connect(self._fitted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.panes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between table and pane."""
        super().resizeEvent(event)
        width = WIDTH if self.width() >= ROOMY else NARROW_PANE
        for pane in (self.pane, self.history, self.panes):
            pane.setFixedWidth(width)

    def _fitted(self) -> None:
        self._table.set_narrow(narrow="marker" in self.view.aside())

    def show_pane(self) -> None:
        """Show the selected parameter."""
        self.panes.setCurrentWidget(self.pane)
        self.panes.show()

    def toggle_history(self) -> bool:
        """Show the overall history, or go back; say whether it is shown now."""
        if self.panes.currentWidget() is self.history and not self.panes.isHidden():
            self.show_pane()
            return False
        self.panes.setCurrentWidget(self.history)
        self.panes.show()
        return True
