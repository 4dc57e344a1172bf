"""The table of call records: of a million rows, it says which ones are seen.

Only what is seen is fetched. A scroll bar that is dragged passes thousands of rows that nobody
reads, so what is seen is told when the view has stood still for a moment, and at times while it
moves. The engine sorts, by the heading that is clicked; which results it can sort is not for the
table to know, so whoever takes the order shows it, or the one there was.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from client.models.cdr_columns import TEXTS, sortable
from client.models.row_model import RowRole
from client.settings import Settings
from client.theme import Theme
from client.views.pages.fitting_table import FittingTable

SETTLE_MS = 30
SORTED_BY = "start"
# What steps aside beside the open details, the least wanted first.
LESSER = ("device", "ended", "source", "reason", "hold", "mode")
LAST_WIDTH = 84


class RecordView(FittingTable):
    """A table whose rows arrive when they are seen.

    Signals:
        seen: the first and the last row that are seen.
        order_chosen: the key of a column, and whether its least value is to be first.
        copied: how many rows were copied, and how many were selected.

    Args:
        theme: the look.
        name: under which the columns are remembered.
        settings: where they are remembered.
        turns: whether the order can be turned round.
    """

    seen = Signal(int, int)
    order_chosen = Signal(str, bool)
    copied = Signal(int, int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        turns: bool = True,
    ) -> None:
        self._settle = QTimer()
        self._oldest, self._sorted = False, SORTED_BY
        self._turns = turns
        self._listening = False
        super().__init__(theme, name, settings, LESSER, LAST_WIDTH, parent)
        self._settle.setParent(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.tell_seen)
        self.setAlternatingRowColors(True)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        header = self.horizontalHeader()
        header.sortIndicatorChanged.connect(self._choose_order)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show *model*, and learn what it learns."""
        self._listening = False  # remembered columns bring their arrow with them
        super().setModel(model)
        self._listening = True
        if model is not None:
            for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                changed.connect(self._moved)
            model.dataChanged.connect(self._learned)
            self.horizontalHeader().setSectionsClickable(self._turns)
            self.horizontalHeader().setSortIndicatorShown(self._turns)
            self.show_order(oldest=self._oldest, key=self._sorted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be seen than before."""
        super().resizeEvent(event)
        self._moved()

    def first_row(self) -> int:
        """Return the number of the first row that is seen."""
        return max(0, self.rowAt(0))

    def last_row(self) -> int:
        """Return the number of the last row that is seen, -1 without rows."""
        last = self.rowAt(self.viewport().height() - 1)
        return last if last >= 0 else self.model().rowCount() - 1

    def at_top(self) -> bool:
        """Say whether the first row is in sight as a whole."""
        return self.verticalScrollBar().value() == 0

    def go_to(self, row: int) -> None:
        """Bring a row into the middle and select it; it may not be known yet."""
        index = self.model().index(row, 0)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.selectRow(row)
        self.tell_seen()

    def tell_seen(self) -> None:
        """Say which rows are seen, now."""
        self._settle.stop()
        if self.model() is not None and self.model().rowCount():
            self.seen.emit(self.first_row(), self.last_row())

    def show_order(self, *, oldest: bool, key: str = SORTED_BY) -> None:
        """Point the arrow of a heading: down for the newest, or the greatest, first."""
        self._oldest, self._sorted = oldest, key
        header = self.horizontalHeader()
        before = header.blockSignals(True)
        order = Qt.SortOrder.AscendingOrder if oldest else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(self._sorted_column(), order)
        header.blockSignals(before)
        header.viewport().update()

    def copy_rows(self) -> None:
        """Copy the selected rows as far as they are known, and say how many these were."""
        super().copy_rows()
        selected = sum(bottom - top + 1 for top, bottom in self.spans())
        self.copied.emit(len(self.rows()), selected)

    def _sorted_column(self) -> int:
        columns = range(self.model().columnCount())
        return next((number for number in columns if self._column(number).key == self._sorted), 0)

    def _moved(self, *_: object) -> None:
        """Tell soon; while it goes on moving, every `SETTLE_MS`."""
        if not self._settle.isActive():
            self._settle.start()

    def _learned(self, first: QModelIndex, last: QModelIndex) -> None:
        """Say what is selected once it is known: it was selected as a place only."""
        current = self.currentIndex()
        if current.isValid() and first.row() <= current.row() <= last.row():
            self._selection_changed()

    def _choose_order(self, column: int, _order: Qt.SortOrder) -> None:
        """Turn the order round, or ask for that of another column; texts begin with the least."""
        if not self._listening:
            return
        key = self._column(column).key
        oldest = key in TEXTS
        if key == self._sorted:
            oldest = not self._oldest
        self.show_order(oldest=self._oldest, key=self._sorted)
        if sortable(key):
            self.order_chosen.emit(key, oldest)

    def selected_known(self) -> bool:
        """Say whether the row in front has arrived."""
        return self.currentIndex().data(RowRole) is not None
