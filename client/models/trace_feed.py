"""The trace of one call, loaded once and followed while the call runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.errors import ApiError, Missing
from client.api.trace_values import CallTrace
from client.models.alive import alive
from client.models.trace_ladder import TraceLadder
from client.session import Session

LOAD, LOOK = "trace.load", "trace.look"
LOOK_MS = 1_000
LAST_LOOKS = 5
"""Looks after the end of a call: the answer to a BYE comes after it."""


class TraceFeed(QObject):
    """Fills a ladder.

    Signals:
        loaded: another call is shown.
        followed: a look has been answered.
        failed: the call could not be loaded, or not be looked at.

    Attributes:
        call: the id or Call-ID that was asked for.
    """

    loaded = Signal()
    followed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, ladder: TraceLadder, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ladder = ladder
        self._seen = False
        self._looks = 0
        self.call = ""
        self.timer = QTimer(self)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)

    def show(self, call: str) -> None:
        """Load a call; a newer question overtakes an older one."""
        self.call = call
        self._looks = 0
        self.timer.stop()

        def take(trace: CallTrace) -> None:
            if call == self.call:
                self._ladder.show(trace)
                self._follow(trace)
                self.loaded.emit()

        def fail(error: ApiError) -> None:
            if call == self.call:
                self.failed.emit(error)

        self._session.call(
            LOAD, lambda api: api.trace(call), alive(self, take), alive(self, fail), latest=True
        )

    def set_seen(self, *, seen: bool) -> None:
        """Ask for nothing while nobody looks."""
        self._seen = seen
        if seen and self._looks > 0:
            self.timer.start()
        elif not seen:
            self.timer.stop()

    def look(self) -> None:
        """Ask for what is new."""
        call, after = self.call, self._ladder.last

        def take(trace: CallTrace) -> None:
            if call == self.call and self._looks > 0:
                self._ladder.grow(trace)
                self._follow(trace)
                self.followed.emit()

        def fail(error: ApiError) -> None:
            if call == self.call:
                if isinstance(error, Missing):
                    self._looks = 0
                    self.timer.stop()
                self.failed.emit(error)

        if not self._session.busy(LOOK) and not self._session.busy(LOAD):
            self._session.call(
                LOOK, lambda api: api.trace(call, after), alive(self, take), alive(self, fail)
            )

    def _follow(self, trace: CallTrace) -> None:
        self._looks = LAST_LOOKS if trace.running else self._looks - 1
        if self._looks <= 0:
            self.timer.stop()
        elif self._seen:
            self.timer.start()
