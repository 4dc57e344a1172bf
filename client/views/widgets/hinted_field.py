"""A field to type into that says what to type in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

MARGIN = 2
"""Pixels that Qt leaves beside a text within the contents of a field."""


class HintedField(QLineEdit):
    """A field with hints of several lengths, of which it shows the longest that is not cut.

    Args:
        hints: the longest first; the last one is shown however narrow it gets.
        parent: the owner in Qt's sense.
    """

    def __init__(self, hints: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        self.setAccessibleName(self._hints[0])
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the hint anew."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        room = contents.width() - 2 * MARGIN
        width = self.fontMetrics().horizontalAdvance
        fitting = (hint for hint in self._hints if width(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))
