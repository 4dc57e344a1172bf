"""A label that shows its text as it is: what came from outside is never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label of plain text, whatever the text looks like.

    Args:
        text: what it shows at first.
        parent: the owner in Qt's sense.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
