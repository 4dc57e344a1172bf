"""A passing message at the lower right: what was done, or what failed.

The newest message replaces the one before. Errors stay until they are closed, everything else goes
after a few seconds, unless the pointer rests on it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from client.theme import Theme
from client.views.widgets.buttons import IconButton
from client.views.widgets.notice import ICONS

SHOWN_MS = 5000
EDGE = 20
WIDTH = 420
ICON = 18


class Toast(QFrame):
    """The message box of one window; it stays inside its parent."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frame = parent
        theme.set_property(self, "role", "toast")
        self._icon = QLabel()
        self._icon.setFixedSize(ICON, ICON)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = IconButton(theme, "x", self.tr("Close the message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._over)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, tone: str = "neutral") -> None:
        """Show *text* now."""
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(ICONS[tone], tone, ICON, ratio))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        if tone == "bad":
            self._timer.stop()
        else:
            self._timer.start()

    def text(self) -> str:
        """Return what is shown, or an empty text."""
        return self._text.text() if not self.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower right when the window is resized."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _over(self) -> None:
        if self.underMouse():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        parent = self._frame
        self.setFixedWidth(min(WIDTH, parent.width() - 2 * EDGE))
        self.adjustSize()
        self.move(parent.width() - self.width() - EDGE, parent.height() - self.height() - EDGE - 28)
