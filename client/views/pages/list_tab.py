"""A tab inside a page: a line of filters and buttons over one table that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from client.api.errors import ApiError
from client.models.filter_proxy import FilterProxy
from client.models.table import TableModel
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.content import ContentStack
from client.views.widgets.filter_line import FilterLine
from client.views.widgets.menu import Menu, popup
from client.views.widgets.page import PageContext


class ListTab(QWidget):
    """Lays the tab out; who derives from it fills it.

    Signals:
        changed: an entry came or went.

    Args:
        context: what a page gets.
        table: the rows.
        name: under which the columns are remembered.
        lesser: columns that may step aside, the least wanted first.
        last_width: what the last column must at least have.
        parent: the page.

    Attributes:
        line: the search field and the buttons.
        content: the table and what stands in its place.
        view: the table.
        order: sorts and filters the rows.
    """

    changed = Signal()

    def __init__(
        self,
        context: PageContext,
        table: TableModel[Any],
        name: str,
        lesser: Sequence[str],
        last_width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        table.setParent(self)
        self._context = context
        self.line = FilterLine(theme)
        self.content = ContentStack(theme, context.formats, self)
        self.view = FittingTable(theme, name, context.settings, lesser, last_width)
        self.order = FilterProxy(table, self)
        self.view.setModel(self.order)
        self.view.setSortingEnabled(True)
        self.content.set_widget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self.content, 1)
        self.line.search.searched.connect(self.order.set_text)
        self.view.row_selected.connect(lambda _row: self.update_buttons())
        self.view.menu_wanted.connect(lambda place, _rows: self._pop_up(place))

    def reload(self) -> None:
        """Ask for the list anew."""
        raise NotImplementedError

    def update_buttons(self) -> None:
        """Enable what can be done to the selected rows."""
        raise NotImplementedError

    def menu(self) -> Menu | None:
        """Return the context menu of the selected rows, or nothing when there are none."""
        raise NotImplementedError

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.line.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def may(self) -> bool:
        """Say whether the role may add entries."""
        return self._context.session.may("operate")

    def show_error(self, error: ApiError) -> None:
        """Say that the list could not be read."""
        self.content.show_error(error, self.reload)

    def _pop_up(self, place: Any) -> None:
        menu = self.menu()
        if menu is not None:
            popup(menu, place)
