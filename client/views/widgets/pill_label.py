"""A pill as a widget, for panes and cards; tables paint theirs by the delegate."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from client.models.columns import Pill
from client.theme import Theme
from client.views.widgets.pill_delegate import PILL_HEIGHT, paint_pill, pill_width


class PillLabel(QWidget):
    """Shows one pill."""

    def __init__(self, theme: Theme, pill: Pill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pill = pill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.setAccessibleName(pill.word)

    def set_pill(self, pill: Pill) -> None:
        """Show another state."""
        self._pill = pill
        self.setAccessibleName(pill.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        return QSize(pill_width(self._theme, self._pill), PILL_HEIGHT + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        paint_pill(painter, self._theme, self._pill, self.rect(), self.devicePixelRatioF())
        painter.end()
