"""A field for a moment, in the zone of the operator; and one that may also say "none"."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QHBoxLayout, QWidget

from client.formats import Formats
from client.theme import Theme

FORM = "yyyy-MM-dd HH:mm:ss"


class MomentEdit(QDateTimeEdit):
    """A date and a time of day with a calendar."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._zone = QTimeZone(formats.zone_name.encode())
        self.setDisplayFormat(FORM)
        self.setCalendarPopup(True)
        self.setTimeZone(self._zone)

    def set_moment(self, moment: datetime) -> None:
        """Show an aware moment."""
        self.setDateTime(self.shown(moment))

    def moment(self) -> datetime:
        """Return the moment that is shown."""
        seconds = self.dateTime().toMSecsSinceEpoch() / 1000
        return datetime.fromtimestamp(seconds, self._formats.zone)

    def shown(self, moment: datetime) -> QDateTime:
        """Return an aware moment as the field shows it."""
        return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000), self._zone)


class OptionalMoment(QWidget):
    """A moment with a box in front; without the tick there is none.

    Signals:
        changed: another moment, or none.
    """

    changed = Signal()

    def __init__(self, theme: Theme, formats: Formats, name: str, first: datetime) -> None:
        super().__init__()
        theme.set_property(self, "role", "clear")
        self.setAccessibleName(name)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(name)
        self.edit = MomentEdit(formats)
        self.edit.setAccessibleName(name)
        self.edit.set_moment(first)
        self.edit.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.tick)
        row.addWidget(self.edit, 1)
        self.setFocusProxy(self.tick)
        self.tick.toggled.connect(self.edit.setEnabled)
        self.tick.toggled.connect(lambda _on: self.changed.emit())
        self.edit.dateTimeChanged.connect(lambda _moment: self.changed.emit())

    def set_moment(self, moment: datetime | None) -> None:
        """Show a moment, or that there is none."""
        if moment is not None:
            self.edit.set_moment(moment)
        self.tick.setChecked(moment is not None)

    def moment(self) -> datetime | None:
        """Return the moment, or None without the tick."""
        return self.edit.moment() if self.tick.isChecked() else None
