"""The pane of one endpoint: its state with the countdown, its facts, and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client.api.values import SuspensionEvent
from client.formats import Formats
from client.models.endpoint_rows import EndpointRow, Status
from client.models.endpoint_text import EndpointText, status_pill
from client.theme import Theme
from client.views.pages.endpoint_management.facts import BindingFacts, HistoryFacts, LockFacts
from client.views.pages.endpoint_management.form import EndpointForm
from client.views.widgets.buttons import Button, IconButton
from client.views.widgets.details_pane import DetailsPane
from client.views.widgets.plain_label import PlainLabel


class EndpointPane(DetailsPane):
    """Everything about one extension.

    Signals:
        clear_wanted: the extension whose suspension is to be cleared.
        close_wanted: back to the table alone.
    """

    clear_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(
        self, theme: Theme, formats: Formats, text: EndpointText,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, parent)
        self._formats = formats
        self._text = text
        self._now = now
        self._row: EndpointRow | None = None
        self._pill = self.add_pill(status_pill(Status.UNCLEAR))
        self.sentence = PlainLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setAccessibleName(self.tr("Registration"))
        self.clear_button = Button(theme, self.tr("Clear registration suspend"), "lock-open")
        self.clear_button.clicked.connect(self._clear)
        self.close_button = IconButton(theme, "x", self.tr("Close the details"))
        self.close_button.clicked.connect(self.close_wanted)
        self.lock = LockFacts(theme, self.tr("Suspension"))
        self.bindings = BindingFacts(theme, self.tr("Registrations"))
        self.form = EndpointForm(theme, new=False)
        self.history = HistoryFacts(theme, self.tr("History of suspensions"))
        self._fill()

    def row(self) -> EndpointRow | None:
        """Return the endpoint that is shown."""
        return self._row

    def show_row(self, row: EndpointRow, *, may_edit: bool) -> None:
        """Show an endpoint; fields with unsaved text keep it."""
        self._row = row
        self.set_title(row.extension)
        self.set_subtitle(row.name)
        self._pill.set_pill(status_pill(row.status))
        self.tick()
        self.clear_button.setVisible(row.locked and may_edit)
        self.lock.setVisible(row.locked)
        self.lock.show_row(row, self._formats, self._text.reason(row))
        self.bindings.setVisible(row.known)
        self.bindings.show_row(row, self._formats)
        self.form.setVisible(row.known and may_edit)
        self.form.show_row(row)
        note = self._text.note(row)
        self.set_footer(note)

    def show_history(self, events: Sequence[SuspensionEvent]) -> None:
        """Show past lockouts."""
        self.history.show_events(events, self._now(), self._formats)

    def tick(self) -> None:
        """Show the sentence anew: its countdown goes on."""
        if self._row is not None:
            self.sentence.setText(self._text.registration(self._row, self._now()))

    def _clear(self) -> None:
        if self._row is not None:
            self.clear_wanted.emit(self._row.extension)

    def _fill(self) -> None:
        for widget in (self.sentence, self.clear_button, self.lock):
            self.add_widget(widget)
        self.add_widget(self.bindings)
        self.add_widget(self.form)
        self.add_section(self.tr("History of suspensions"))
        self.add_widget(self.history)
        self._pill_row.addWidget(self.close_button)


class NewPane(DetailsPane):
    """Creating an endpoint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.set_title(self.tr("New endpoint"))
        self.set_subtitle(
            self.tr("A telephone registers with the extension as its user name and this password.")
        )
        self.form = EndpointForm(theme, new=True)
        self.add_widget(self.form)
