"""Collects garbage when nobody waits, instead of in the middle of a repaint.

Python looks through all objects for unused circles whenever a quarter more have come since the last
look. In a client that is up that takes 25 ms, and half a second once a million call records are in
a table: always in the interface thread, always while something is being done. So the client does
it itself: when the operator turns to another program, and once in a while. The quick looks at what
is new stay as they are, and what is not in a circle is freed at once as ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

PERIOD_MS = 600_000
_NEVER = 2**30  # the counter of the collector is a C int


class Housekeeping(QObject):
    """Decides when all objects are looked through.

    Args:
        application: tells when the operator turns to another program.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._before = gc.get_threshold()
        gc.set_threshold(self._before[0], self._before[1], _NEVER)
        self._application = application
        application.applicationStateChanged.connect(self._state_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> int:
        """Look through everything now; how many objects were found unused."""
        return gc.collect()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._state_changed)
        gc.set_threshold(*self._before)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.tidy()
