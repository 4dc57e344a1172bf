"""The filter line of Endpoint Management: search, states with counts, grouping by source.

Unknown extensions under attack stand apart: they are not endpoints, and their number is not part
of "All".
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal

from client.models.endpoint_pages import Shows
from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.filter_line import FilterLine

#: Where each chip's count stands in the totals of the interface, and its tone.
COUNTS = {
    Shows.ALL: ("total", "neutral"),
    Shows.REGISTERED: ("registered", "ok"),
    Shows.SUSPENDED: ("suspended", "bad"),
    Shows.UNREGISTERED: ("unregistered", "neutral"),
    Shows.UNKNOWN: ("unknown_suspended", "warning"),
}


class EndpointChips(QObject):
    """Turns chips and search field into what is shown.

    Signals:
        changed: a `Shows` and a text, after the operator changed one of them.
        grouped: whether rows are gathered under their sources.
    """

    changed = Signal(object, str)
    grouped = Signal(bool)

    def __init__(self, theme: Theme, line: FilterLine, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = line
        self._shows = Shows.ALL
        line.set_placeholder(self.tr("Extension or name"))
        line.search.searched.connect(self._tell)
        words = {
            Shows.ALL: self.tr("All"),
            Shows.REGISTERED: self.tr("Registered"),
            Shows.SUSPENDED: self.tr("Suspended"),
            Shows.UNREGISTERED: self.tr("Unregistered"),
            Shows.UNKNOWN: self.tr("Unknown under attack"),
        }
        self._short = {Shows.UNKNOWN: self.tr("Unknown")}
        self._words = words
        self.states: dict[Shows, Chip] = {}
        for shows, word in words.items():
            chip = line.add_chip(Chip(theme, word, COUNTS[shows][1], checkable=True))
            chip.clicked.connect(lambda _on=False, shows=shows: self._choose(shows))
            self.states[shows] = chip
        self.group_chip = line.add_chip(
            Chip(theme, self.tr("Group by source"), "neutral", checkable=True, icon="world")
        )
        self.group_chip.toggled.connect(self._group)
        for chip in (*self.states.values(), self.group_chip):
            chip.setMinimumWidth(1)  # the words are shortened before anything is cut off
        self.states[Shows.UNKNOWN].setToolTip(
            self.tr("Extensions that do not exist here and are suspended after wrong passwords")
        )
        line.installEventFilter(self)
        self._show()

    @property
    def shows(self) -> Shows:
        """What is shown."""
        return self._shows

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._line.search.text().strip()

    def set(self, shows: Shows, text: str = "") -> None:
        """Show something else, for example what another page asked for."""
        self._line.search.setText(text)
        self._choose(shows)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use short words where the long ones have no room."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Shorten words, and leave out the note, only as far as the width asks for it."""
        self._say(short=False)
        self._line.show_note(shown=True)
        if self._missing() > 0:
            self._line.show_note(shown=False)
        if self._missing() > 0:
            self._say(short=True)

    def _missing(self) -> int:
        """Return how much wider the line would like to be, with a search field of least width."""
        search = self._line.search
        spare = search.sizeHint().width() - search.minimumWidth()
        return self._line.sizeHint().width() - spare - self._line.width()

    def _say(self, *, short: bool) -> None:
        for shows, chip in self.states.items():
            chip.set_text(
                self._short.get(shows, self._words[shows]) if short else self._words[shows]
            )
        words = self.tr("By source") if short else self.tr("Group by source")
        self.group_chip.set_text(words)

    def count(self, counts: Mapping[str, int]) -> None:
        """Show the totals; one that is not known shows none."""
        for shows, chip in self.states.items():
            chip.set_count(counts.get(COUNTS[shows][0]))
        self.fit()

    def _choose(self, shows: Shows) -> None:
        self._shows = shows
        self._show()
        self._tell()

    def _tell(self, _text: str = "") -> None:
        self.changed.emit(self._shows, self.text)

    def _group(self, on: bool) -> None:
        self._theme.set_tone(self.group_chip, "accent" if on else "neutral")
        self.grouped.emit(on)

    def _show(self) -> None:
        for shows, chip in self.states.items():
            chip.setChecked(shows is self._shows)
            if shows in (Shows.ALL, Shows.UNREGISTERED):
                chosen = shows is self._shows
                self._theme.set_tone(chip, "accent" if chosen else "neutral")
