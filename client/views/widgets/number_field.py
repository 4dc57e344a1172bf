"""A whole number with its unit; 0 may have words of its own, such as "no limit"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

LEAST_WIDTH = 90
EDGE = 7
HEIGHT = 32


class NumberField(QSpinBox):
    """A number that is typed or stepped.

    Args:
        name: what it counts, translated; the accessible name.
        least: the smallest value.
        most: the greatest one.
        zero: words instead of the smallest value.
        unit: behind the number, for example ``s``.
    """

    def __init__(
        self, name: str, least: int, most: int, zero: str = "", unit: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSpecialValueText(zero)
        self.setSuffix(f" {unit}" if unit else "")
        self.setMinimumWidth(LEAST_WIDTH)  # not that of the largest number
        self.setFixedHeight(HEIGHT)  # the hint of a number is higher than that of a text
        self.lineEdit().setTextMargins(EDGE, 0, 0, 0)  # the style does not reach it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the value."""
        event.ignore()
