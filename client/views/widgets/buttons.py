"""Push buttons with a bound icon: ordinary, primary, destructive, and icon-only ones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from client.theme import Theme

ROOM = 4


class Button(QPushButton):
    """A button worded by what it will do.

    Args:
        theme: the look.
        text: the words, translated.
        icon: name of a bundled icon, or none.
        primary: the one button of a page that finishes the work.
        danger: takes something away that does not come back by itself.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str = "",
        *,
        primary: bool = False,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        tone = "accent" if primary else "bad" if danger else ""
        if tone:
            theme.set_tone(self, tone)
        self._icon_tone = "on_accent" if primary else "bad" if danger else "muted"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(16 + ROOM, 16))
        if icon:
            self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._theme.bind_icon(self, name, self._icon_tone, ROOM)


class LinkButton(QPushButton):
    """A button that looks like a link inside text."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        theme.set_property(self, "role", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(QToolButton):
    """A button with an icon only; *name* is its accessible name and its tooltip."""

    def __init__(
        self, theme: Theme, icon: str, name: str, tone: str = "muted", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.bind_icon(self, icon, tone)
