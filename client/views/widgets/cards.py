"""Framed surfaces: a plain card, and a card with one figure and what it counts."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from client.theme import Theme


class Card(QFrame):
    """A surface with a line around it; put widgets into ``box``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_property(self, "role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(14, 10, 14, 10)
        self.box.setSpacing(2)


class StatCard(Card):
    """One figure over what it counts."""

    def __init__(self, theme: Theme, value: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._label_text = label
        self._value = QLabel()
        theme.set_property(self._value, "role", "figure")
        self._label = QLabel(label)
        theme.set_property(self._label, "role", "muted")
        self.box.addWidget(self._value)
        self.box.addWidget(self._label)
        self.set_value(value)

    def set_value(self, value: str, tooltip: str = "") -> None:
        """Show another figure."""
        self._value.setText(value)
        self.setToolTip(tooltip)
        self.setAccessibleName(f"{self._label_text}: {value}")

    def value(self) -> str:
        """Return the figure."""
        return self._value.text()
