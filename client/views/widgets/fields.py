"""A label above its field, with room for a hint or a complaint below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.theme import Theme


class Field(QWidget):
    """A labelled field.

    Attributes:
        control: the widget in which the operator types or chooses.
    """

    def __init__(
        self, theme: Theme, label: str, control: QWidget, hint: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._hint = hint
        self.control = control
        theme.set_property(self, "role", "clear")
        name = QLabel(label)
        theme.set_property(name, "role", "label")
        name.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (name, control, self._message):
            column.addWidget(widget)
        self.complain("")

    def complain(self, text: str) -> None:
        """Say what is wrong with the value, or with an empty text that nothing is."""
        tone = "bad" if text else "muted"
        self._message.setText(text or self._hint)
        self._message.setVisible(bool(text or self._hint))
        self._theme.set_tone(self._message, tone)
        self._theme.set_tone(self.control, "bad" if text else "")
        self.control.setAccessibleDescription(text or self._hint)

    def hint(self, text: str) -> None:
        """Say something helpful below the field while nothing is wrong."""
        self._hint = text
        if not self.complaint():
            self.complain("")

    def complaint(self) -> str:
        """Return the complaint that is shown, or an empty text."""
        return self._message.text() if self._message.property("tone") == "bad" else ""


def field(theme: Theme, label: str, control: QWidget, hint: str = "") -> Field:
    """Return *control* under its label."""
    return Field(theme, label, control, hint)
