"""The frame of every dialog of ours: a title, a text, content, and buttons at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from client.theme import Theme
from client.views.widgets.buttons import Button

WIDTH = 460
EDGE = 22


class DialogFrame(QDialog):
    """A modal window over its parent; gone when it is closed.

    Attributes:
        box: layout for the content, between the text and the buttons.
    """

    def __init__(self, theme: Theme, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(WIDTH)
        heading = self.words(title, "heading")
        explanation = self.words(text, "muted")
        explanation.setVisible(bool(text))
        self.box = QVBoxLayout()
        self.box.setSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE - 4)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(explanation)
        column.addLayout(self.box)
        column.addSpacing(6)
        column.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Take no more height than the texts need, unless something in it grows with the dialog."""
        super().showEvent(event)
        if not event.spontaneous():
            self.fit()

    def fit(self) -> None:
        """Take the height that the texts need now, less than before, too; cut no button."""
        least = self._column.totalMinimumSize().width()  # a least width of ours hides the layout's
        if least > self.width():
            self.resize(least, self.height())
        needed = self._needed()
        if needed:
            self.resize(self.width(), needed)

    def event(self, event: QEvent) -> bool:
        """Grow when something comes that was not seen before; nothing else may be cut for it."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            needed = self._needed()
            if needed > self.height():
                self.resize(self.width(), needed)
        return handled

    def _needed(self) -> int:
        """Return the height that the texts need; 0 where something grows with the dialog."""
        column = self._column
        grows = bool(column.expandingDirections() & Qt.Orientation.Vertical)
        if grows or not column.hasHeightForWidth():
            return 0
        return column.totalHeightForWidth(self.width())

    def words(self, text: str, role: str = "") -> QLabel:
        """Return a wrapped label of plain text: what came from outside is never markup."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            self._theme.set_property(label, "role", role)
        return label

    def add_row(self, *widgets: QWidget, shares: Sequence[int] = ()) -> None:
        """Add widgets side by side, of the same width unless *shares* say otherwise."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget, share in zip(widgets, shares or [1] * len(widgets), strict=True):
            row.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(row)

    def add_button(self, text: str, *, primary: bool = False, danger: bool = False) -> Button:
        """Add a button at the right of the others; the primary one answers Return."""
        button = Button(self._theme, text, primary=primary, danger=danger)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        self._buttons.addWidget(button)
        return button
