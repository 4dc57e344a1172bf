"""Windows that come up although nobody opened one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Windows(QObject):
    """Notes every window that is shown, while it is entered.

    A widget that is shown before it has a parent comes up as a window of its own for a moment, and
    the operator's window is not the one in front any more.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.shown: list[str] = []

    def __enter__(self) -> Windows:
        self._application.installEventFilter(self)
        return self

    def __exit__(self, *_error: object) -> None:
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a window."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False
