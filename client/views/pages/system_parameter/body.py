"""Table and pane side by side: the pane shows the selected parameter or the overall history."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.models.filter_proxy import FilterProxy
from client.models.parameters import ParameterTable
from client.models.server_time import ServerTime
from client.views.pages.fitting_table import FittingTable
from client.views.pages.system_parameter.history import HistoryPane
from client.views.pages.system_parameter.pane import ParameterPane
from client.views.widgets.details_pane import WIDTH, DetailsPane
from client.views.widgets.page import PageContext

#: Columns that step aside beside the pane, which shows them anyway; least wanted first.
LESSER = ("section", "unit", "range", "default", "marker")
DESCRIPTION_WIDTH = 200
#: Below this width of the page the pane gives some of its own to the table.
ROOMY, NARROW_PANE = 1100, 320


class ParameterBody(QWidget):
    """The content of the page.

    Signals:
        pane_made: the `ParameterPane`, before it is first shown.

    Attributes:
        view: the table.
        panes: the room of the pane and of the history.
    """

    pane_made = Signal(object)

    def __init__(
        self, context: PageContext, table: ParameterTable, clock: ServerTime,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._context, self._clock = context, clock
        self._table = table
        self._proxy = FilterProxy(table, self)
        self.view = FittingTable(
            theme, "parameters", context.settings, LESSER, DESCRIPTION_WIDTH, self
        )
        self.view.setAccessibleName(self.tr("Parameters"))
        self.view.setModel(self._proxy)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.panes = QStackedWidget(self)
        self.panes.hide()
        self.view.fitted.connect(self._fitted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.panes)

    @cached_property
    def pane(self) -> ParameterPane:
        """The selected parameter, made when it is first wanted: the page opens sooner."""
        pane = ParameterPane(self._context.theme, self._context.formats, self._clock, self.panes)
        pane.setFixedWidth(self._pane_width())
        self.panes.addWidget(pane)
        self.pane_made.emit(pane)
        return pane

    @cached_property
    def history(self) -> HistoryPane:
        """The overall history, made when it is first wanted."""
        history = HistoryPane(self._context.theme, self._context.formats, self.panes)
        history.setFixedWidth(self._pane_width())
        self.panes.addWidget(history)
        return history

    @property
    def has_pane(self) -> bool:
        """Whether the pane was made."""
        return "pane" in self.__dict__

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between table and pane."""
        super().resizeEvent(event)
        width = self._pane_width()
        for pane in (self.panes, *self._made()):
            pane.setFixedWidth(width)

    def _made(self) -> list[DetailsPane]:
        """Those of the panes that were made."""
        made: list[DetailsPane] = [self.pane] if self.has_pane else []
        return [*made, self.history] if "history" in self.__dict__ else made

    def _pane_width(self) -> int:
        return WIDTH if self.width() >= ROOMY else NARROW_PANE

    def _fitted(self) -> None:
        self._table.set_narrow(narrow="marker" in self.view.aside())

    def show_pane(self) -> None:
        """Show the selected parameter."""
        self.panes.setCurrentWidget(self.pane)
        self.panes.show()

    def keep_room(self) -> None:
        """Give the pane its place before it is made, so that the table moves once."""
        self.panes.show()

    def toggle_history(self) -> bool:
        """Show the overall history, or go back; say whether it is shown now."""
        shown = "history" in self.__dict__ and self.panes.currentWidget() is self.history
        if shown and not self.panes.isHidden():
            self.show_pane()
            return False
        self.panes.setCurrentWidget(self.history)
        self.panes.show()
        return True
