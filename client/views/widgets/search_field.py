"""A search field that waits for a pause in the typing before it says what is searched."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from client.theme import Theme

PAUSE_MS = 250
WIDTH = 300


class SearchField(QLineEdit):
    """A field for a text to search; Return searches at once, Escape empties it.

    Signals:
        searched: the text, trimmed, after a pause of 250 ms.
    """

    searched = Signal(str)

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(160)
        self.setMaximumWidth(WIDTH)
        self._last = ""
        icon = QAction(self)
        theme.bind_icon(icon, "search", "faint")
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.tr("Clear the search"), self)
        theme.bind_icon(self._clear, "x", "faint")
        self._clear.triggered.connect(self.reset)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._search)

    def sizeHint(self) -> QSize:
        """Ask for the least width: where there is more, the layout gives it."""
        return QSize(self.minimumWidth(), super().sizeHint().height())

    def reset(self) -> None:
        """Empty the field and search for nothing, at once."""
        self.clear()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.reset()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
