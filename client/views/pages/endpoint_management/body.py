"""The table with its live countdowns, and the pane beside it.

Once a second the countdown cells that are seen are announced, and nothing else is painted; once a
minute the other times that are seen. Both stop while the page is hidden.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.models.endpoint_rows import EndpointRow
from client.models.endpoints import EndpointTable, GroupRow
from client.views.pages.endpoint_management.pane import EndpointPane, NewPane
from client.views.pages.fitting_table import FittingTable
from client.views.widgets.details_pane import WIDTH
from client.views.widgets.page import PageContext

LESSER = ("device", "failures", "note", "name")
NOTE_WIDTH = 80
ROOMY, NARROW_PANE = 1100, 320
TICK_MS = 1000
MINUTE_TICKS = 60


class EndpointBody(QWidget):
    """The content of the page.

    Signals:
        delete_wanted: the Delete key was pressed in the table.

    Attributes:
        view: the table.
        pane: the endpoint that is looked at.
        new: the form of a new one.
    """

    delete_wanted = Signal()

    def __init__(
        self, context: PageContext, table: EndpointTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        theme.set_property(self, "role", "clear")
        self._table = table
        self._ticks = 0
        self.view = FittingTable(theme, "endpoints", context.settings, LESSER, NOTE_WIDTH)
        self.view.setAccessibleName(self.tr("Endpoints"))
        self.view.setModel(table)
        self.panes = QStackedWidget(self)
        self.pane = EndpointPane(theme, context.formats, table.text, table.moment, self.panes)
        self.new = NewPane(theme)
        self.panes.addWidget(self.pane)
        self.panes.addWidget(self.new)
        self.panes.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.view, 1)
        row.addWidget(self.panes)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        for changed in (table.modelReset, table.rowsInserted, table.rowsRemoved):
            changed.connect(self._span_headers)

    def open_pane(self) -> None:
        """Show the pane of an endpoint."""
        self.panes.setCurrentWidget(self.pane)
        self.panes.show()

    def open_form(self) -> None:
        """Show the form of a new endpoint."""
        self.panes.setCurrentWidget(self.new)
        self.panes.show()
        self.new.form.begin()

    def close_pane(self) -> None:
        """Show the table alone."""
        self.panes.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def pane_shown(self) -> bool:
        """Say whether an endpoint is looked at."""
        return not self.panes.isHidden() and self.panes.currentWidget() is self.pane

    def seen(self) -> tuple[int, int]:
        """Return the first and the last row that are seen."""
        first = self.view.rowAt(0)
        last = self.view.rowAt(self.view.viewport().height() - 1)
        return max(0, first), last if last >= 0 else self._table.rowCount() - 1

    def tick(self) -> None:
        """Let the countdowns that are seen go on."""
        self._ticks += 1
        first, last = self.seen()
        if self._ticks % MINUTE_TICKS == 0:
            self._table.refresh_times(first, last)
        else:
            self._table.tick(first, last)
        if self.pane_shown():
            self.pane.tick()

    def selected(self) -> list[EndpointRow]:
        """Return the selected endpoints; a selected source stands for all behind it."""
        found: dict[str, EndpointRow] = {}
        for row in self.view.rows():
            rows = self._table.behind(row) if isinstance(row, GroupRow) else (row,)
            found.update((item.extension, item) for item in rows)
        return list(found.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete with the Delete key, close the pane with Escape."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self.delete_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Escape and not self.panes.isHidden():
            self.close_pane()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count while it is seen."""
        super().showEvent(event)
        self._table.refresh_times(*self.seen())
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between table and pane."""
        super().resizeEvent(event)
        width = WIDTH if self.width() >= ROOMY else NARROW_PANE
        for pane in (self.pane, self.new, self.panes):
            pane.setFixedWidth(width)

    def _span_headers(self) -> None:
        """Let the heading of a source run over all columns."""
        self.view.clearSpans()
        if self._table.grouped:
            for place, row in enumerate(self._table.rows()):
                if isinstance(row, GroupRow):
                    self.view.setSpan(place, 0, 1, self._table.columnCount())
