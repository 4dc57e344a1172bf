"""A banner inside a page: a state in words, with a tone, an icon and perhaps a next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from client.theme import Theme
from client.views.widgets.buttons import LinkButton

ICONS = {
    "ok": "circle-check",
    "warning": "alert-triangle",
    "bad": "alert-circle",
    "neutral": "info-circle",
    "accent": "info-circle",
}
ICON = 16


class Notice(QFrame):
    """A toned banner; the icon follows from the tone unless another one is given."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted_icon = icon
        self._tone = tone
        theme.set_property(self, "role", "notice")
        self._picture = QLabel(self)
        self._picture.setFixedSize(ICON, ICON)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 8, 10, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._label, 1)
        theme.changed.connect(self._draw)
        self.set(text, tone)

    def set(self, text: str, tone: str = "", icon: str = "") -> None:
        """Say something else, in another tone if one is given."""
        self._tone = tone or self._tone
        self._wanted_icon = icon or self._wanted_icon
        self._label.setText(text)
        self.setAccessibleName(text)
        self._theme.set_tone(self, self._tone)
        self._draw()

    def text(self) -> str:
        """Return what the banner says."""
        return self._label.text()

    def add_button(self, text: str, run: Callable[[], object]) -> LinkButton:
        """Offer a next step at the right."""
        button = LinkButton(self._theme, text, self)
        button.clicked.connect(lambda _checked=False: run())
        self._row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icon, which a banner that is never seen does without."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if not self.isVisible():
            return
        name = self._wanted_icon or ICONS[self._tone]
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(name, self._tone, ICON, ratio))
