"""Knows which addresses are trusted: asked for when somebody looks, and after every change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from client.api.block_values import Trusted
from client.models.alive import alive
from client.models.gathering import Gathering
from client.models.trusted import TrustedTable
from client.session import Session

LOAD = "trusted.load"
SOON_MS = 1500


class TrustedFeed(QObject):
    """Fills the table of trusted addresses.

    Signals:
        loaded: the list is shown.
        failed: it could not be read; carries the error.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, table: TrustedTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._soon = Gathering(SOON_MS, self.reload, self)
        session.happened.connect(self._heard)

    def reload(self) -> None:
        """Ask now."""
        self._session.call(
            LOAD,
            lambda api: api.allowlist(),
            alive(self, self._take),
            alive(self, self.failed.emit),
            latest=True,
        )

    def _take(self, found: tuple[Trusted, ...]) -> None:
        self._table.set_rows(found)
        self.loaded.emit()

    def _heard(self, kind: str, data: object) -> None:  # noqa: ARG002 - one list, loaded whole
        """An unblocking may have trusted an address."""
        if kind == "blacklist":
            self._soon.ask()
