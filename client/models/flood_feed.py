"""The flood guard, followed: asked for at every event about it, and now and then anyway."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.errors import ApiError
from client.api.flood_values import FloodGuard
from client.models.alive import alive
from client.models.gathering import Gathering
from client.session import Session

KEY = "flood.look"
GATHER_MS = 100
ANYWAY_MS = 30_000


class FloodFeed(QObject):
    """Follows the guard of a session.

    Signals:
        changed: carries a `FloodGuard`, or None while nobody knows.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
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
            KEY, lambda api: api.flood_guard(), alive(self, self._take), alive(self, self._missed),
            latest=True,
        )  # fmt: skip

    def _take(self, guard: FloodGuard) -> None:
        self.changed.emit(guard)

    def _missed(self, _error: ApiError) -> None:
        self.changed.emit(None)

    def _heard(self, kind: str, _data: object) -> None:
        if kind == "flood":
            self._soon.ask()
