"""Four small bars that fill while a password is typed; the words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.models.endpoint_passwords import strength_tone, strength_word
from client.theme import Theme

BARS = 4
GAP = 4
HEIGHT = 4


class StrengthMeter(QWidget):
    """Shows a score from 0 to 4."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_score(None)

    def show_score(self, score: int | None) -> None:
        """Show another score; None, for nothing typed, leaves all bars empty."""
        self._score = score
        self.setAccessibleName(self.tr("Strength: {word}").format(word=strength_word(score)))
        self.update()

    def filled(self) -> int:
        """Return how many bars are filled: one at least for anything typed."""
        return 0 if self._score is None else max(1, self._score)

    def sizeHint(self) -> QSize:
        """Return the height of the bars."""
        return QSize(BARS * 24, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - GAP * (BARS - 1)) / BARS
        for number in range(BARS):
            lit = number < self.filled()
            painter.setBrush(self._theme.colour(strength_tone(self._score) if lit else "line"))
            left = round(number * (width + GAP))
            painter.drawRoundedRect(QRect(left, 0, round(width), HEIGHT), 2, 2)
        painter.end()
