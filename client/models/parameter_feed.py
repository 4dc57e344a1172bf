"""Keeps the System Parameter table up to date: loads it, reloads it when the engine says so.

Pending edits survive every reload; one whose parameter was changed by somebody else meanwhile is
marked as a conflict before anything is sent.
"""

from PySide6.QtCore import QObject, Signal

from client.api.errors import ApiError
from client.api.values import Parameter
from client.models.alive import alive
from client.models.gathering import Gathering
from client.models.parameter_edits import EditBook
from client.models.parameters import ParameterTable
from client.session import Session

#: Several changes applied together arrive as several events; one reload answers them all.
GATHER_MS = 150


class ParameterFeed(QObject):
    """Fills a table from a session.

    Args:
        session: The way to the engine.
        table: What is filled.
        book: The pending edits, compared with what is loaded.
        key: Names the loading; two feeds of one client must not share it.

    Signals:
        loaded: The table has what the engine has.
        failed: The list could not be read; carries the error.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        table: ParameterTable,
        book: EditBook,
        key: str = "parameters",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        self._book = book
        self._key = f"{key}.load"
        self._soon = Gathering(GATHER_MS, self.reload, self)
        session.happened.connect(self._heard)
        session.resynced.connect(self.reload)

    def reload(self) -> None:
        """Load the whole list."""
        self._session.call(
            self._key,
            lambda api: api.parameters(),
            alive(self, self._take),
            alive(self, self._refused),
            latest=True,
        )

    def _take(self, parameters: tuple[Parameter, ...]) -> None:
        self._book.follow(parameters)
        self._table.set_parameters(parameters)
        self.loaded.emit()

    def _refused(self, error: ApiError) -> None:
        self.failed.emit(error)

    def _heard(self, kind: str, data: object) -> None:  # noqa: ARG002 - one list, loaded whole
        if kind == "parameter":
            self._soon.ask()
