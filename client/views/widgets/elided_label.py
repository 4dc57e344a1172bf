"""A line of text that ends in … where there is no room for all of it; the tip has the whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from client.models.tips import plain_tip


class ElidedLabel(QLabel):
    """Asks for the room of its whole text, and makes do with less."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """Show *text*, or as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(width + 2 * self.margin() + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return no width: it may be squeezed."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))
        if shown != self.text():
            self.setText(shown)
