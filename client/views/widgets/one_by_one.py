"""Pieces of work that are done one at a time, so that nobody waits for all of them at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class OneByOne(QTimer):
    """Does what it is given in that order, and lets every other event come in between.

    Args:
        parent: ends it; what is not done by then is not done.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(0)
        self._waiting: deque[Callable[[], object]] = deque()
        self.timeout.connect(self._do_next)

    def add(self, work: Callable[[], object]) -> None:
        """Do it when its turn comes."""
        self._waiting.append(work)
        if not self.isActive():
            self.start()

    def _do_next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        if self._waiting:
            self.start()
