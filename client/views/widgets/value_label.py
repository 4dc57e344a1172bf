"""A value that can be selected and copied, and breaks wherever it must to be seen whole.

A label breaks lines between words only. A Call-ID is one word of fifty signs, so it would be cut at
the edge without a sign that there is more. Places to break are put into long words as signs of no
width, and taken out again of whatever leaves the label.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLabel, QWidget

from client.theme import Theme
from client.views.widgets.menu import Menu, popup

BREAK = "\u200b"
LONG = 16
_LONG_WORD = re.compile(rf"\S{{{LONG + 1},}}")
_PIECE = re.compile(rf"\S{{1,{LONG}}}")


def breakable(text: str) -> str:
    """The text with places to break in its long words."""
    return _LONG_WORD.sub(lambda word: BREAK.join(_PIECE.findall(word[0])), text)


class ValueLabel(QLabel):
    """A wrapped label of plain text.

    Args:
        theme: the look of its menu.
        parent: the owner in Qt's sense.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def setText(self, text: str) -> None:
        """Show a value."""
        self.setSelection(0, 0)
        super().setText(breakable(text))

    def text(self) -> str:
        """Return the value as it was given."""
        return super().text().replace(BREAK, "")

    def selectedText(self) -> str:
        """Return what is selected of the value."""
        return super().selectedText().replace(BREAK, "")

    def copy(self) -> None:
        """Put what is selected, or all of it, on the clipboard."""
        QGuiApplication.clipboard().setText(self.selectedText() or self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer what is selected to the middle button, where there is one for that."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self.hasSelectedText() and clipboard.supportsSelection():
            clipboard.setText(self.selectedText(), QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = Menu(self._theme, self)
        menu.add(self.tr("Copy"), self.copy, "copy")
        popup(menu, event.globalPos())
