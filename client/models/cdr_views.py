"""The saved views of the CDR page: which there are, which is in use, and changes of them.

The views are on the engine, so they are there at every desk. Which one is in use, and which one the
page begins with, is remembered here, for each user of each server.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from client.api.because import reasoned
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.view_values import SavedView
from client.models.alive import alive
from client.models.cdr_view import Shown, keeping, new_view
from client.session import Session
from client.settings import Settings

STATE = "cdr.views"
LOAD, SAVE = "views.load", "views.save"
Failed = Callable[[ApiError], object]


class CdrViews(QObject):
    """The views of one session.

    Signals:
        changed: there are other views, or another one is in use.
        begun: the view to begin with, once, when it is known.
        saved: a view as it is stored now.
        failed: an error that nobody else takes.
    """

    changed = Signal()
    begun = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._views: dict[str, SavedView] = {}
        self._remembered = self._recall()
        self._waiting = bool(self.start)
        session.happened.connect(self._heard)

    @property
    def all(self) -> tuple[SavedView, ...]:
        """All views, by name."""
        return tuple(sorted(self._views.values(), key=lambda view: view.name.casefold()))

    @property
    def active(self) -> SavedView | None:
        """The view in use."""
        return self._views.get(self._remembered.get("active", ""))

    @property
    def start(self) -> str:
        """Identifier of the view to begin with, or an empty text."""
        return self._remembered.get("start", "")

    def load(self) -> None:
        """Ask which views there are."""
        self._session.call(
            LOAD,
            lambda api: api.views(),
            alive(self, self._loaded),
            alive(self, lambda _error: None),  # the page itself says that the engine is away
            latest=True,
        )

    def use(self, view: SavedView | None) -> None:
        """Note the view in use; none when the operator goes on without."""
        self._waiting = False
        self._remember("active", view.id if view else "")
        self.changed.emit()

    def wait_no_more(self) -> None:
        """Do not begin with a view any more: the operator has begun with something else."""
        self._waiting = False

    def begin_with(self, view: SavedView | None) -> None:
        """Note the view with which the page begins."""
        self._remember("start", view.id if view else "")
        self.changed.emit()

    def save_as(self, name: str, shown: Shown, *, shared: bool, failed: Failed) -> None:
        """Keep what is shown as a new view, and use it."""
        self._put(new_view(name, shown, shared=shared), failed)

    def save(self, view: SavedView, shown: Shown) -> None:
        """Let a view keep what is shown."""
        self._put(keeping(view, shown), self._refused)

    def rename(self, view: SavedView, name: str, failed: Failed) -> None:
        """Give a view another name."""
        self._put(replace(view, name=name), failed)

    def share(self, view: SavedView, *, shared: bool) -> None:
        """Show a view to everybody, or to its owner only."""
        self._put(replace(view, shared=shared), self._refused)

    def delete(self, view: SavedView, reason: str = "") -> None:
        """Delete a view; what is shown stays."""

        def done(_answer: object) -> None:
            self._views.pop(view.id, None)
            self.changed.emit()

        def remove(api: ApiClient) -> None:
            api.delete_view(view)

        self._session.call(
            SAVE, reasoned(reason, remove), alive(self, done), alive(self, self._refused)
        )

    # inside

    def _put(self, view: SavedView, failed: Failed) -> None:
        def done(stored: SavedView) -> None:
            self._views[stored.id] = stored
            self.use(stored)
            self.saved.emit(stored)

        self._session.call(
            SAVE, lambda api: api.put_view(view), alive(self, done), alive(self, failed)
        )

    def _refused(self, error: ApiError) -> None:
        """Say it and look again: somebody else may have changed the view."""
        self.failed.emit(error)
        self.load()

    def _loaded(self, views: tuple[SavedView, ...]) -> None:
        self._views = {view.id: view for view in views}
        first = self._views.get(self.start)
        if self._waiting and first is not None:
            self.use(first)
            self.begun.emit(first)
        else:
            self.changed.emit()
        self._waiting = False

    def _heard(self, kind: str, _items: object) -> None:
        if kind == "view":
            self.load()

    def _whose(self) -> str:
        return f"{self._session.user}@{self._session.url}"

    def _recall(self) -> dict[str, str]:
        own = self._settings.page_state(STATE).get(self._whose())
        return {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {}

    def _remember(self, key: str, value: str) -> None:
        if self._remembered.get(key, "") == value:
            return
        self._remembered[key] = value
        state = self._settings.page_state(STATE) | {self._whose(): self._remembered}
        self._settings.save_page_state(STATE, state)
