"""One test call, from the button to its record: placed, then asked about until it is over.

An answer that fails on the way is told once and asked for again: the softswitch may be restarting,
and the engine says so itself when it knows.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.errors import ApiError
from client.api.trial_values import Trial
from client.models.alive import alive
from client.session import Session

PLACE, LOOK = "trial.place", "trial.look"
LOOK_MS = 250
MAX_FAILURES = 20
"""Answers in a row that may fail before nobody asks any more: five seconds and more."""


class TrialFeed(QObject):
    """Follows one test call at a time.

    Signals:
        changed: the call as it stands now.
        failed: it could not be placed, or is not answered for any more.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id = ""
        self._failures = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether a call is under way or its record is awaited."""
        return bool(self._id) or self._session.busy(PLACE)

    def place(self, hold_s: int) -> None:
        """Place a call that stays up for so many seconds; 0 hangs up at once."""
        if self.running:
            return
        self._failures = 0
        self._session.call(
            PLACE,
            lambda api: api.place_trial(hold_s),
            alive(self, self._placed),
            alive(self, self._over),
        )

    def _placed(self, trial: Trial) -> None:
        self._id = trial.id
        self._timer.start()
        self._take(trial)

    def _look(self) -> None:
        asked = self._id
        if asked and not self._session.busy(LOOK):
            self._session.call(
                LOOK,
                lambda api: api.trial(asked),
                alive(self, self._take),
                alive(self, self._missed),
            )

    def _take(self, trial: Trial) -> None:
        if trial.id != self._id:
            return
        self._failures = 0
        if trial.over:
            self._stop()
        self.changed.emit(trial)

    def _missed(self, error: ApiError) -> None:
        self._failures += 1
        if self._failures > MAX_FAILURES:
            self._over(error)

    def _over(self, error: ApiError) -> None:
        self._stop()
        self.failed.emit(error)

    def _stop(self) -> None:
        self._id = ""
        self._timer.stop()
