"""The line of filters of a page: a search field, chips, and a short note at the right.

Where it is narrow the field shrinks first; then the chips go on in a second line, since a chip that
is cut says nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from client.theme import Theme
from client.views.widgets.chip import Chip
from client.views.widgets.flow import FlowLayout
from client.views.widgets.plain_label import PlainLabel
from client.views.widgets.search_field import SearchField

GAP = 8
HEIGHT = 32


class FilterLine(QWidget):
    """A search field, then what filters now.

    Attributes:
        search: the search field; hidden until `set_placeholder` says what it searches.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "clear")
        self.search = SearchField(theme, self.tr("Search"))
        self.search.hide()
        self._note = PlainLabel()
        self._note.setMinimumHeight(HEIGHT)
        theme.set_property(self._note, "role", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._chips = FlowLayout(GAP, one_line=True)
        top = Qt.AlignmentFlag.AlignTop
        self._row.addWidget(self.search, 2, top)
        self._row.addLayout(self._chips)
        self._row.addStretch(1)
        self._row.addWidget(self._note, 0, top)

    def set_placeholder(self, text: str) -> None:
        """Show the search field and say what it searches."""
        self.search.setPlaceholderText(text)
        self.search.setAccessibleName(text)
        self.search.show()

    def add_chip(self, chip: Chip) -> Chip:
        """Add a chip behind the others and return it."""
        self.add_widget(chip)
        return chip

    def add_widget(self, widget: QWidget) -> None:
        """Add any other control behind the others."""
        self._chips.addWidget(widget)

    def take(self, widget: QWidget) -> None:
        """Take a chip or control away for good."""
        self._chips.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def set_note(self, text: str) -> None:
        """Say something short at the right, for example "updated live"."""
        self._note.setText(text)

    def show_note(self, *, shown: bool) -> None:
        """Leave the note out where there is no room for it."""
        self._note.setVisible(shown)
