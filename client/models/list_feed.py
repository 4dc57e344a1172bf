"""A short list of the engine: asked for as a whole, and again after every change of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from client.api.because import reasoned
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.session import Session

Content = TypeVar("Content")


class ListFeed(QObject, Generic[Content]):
    """A list of a session; who derives from it says how it is read, and offers its changes.

    Args:
        session: the way to the engine.
        name: names the questions; two feeds of one client must not share it.
        empty: what is known before the first answer.
        parent: the owner in Qt's sense.

    Attributes:
        listing: what was read last.

    Signals:
        loaded: carries what was read.
        failed: it could not be read; carries the error.
        refused: something could not be changed; carries the error.
    """

    loaded = Signal(object)
    failed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, session: Session, name: str, empty: Content, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._name = name
        self.listing = empty

    def read(self, api: ApiClient) -> Content:
        """Return the list; runs in a worker thread and must not touch Qt."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask for the list."""
        self._session.call(
            f"{self._name}.load", self.read, alive(self, self._take),
            alive(self, self.failed.emit), latest=True,
        )  # fmt: skip

    def change(
        self,
        work: Callable[[ApiClient], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[ApiError], object] | None = None,
        reason: str = "",
    ) -> bool:
        """Change something, and read the list again.

        Args:
            work: runs in a worker thread.
            done: gets its answer.
            failed: gets the error; without it the signal ``refused`` is emitted.
            reason: kept in the audit.

        Returns:
            False while another change is under way.
        """

        def changed(answer: Any) -> None:
            if done is not None:
                done(answer)
            self.load()

        return self.ask("change", work, changed, failed, reason)

    def ask(
        self,
        what: str,
        work: Callable[[ApiClient], Any],
        done: Callable[[Any], object],
        failed: Callable[[ApiError], object] | None = None,
        reason: str = "",
    ) -> bool:
        """Ask for something beside the list; False while the same is asked already."""
        return self._session.call(
            f"{self._name}.{what}", reasoned(reason, work), alive(self, done),
            alive(self, failed or self.refused.emit),
        )  # fmt: skip

    def _take(self, found: Content) -> None:
        self.listing = found
        self.loaded.emit(found)
