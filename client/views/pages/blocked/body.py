"""The buttons, the table and the pane of the row that is looked at.

Once a second the countdowns that are seen are painted again, and nothing else.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from client.models.block_groups import GroupRow
from client.models.block_order import BlockOrder
from client.models.block_rows import BlockRow
from client.models.blocks import BlockTable
from client.views.pages.blocked.pane import BlockPane
from client.views.pages.blocked.strip import BlockStrip
from client.views.pages.blocked.table import BlockView
from client.views.widgets.page import PageContext

TICK_MS = 1000


class BlockBody(QWidget):
    """The content of the page.

    Signals:
        unblock_wanted: the Delete key was pressed in the table.

    Attributes:
        strip: the buttons over the table.
        order: what is shown in it, sorted and grouped.
        view: the table.
    """

    unblock_wanted = Signal()

    def __init__(
        self, context: PageContext, table: BlockTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._context = context
        self._table = table
        self._live = True
        self.strip = BlockStrip(theme, self)
        self.order = BlockOrder(table, context.formats, self)
        self.view = BlockView(context, self.order, self)
        self.view.sortByColumn(table.column("since"), Qt.SortOrder.DescendingOrder)
        row = self._row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.strip)
        column.addLayout(row, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.view.row_selected.connect(self._selected)
        self.view.entry_wanted.connect(self.open_pane)

    @cached_property
    def pane(self) -> BlockPane:
        """The row that is looked at, made when one is."""
        pane = BlockPane(self._context.theme, self._context.formats, self)
        pane.hide()
        pane.close_wanted.connect(self.close_pane)
        self._row.addWidget(pane)
        return pane

    @property
    def pane_shown(self) -> bool:
        """Whether a row is looked at now."""
        return "pane" in self.__dict__ and not self.pane.isHidden()

    def set_live(self, *, live: bool) -> None:
        """Let countdowns go on, or stand still while nobody knows what is blocked."""
        self._live = live

    def group(self, *, on: bool) -> None:
        """Gather rows under their addresses, in the order of addresses; or the latest first."""
        name, order = ("address", Qt.SortOrder.AscendingOrder)
        if not on:
            name, order = ("since", Qt.SortOrder.DescendingOrder)
        self.order.set_grouped(grouped=on)
        self.view.setColumnHidden(self._table.column("address"), not on)
        self.view.sortByColumn(self._table.column(name), order)

    def selected(self) -> list[BlockRow]:
        """Return the selected rows; a heading stands for all beneath it."""
        return self.view.entries()

    def open_pane(self, row: BlockRow) -> None:
        """Show all of a row."""
        self.pane.show_row(row, self._table.clock.now())
        self.pane.show()

    def close_pane(self) -> None:
        """Show the table alone."""
        self.pane.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Bring the pane up to date with its row, or close it when that is gone."""
        shown = self.pane.row() if self.pane_shown else None
        if shown is None:
            return
        fresh = self._table.find(shown.key)
        if fresh is None:
            self.pane.hide()
        elif fresh != shown:
            self.open_pane(fresh)

    def tick(self) -> None:
        """Let the countdowns that are seen go on."""
        if not self._live:
            return
        number = self._table.column("until")
        port = self.view.viewport()
        left, width = self.view.columnViewportPosition(number), self.view.columnWidth(number)
        port.update(QRect(left, 0, width, port.height()))
        if self.pane_shown:
            self.pane.tick(self._table.clock.now())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unblock with the Delete key, close the pane with Escape."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.unblock_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.pane_shown:
            self.close_pane()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count while it is seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._timer.stop()

    def _selected(self, row: BlockRow | GroupRow | None) -> None:
        if isinstance(row, BlockRow) and self.pane_shown:
            self.open_pane(row)
