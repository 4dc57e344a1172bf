"""The table with its live countdowns, and the pane beside it.

Once a second the countdown cells that are seen are announced, and nothing else is painted; once a
minute the other times that are seen. Both stop while the page is hidden.

The two panes, each with a form, take as long to make as everything else on the page: they are made
when they are first wanted, so that the page opens at once.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from client.models.endpoint_rows import EndpointRow
from client.models.endpoints import EndpointTable, GroupRow
from client.views.pages.endpoint_management.form import EndpointForm
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
        pane_made: the pane of an endpoint, the moment it is there.
        new_made: the pane of a new endpoint, the moment it is there.

    Attributes:
        view: the table.
        panes: what the panes are in.
    """

    delete_wanted = Signal()
    pane_made = Signal(object)
    new_made = Signal(object)

    def __init__(
        self, context: PageContext, table: EndpointTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme = context.theme
        theme.set_property(self, "role", "clear")
        self._formats = context.formats
        self._table = table
        self._pane: EndpointPane | None = None
        self._new: NewPane | None = None
        self._ticks = 0
        self.view = FittingTable(theme, "endpoints", context.settings, LESSER, NOTE_WIDTH)
        self.view.setAccessibleName(self.tr("Endpoints"))
        self.view.setModel(table)
        self.panes = QStackedWidget(self)
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

    @property
    def pane(self) -> EndpointPane:
        """The endpoint that is looked at."""
        if self._pane is None:
            made = EndpointPane(
                self._theme, self._formats, self._table.text, self._table.moment, self.panes
            )
            self._pane = made
            self._add(made)
            self.pane_made.emit(made)
        return self._pane

    @property
    def new(self) -> NewPane:
        """The form of a new endpoint."""
        if self._new is None:
            self._new = NewPane(self._theme, self.panes)
            self._add(self._new)
            self.new_made.emit(self._new)
        return self._new

    def forms(self) -> tuple[EndpointForm, ...]:
        """Return the forms that are made so far."""
        return tuple(pane.form for pane in (self._pane, self._new) if pane is not None)

    def looked_at(self) -> EndpointRow | None:
        """Return the endpoint the pane is about, shown or not."""
        return self._pane.row() if self._pane is not None else None

    def unsaved(self) -> int:
        """Return how many forms hold something that is not saved."""
        new = self._new is not None and self._new.form.edited() and not self.panes.isHidden()
        return int(new) + int(self._pane is not None and self._pane.form.edited())

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
        return not self.panes.isHidden() and self.panes.currentWidget() is self._pane

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
        for pane in (self.panes, self._pane, self._new):
            if pane is not None:
                pane.setFixedWidth(self._pane_width())

    def _pane_width(self) -> int:
        return WIDTH if self.width() >= ROOMY else NARROW_PANE

    def _add(self, pane: QWidget) -> None:
        pane.setFixedWidth(self._pane_width())
        self.panes.addWidget(pane)

    def _span_headers(self) -> None:
        """Let the heading of a source run over all columns."""
        self.view.clearSpans()
        if self._table.grouped:
            for place, row in enumerate(self._table.rows()):
                if isinstance(row, GroupRow):
                    self.view.setSpan(place, 0, 1, self._table.columnCount())
