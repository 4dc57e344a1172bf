"""A chip: an active filter that can be taken away, or a choice with its count.

Round, worded, toned. A closable chip is taken away by a click anywhere on it or by Delete, so that
nobody has to hit a small cross.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from client.models.tips import plain_tip
from client.theme import Theme

ROOM = 4


class Chip(QPushButton):
    """One chip.

    Signals:
        closed: the operator took the chip away.

    Args:
        theme: the look.
        text: the words, translated.
        tone: ``neutral``, ``accent``, ``ok``, ``warning`` or ``bad``.
        count: how many it stands for, shown behind the words.
        checkable: a choice that can be on or off.
        closable: an active filter that can be taken away.
        icon: name of a bundled icon.
    """

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: str = "neutral",
        *,
        count: int | None = None,
        checkable: bool = False,
        closable: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = text
        self._count = count
        self._closable = closable
        theme.set_property(self, "role", "chip")
        theme.set_tone(self, tone)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(14 + ROOM, 14))
        if closable:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            theme.bind_icon(self, "x", tone)
            self.clicked.connect(self.closed)
        elif icon:
            theme.bind_icon(self, icon, tone, ROOM)
        self._show_text()

    def words(self) -> str:
        """Return the words without the count."""
        return self._words

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._words = text
        self._show_text()

    def set_count(self, count: int | None) -> None:
        """Show another count, or none."""
        if count != self._count:
            self._count = count
            self._show_text()

    def set_tip(self, text: str) -> None:
        """Show a tooltip, which may have been chosen by a stranger."""
        self.setToolTip(plain_tip(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a closable chip away with Delete or Backspace."""
        if self._closable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_text(self) -> None:
        text = self._words if self._count is None else f"{self._words}  {self._count:,}"
        self.setText(text.replace("&", "&&"))
        name = self._words if self._count is None else f"{self._words}: {self._count:,}"
        if self._closable:
            name = self.tr("Remove filter: {name}").format(name=name)
            self.set_tip(name)
        self.setAccessibleName(name)
