"""In which time zone all times are shown: that of this computer, UTC, or any other.

Whoever looks after a switch elsewhere compares times with its logs, its customers and its carriers,
who all speak of their own.
"""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from client.formats import Formats
from client.theme import Theme
from client.views.dialogs.editor import EditorFrame
from client.views.widgets.buttons import LinkButton
from client.views.widgets.fields import Field

UTC = "UTC"


class ZoneDialog(EditorFrame):
    """Asks for a zone by its IANA name.

    Signals:
        wanted: the name; an empty text for the zone that this computer has at any time.

    Args:
        theme: the look.
        zone: the name that is shown at first.
        parent: the window it belongs to.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, zone: str, parent: QWidget) -> None:
        text = self.tr("Ranges such as “Today”, charts and exports go by it as well.")
        super().__init__(theme, self.tr("Time zone"), text, parent, self.tr("Show times in it"))
        self._zones = sorted(available_timezones())
        self._known = {name.casefold(): name for name in self._zones}
        self.name = QLineEdit(zone)
        self.name.setAccessibleName(self.tr("Time zone"))
        completer = QCompleter(self._zones, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if popup := completer.popup():
            theme.set_property(popup, "role", "suggestions")
        self.name.setCompleter(completer)
        self.field = Field(theme, self.tr("Continent and city, for example Asia/Dhaka"), self.name)
        self.box.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(14)
        self._own = Formats().zone_name
        here = self.tr("Of this computer: {zone}").format(zone=self._own)
        self.here, self.utc = LinkButton(theme, here), LinkButton(theme, UTC)
        for link, name in ((self.here, self._own), (self.utc, UTC)):
            link.clicked.connect(lambda _on=False, name=name: self.name.setText(name))
            row.addWidget(link)
        row.addStretch(1)
        self.box.addLayout(row)
        self.name.textChanged.connect(self._check)
        self._check()
        self.name.selectAll()
        self.name.setFocus()

    def send(self) -> None:
        """Hand over the name and close."""
        name = self._known[self._typed()]
        self.accept()
        self.wanted.emit("" if name == self._own else name)

    def _typed(self) -> str:
        return self.name.text().strip().replace(" ", "_").casefold()

    def _check(self) -> None:
        typed = self._typed()
        self.save.setEnabled(typed in self._known)
        begun = any(typed in name for name in self._known)
        self.field.complain("" if begun else self.tr("No zone has this name."))
