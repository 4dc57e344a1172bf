"""The audit for a page: entries a piece at a time, what to choose from, and the chain's state."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.audit_values import AuditChoices, AuditEntry, AuditTerms, ChainCheck
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.values import Listing
from client.models.alive import alive
from client.models.piece_feed import PIECE, PieceFeed
from client.session import Session

LOOK_MS = 500
"""Between two looks at a verification that runs."""


class AuditFeed(PieceFeed):
    """Reads the audit of a session.

    Signals:
        chosen_from: carries the `AuditChoices`.
    """

    chosen_from = Signal(object)
    kinds = ("parameter", "endpoint", "gateway", "suspension", "blacklist", "alarm", "view")

    def __init__(self, session: Session, key: str = "audit", parent: QObject | None = None) -> None:
        self.key = key
        super().__init__(session, AuditTerms(), parent)

    def fetch(self, api: ApiClient, terms: AuditTerms, cursor: str) -> Listing[AuditEntry]:
        """Return a piece of the audit."""
        return api.audit_entries(terms, cursor, PIECE)

    def write(self, api: ApiClient, terms: AuditTerms, path: Path) -> int:
        """Write all of it to a file."""
        return api.save_audit(terms, path)

    def load_choices(self) -> None:
        """Ask what a filter can choose from; without an answer the filters offer less."""

        def taken(found: AuditChoices) -> None:
            self.chosen_from.emit(found)

        self._session.call(
            f"{self.key}.choices",
            lambda api: api.audit_choices(),
            alive(self, taken),
            lambda _error: None,
        )


class ChainFeed(QObject):
    """Verifies the chain, and looks how far that is.

    Signals:
        changed: carries the `ChainCheck`.
        refused: it could not be begun; carries the error.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, key: str = "audit", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._key = session, key
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Ask how it stands."""
        self._session.call(
            f"{self._key}.chain", lambda api: api.audit_verification(), alive(self, self._take),
            alive(self, self._silent), latest=True,
        )  # fmt: skip

    def verify(self) -> None:
        """Begin a verification."""
        self._session.call(
            f"{self._key}.verify", lambda api: api.verify_audit(), alive(self, self._take),
            alive(self, self.refused.emit),
        )  # fmt: skip

    def _take(self, check: ChainCheck) -> None:
        self.changed.emit(check)
        if check.running:
            self._timer.start()

    def _silent(self, _error: ApiError) -> None:
        """Say nothing: the list beside it says that the engine does not answer."""
