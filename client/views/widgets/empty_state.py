"""What a page shows when it has nothing: an icon, a title, and words that say what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button
from client.views.widgets.plain_label import PlainLabel

ICON = 40
TEXT_WIDTH = 460


class EmptyState(QWidget):
    """An icon over a title over a sentence, with buttons for the next step."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str,
        *,
        tone: str = "faint",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.set_property(self, "role", "clear")
        self._icon, self._tone = icon, tone
        self._picture = QLabel()
        self._picture.setFixedSize(QSize(ICON, ICON))
        self._draw()
        theme.changed.connect(self._draw)
        self._title = PlainLabel(title)
        theme.set_property(self._title, "role", "heading")
        self._text = PlainLabel(text)
        self._text.setWordWrap(True)
        self._text.setFixedWidth(TEXT_WIDTH)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.set_property(self._text, "role", "muted")
        self.setAccessibleName(f"{title} {text}")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._build()

    def add_button(self, text: str, run: Callable[[], object], *, primary: bool = False) -> Button:
        """Offer a next step."""
        button = Button(self._theme, text, primary=primary)
        button.clicked.connect(lambda _checked=False: run())
        self._buttons.addWidget(button)
        return button

    def _build(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._picture, self._title):
            column.addWidget(widget, alignment=centre)
        text = QHBoxLayout()  # an alignment would cut the second line: it ignores the height
        text.addStretch(1)
        text.addWidget(self._text)
        text.addStretch(1)
        column.addLayout(text)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        column.addStretch(3)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(self._theme.pixmap(self._icon, self._tone, ICON, ratio))
