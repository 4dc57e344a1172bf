"""The table of running calls over the line of totals.

Once a second the durations that are seen go on, and nothing else is painted. When calls come in on
top while the operator has scrolled down, the rows that are read stay where they are.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.api.call_values import Call
from client.formats import Formats
from client.models.call_rows import CallState
from client.models.calls import CallTable
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.page import PageContext

LESSER = ("codec", "media", "caller_ip", "start", "to")
LAST_WIDTH = 110
TICK_MS = 1000


class CallBody(QWidget):
    """The content of the page.

    Signals:
        hang_up_wanted: the Delete key was pressed in the table.

    Attributes:
        view: the table.
        totals: how many calls run, talk and ring, and how many are selected.
    """

    hang_up_wanted = Signal()

    def __init__(
        self, context: PageContext, table: CallTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._table = table
        self._formats: Formats = context.formats
        self._live = True
        self.view = FittingTable(theme, "current-calls", context.settings, LESSER, LAST_WIDTH)
        self.view.setAccessibleName(self.tr("Running calls"))
        self.view.setModel(table)
        self.totals = QLabel()
        self.totals.setAccessibleName(self.tr("Totals"))
        theme.set_property(self.totals, "role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addWidget(self.totals)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        table.rowsInserted.connect(self._stay)
        self.view.row_selected.connect(lambda _row: self.sum_up())

    def set_live(self, *, live: bool) -> None:
        """Let durations go on, or stand still while nobody knows whether the calls still run."""
        self._live = live

    def selected(self) -> list[Call]:
        """Return the selected calls."""
        return [row.call for row in self.view.rows()]

    def sum_up(self) -> None:
        """Say how many calls run, talk, ring and connect, and how many are selected."""
        counts, count = self._table.counts(), self._formats.count
        text = self.tr(
            "{running} running · {talking} talking · {ringing} ringing · {connecting} connecting"
        ).format(
            running=count(sum(counts.values())),
            talking=count(counts[CallState.ANSWERED]),
            ringing=count(counts[CallState.RINGING]),
            connecting=count(counts[CallState.CONNECTING]),
        )
        chosen = len(self.view.selectionModel().selectedRows())
        if chosen > 1:
            text += " · " + self.tr("{count} selected").format(count=count(chosen))
        self.totals.setText(text)

    def tick(self) -> None:
        """Let the durations that are seen go on."""
        if not self._live:
            return
        first = self.view.rowAt(0)
        last = self.view.rowAt(self.view.viewport().height() - 1)
        self._table.tick(max(0, first), last if last >= 0 else self._table.rowCount() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hang up with the Delete key."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.hang_up_wanted.emit()
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

    def _stay(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Keep the rows that are read in their place when others come in above them."""
        bar = self.view.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            height = self.view.verticalHeader().defaultSectionSize()
            bar.setMaximum(bar.maximum() + (last - first + 1) * height)
            bar.setValue(bar.value() + (last - first + 1) * height)
