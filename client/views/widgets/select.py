"""A choice of one value out of a few, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from client.theme import Theme


class Select(QComboBox):
    """A styled combo box of values.

    Signals:
        chosen: the value the operator picked (not one that the program set).
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, items: Sequence[tuple[Any, str]], name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        # The plain delegate honours the style of the list; the default one of Fusion does not.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        theme.set_property(self, "role", "select")
        for value, text in items:
            self.addItem(text, value)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def value(self) -> Any:
        """Return the chosen value."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose *value*, if it is one of the items."""
        for place in range(self.count()):
            if self.itemData(place) == value:
                self.setCurrentIndex(place)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, not the value: a wheel over a form must not change it."""
        event.ignore()
