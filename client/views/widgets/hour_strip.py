"""A day at a glance: 24 small bars, one for each hour, as high as what happened in it.

The highest hour is as high as the place allows; an hour in which anything happened is never lower
than a pixel, and one without anything is a point of the ground line, so that no activity and little
of it differ. Bars say nothing to those who cannot see them: whatever shows a strip says in words
which hours are the busiest.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.theme import Theme

GAP = 1
LEAST = 2.0
GROUND = 1.0
MARKS = (0, 6, 12, 18)
MARK_SIZE = 11
HEIGHT = 56


def paint_strip(painter: QPainter, theme: Theme, counts: Sequence[int], place: QRect) -> None:
    """Paint bars for *counts* over all of *place*."""
    most = max(counts, default=0)
    step = place.width() / max(1, len(counts))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, count in enumerate(counts):
        height = max(LEAST, place.height() * count / most) if count else GROUND
        painter.setBrush(theme.colour("accent" if count else "line"))
        left = round(place.left() + number * step)
        right = round(place.left() + (number + 1) * step) - GAP
        top = place.bottom() + 1 - round(height)
        painter.drawRect(QRect(left, top, max(1, right - left), round(height)))
    painter.restore()


class HourStrip(QWidget):
    """The bars as a widget, with the hours named below.

    Args:
        theme: the look.
        counts: one for each hour.
        words: the same in words, for those who cannot see the bars.
    """

    def __init__(
        self, theme: Theme, counts: Sequence[int], words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts = tuple(counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def counts(self) -> tuple[int, ...]:
        """Return what is shown."""
        return self._counts

    def sizeHint(self) -> QSize:
        """Return the height that bars and hours need."""
        return QSize(24 * 8, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars and the hours below them."""
        painter = QPainter(self)
        font = self._theme.font(MARK_SIZE)
        metrics = QFontMetrics(font)
        bars = self.rect().adjusted(0, 0, 0, -metrics.height() - 2)
        paint_strip(painter, self._theme, self._counts, bars)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        step = bars.width() / max(1, len(self._counts))
        for hour in MARKS:
            place = QPointF(bars.left() + hour * step, bars.bottom() + 1 + metrics.ascent() + 2)
            painter.drawText(place, f"{hour:02d}")
        painter.end()
