"""A field for a figure: typed, or chosen out of a list that says what each one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate, QWidget

from client.api.figure_values import Figure
from client.models.alarm_figures import choice
from client.theme import Theme

LEAST_CHARACTERS = 30
LIST_WIDTH = 760


class FigureField(QComboBox):
    """An editable choice; what is typed is looked for anywhere in names and descriptions.

    Signals:
        changed: something else is typed or chosen.
    """

    changed = Signal(str)

    def __init__(
        self, theme: Theme, figures: Sequence[Figure], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "select")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_CHARACTERS)
        for figure in figures:
            self.addItem(choice(figure), figure.figure)
        self.setCurrentIndex(-1)
        self.view().setMinimumWidth(LIST_WIDTH)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        if popup is not None:
            popup.setMinimumWidth(LIST_WIDTH)
            theme.set_property(popup, "role", "suggestions")
        self.setCompleter(completer)
        self.activated.connect(lambda place: self.setText(self.itemData(place)))
        self.editTextChanged.connect(self._typed)

    def text(self) -> str:
        """Return what is typed."""
        return self.currentText()

    def prepare(self, example: str, longest: int) -> None:
        """Say what is shown while nothing is typed, and how much may be."""
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(example)
            line.setMaxLength(longest)

    def setText(self, text: str) -> None:
        """Show another figure."""
        self.setEditText(text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the value."""
        event.ignore()

    def _typed(self, text: str) -> None:
        """Keep the name alone of a line that was taken out of the list."""
        place = self.findText(text)
        if place >= 0 and self.itemData(place) != text:
            self.setEditText(self.itemData(place))
            return
        self.changed.emit(text)
