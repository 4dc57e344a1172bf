"""The editor of a time range of one's own: two moments, in the zone that the page names."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.formats import Formats
from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card
from client.views.widgets.fields import field
from client.views.widgets.moment_edit import MomentEdit


class RangePanel(Card):
    """From, to, and a button; hidden until a range of one's own is asked for.

    Signals:
        chosen: two aware moments, the first before the second.
    """

    chosen = Signal(object, object)

    def __init__(
        self, theme: Theme, formats: Formats, parent: QWidget | None = None, *, accept: str = ""
    ) -> None:
        super().__init__(theme, parent)
        self._theme, self._formats = theme, formats
        self._words = accept or self.tr("Show this range")
        self._whole = False
        self.hide()

    def _fill(self) -> None:
        """Make what is in it, when it is first wanted: a page with it opens sooner."""
        theme, zone = self._theme, self._formats.zone_name
        self._whole = True
        self.first, self.last = MomentEdit(self._formats), MomentEdit(self._formats)
        self._first_field = field(theme, self.tr("From ({zone})").format(zone=zone), self.first)
        self._last_field = field(theme, self.tr("To ({zone})").format(zone=zone), self.last)
        self.apply = Button(theme, self._words, "check", primary=True)
        self.apply.clicked.connect(lambda _checked=False: self._apply())
        self.cancel = Button(theme, self.tr("Cancel"))
        self.cancel.clicked.connect(lambda _checked=False: self.hide())
        row = QHBoxLayout()
        row.setSpacing(14)
        for widget in (self._first_field, self._last_field, self.apply, self.cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self.box.addLayout(row)

    def open(self, first: datetime, last: datetime) -> None:
        """Show the panel with a range to begin from."""
        if not self._whole:
            self._fill()
        for edit, moment in ((self.first, first), (self.last, last)):
            edit.set_moment(moment)
        self._last_field.complain("")
        self.show()
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return shows the range, Esc leaves it."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (entered and self.cancel.hasFocus()):
            self.hide()
        elif entered:
            self._apply()
        else:
            super().keyPressEvent(event)

    def complaint(self) -> str:
        """What is wrong with the range, or an empty text."""
        return self._last_field.complaint()

    def _apply(self) -> None:
        first, last = self.first.moment(), self.last.moment()
        if first >= last:
            self._last_field.complain(self.tr("The end must be after the beginning."))
            return
        self.hide()
        self.chosen.emit(first, last)
