"""The live figures at the right of the status bar.

Rates come with the events of the engine, once a second. The number of registered endpoints is asked
for: at once when endpoints change, but not more than every two seconds, and every ten anyway.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.values import Endpoint, Listing
from client.session import Session, State

SOON_MS = 2000
ANYWAY_MS = 10_000
SILENT_MS = 5000


class LiveFigures(QObject):
    """Keeps the figures.

    Signals:
        changed: registered endpoints and refused requests a second; None is not known.
    """

    changed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.registered: int | None = None
        self.refused: float | None = None
        self._soon = self._timer(SOON_MS, single=True)
        self._anyway = self._timer(ANYWAY_MS, single=False)
        self._silent = QTimer(self)
        self._silent.setSingleShot(True)
        self._silent.setInterval(SILENT_MS)
        self._silent.timeout.connect(self._no_rates)
        session.happened.connect(self._take)
        session.resynced.connect(self.ask)
        self._anyway.start()

    def ask(self) -> None:
        """Ask for the totals now, unless that is already going on."""
        if self._session.state is State.SIGNED_IN:
            self._session.call(
                "figures", lambda api: api.endpoints(limit=1), self._totals, self._unknown
            )

    def _timer(self, interval: int, *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.setSingleShot(single)
        timer.timeout.connect(self.ask)
        return timer

    def _take(self, kind: str, items: list[dict[str, Any]]) -> None:
        if kind == "rates" and items:
            refused = items[-1].get("refused")
            self.refused = float(refused) if isinstance(refused, (int, float)) else None
            self._silent.start()
            self._tell()
        elif kind in ("endpoint", "suspension") and not self._soon.isActive():
            self._soon.start()

    def _totals(self, listing: Listing[Endpoint]) -> None:
        self.registered = listing.counts.get("registered")
        self._tell()

    def _unknown(self, _error: object) -> None:
        self.registered = None
        self._tell()

    def _no_rates(self) -> None:
        self.refused = None
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.registered, self.refused)
