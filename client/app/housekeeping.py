"""Collects garbage in the interface thread alone, and when nobody waits.

Python looks for unused circles in whichever thread makes the object that is one too many. An object
of Qt in such a circle then ends in a worker's thread, which Qt does not allow: a timer cannot be
stopped there, and the program may fall. So Python's own collector is off, and a timer of the
interface does the quick looks at what is new, as often as Python would but a few times a second at
most.

A look through everything takes 25 ms in a client that is up, and half a second once a million call
records are in a table. That is done when the operator turns to another program, and once in a
while. What is not in a circle is freed at once as ever.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

PERIOD_MS = 600_000
LOOK_MS = 200


class Housekeeping(QObject):
    """Decides when unused objects are looked for.

    Args:
        application: tells when the operator turns to another program.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._was_on = gc.isenabled()
        gc.disable()
        self._application = application
        application.applicationStateChanged.connect(self._state_changed)
        self._timers = [self._every(LOOK_MS, self._look), self._every(PERIOD_MS, self.tidy)]

    def tidy(self) -> int:
        """Look through everything now; how many objects were found unused."""
        return gc.collect()

    def close(self) -> None:
        """Leave it to Python again."""
        for timer in self._timers:
            timer.stop()
        self._application.applicationStateChanged.disconnect(self._state_changed)
        if self._was_on:
            gc.enable()

    def _every(self, period_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(period_ms)
        timer.timeout.connect(act)
        timer.start()
        return timer

    def _look(self) -> None:
        """Look through what is new if Python would."""
        new, looks, _ = gc.get_count()
        most_new, most_looks, _ = gc.get_threshold()
        if new > most_new:
            gc.collect(1 if looks > most_looks else 0)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self.tidy()
