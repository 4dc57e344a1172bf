"""Context menus that are shown without waiting for an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from client.theme import Theme

RADIUS = 6


class Menu(QMenu):
    """A menu that starts with what the operator came for; gone when it is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round the corners by a mask: see-through ones are black where nothing composes."""
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def add(
        self, text: str, run: Callable[[], object], icon: str = "", *, enabled: bool = True
    ) -> QAction:
        """Add a line that runs *run*."""
        action = QAction(text, self)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: run())
        if icon:
            self._theme.bind_icon(action, icon, "muted")
        self.addAction(action)
        return action


def popup(menu: QMenu, place: QPoint) -> None:
    """Show *menu* at *place* (global) and return at once."""
    menu.popup(place)
