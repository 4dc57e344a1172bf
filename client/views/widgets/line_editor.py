"""A field for a few short texts, one a line, which grows with them; Tab leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

LEAST_LINES, MOST_LINES = 2, 8
FRAME = 16


class LineEditor(QPlainTextEdit):
    """Several lines, never wrapped.

    Args:
        name: what the lines are, translated; the accessible name.
        example: shown while nothing is typed.
    """

    def __init__(self, name: str, example: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self.updateGeometry)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        self.setPlainText("\n".join(lines))

    def sizeHint(self) -> QSize:
        """Return the room for the lines there are, between two and eight."""
        wanted = max(LEAST_LINES, min(MOST_LINES, self.blockCount()))
        height = wanted * QFontMetrics(self.font()).lineSpacing() + FRAME
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: a field of a form is not pressed together."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
