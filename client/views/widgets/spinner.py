"""A turning arc for work that lasts; it turns only while it is seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from client.theme import Theme

STEP_MS = 40
STEP_DEGREES = 20


class Spinner(QWidget):
    """An arc that turns."""

    def __init__(self, theme: Theme, size: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = size
        self._angle = 0
        self.setFixedSize(size, size)
        self.setAccessibleName(self.tr("Loading"))
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._turn)

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self._side, self._side)

    def showEvent(self, event: QShowEvent) -> None:
        """Start turning."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the arc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 2.5
        ring = QRectF(inset, inset, self._side - 2 * inset, self._side - 2 * inset)
        painter.setPen(QPen(self._theme.colour("line"), 3))
        painter.drawEllipse(ring)
        pen = QPen(self._theme.colour("accent"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, -self._angle * 16, 90 * 16)
        painter.end()

    def _turn(self) -> None:
        self._angle = (self._angle + STEP_DEGREES) % 360
        self.update()
