"""The editor of the time to jump to, in the zone that the page names."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from client.formats import Formats
from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.cards import Card
from client.views.widgets.fields import field
from client.views.widgets.moment_edit import MomentEdit


class JumpPanel(Card):
    """A time and a button; hidden until a jump is asked for.

    Signals:
        chosen: an aware moment: the last millisecond of the second that was typed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme, self._formats = theme, formats
        self._whole = False
        self.hide()

    def _fill(self) -> None:
        """Make what is in it, when it is first wanted: a page with it opens sooner."""
        theme = self._theme
        self._whole = True
        self.moment = MomentEdit(self._formats)
        zone = self._formats.zone_name
        label = self.tr("First record at or before ({zone})").format(zone=zone)
        self._field = field(theme, label, self.moment)
        self.apply = Button(theme, self.tr("Go there"), "clock", primary=True)
        self.apply.clicked.connect(lambda _checked=False: self._apply())
        cancel = Button(theme, self.tr("Cancel"))
        cancel.clicked.connect(lambda _checked=False: self.hide())
        row = QHBoxLayout()
        row.setSpacing(14)
        for widget in (self._field, self.apply, cancel):
            row.addWidget(widget)
        row.addStretch(1)
        self.box.addLayout(row)

    def open(self, shown: datetime, first: datetime, end: datetime) -> None:
        """Show the panel with the time that is seen now; only the range can be reached."""
        if not self._whole:
            self._fill()
        self.moment.setDateTimeRange(self.moment.shown(first), self.moment.shown(end))
        self.moment.set_moment(shown)
        self.show()
        self.moment.setFocus()
        self.moment.setSelectedSection(QDateTimeEdit.Section.HourSection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes there, Esc leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _apply(self) -> None:
        seconds = self.moment.dateTime().toMSecsSinceEpoch() // 1000 + 0.999
        self.hide()
        self.chosen.emit(datetime.fromtimestamp(seconds, self._formats.zone))
