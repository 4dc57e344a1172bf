"""One question for several events that come together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Gathering(QTimer):
    """Does its work once, a moment after the first of several reasons for it.

    Args:
        interval_ms: The moment.
        work: What is done.
        parent: Ends it.
    """

    def __init__(self, interval_ms: int, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(interval_ms)
        self.timeout.connect(work)

    def ask(self) -> None:
        """There is a reason, perhaps one of many; a moment that has begun is not prolonged."""
        if not self.isActive():
            self.start()
