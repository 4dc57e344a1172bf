"""Knows which alarms stand: asked for at once, at every event about them, and after a reconnect.

The list is short, so it is asked for as a whole; what an event was lost of is made good by the next
question, which comes by itself now and then.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.alarm_values import StandingAlarm
from client.api.errors import ApiError
from client.models.alive import alive
from client.models.gathering import Gathering
from client.session import Session

#: Several alarms raised together arrive as several events; one question answers them all.
GATHER_MS = 150
#: Milliseconds between two questions that no event caused.
ANYWAY_MS = 30_000


class AlarmFeed(QObject):
    """Follows the alarms of a session.

    Args:
        session: The way to the engine.
        key: Names the question; two feeds of one client must not share it.

    Attributes:
        alarms: What stands, the most serious first; None while nobody knows.

    Signals:
        changed: It was asked for and is there; carries the alarms.
        failed: It could not be read; carries the error.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self.alarms: tuple[StandingAlarm, ...] | None = None
        self._soon = Gathering(GATHER_MS, self.reload, self)
        self._anyway = QTimer(self)
        self._anyway.setInterval(ANYWAY_MS)
        self._anyway.timeout.connect(self.reload)
        self._anyway.start()
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    def reload(self) -> None:
        """Ask now."""
        self._session.call(
            self._key,
            lambda api: api.alarms(),
            alive(self, self._take),
            alive(self, self._refused),
            latest=True,
        )

    def _take(self, alarms: tuple[StandingAlarm, ...]) -> None:
        self.alarms = alarms
        self.changed.emit(alarms)

    def _refused(self, error: ApiError) -> None:
        self.alarms = None
        self.failed.emit(error)

    def _heard(self, kind: str, data: object) -> None:  # noqa: ARG002 - one list, loaded whole
        if kind == "alarm":
            self._soon.ask()
