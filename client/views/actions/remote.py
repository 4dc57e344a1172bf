"""The base of every action that changes something on the engine: confirm, call, report.

The action asks its question through injected prompts, runs its call through the session, one at a
time, and says how it ended. It never shows a window itself and never touches a table: the page
listens to ``done`` and refreshes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from client.api.because import reasoned
from client.api.client import ApiClient
from client.api.errors import ApiError
from client.models.alive import alive
from client.session import Session
from client.views.widgets.prompts import Answer, Prompts, Question


class RemoteAction(QAction):
    """One thing that an operator can do to the engine.

    Signals:
        started: the call is on its way.
        done: its result.
        failed: an `ApiError`; it has been shown unless ``quiet``.

    Args:
        key: unique in the client, also the key of the call.
        text: what it does, translated.
        session: the way to the engine.
        prompts: asks and tells the operator.
        parent: the widget over which is asked.
        right: ``operate`` or ``administer``; without it the action is not enabled.
        quiet: do not show errors; the owner of the action shows them in its own place.
    """

    started = Signal()
    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        key: str,
        text: str,
        session: Session,
        prompts: Prompts,
        parent: QWidget,
        *,
        right: str = "operate",
        quiet: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(key)
        self._owner = parent
        self._session = session
        self._prompts = prompts
        self._right = right
        self._quiet = quiet
        self._wanted = True
        session.state_changed.connect(self.update_enabled)
        self.update_enabled()

    def set_wanted(self, *, wanted: bool) -> None:
        """Say whether the action makes sense now, for example for the selected rows."""
        self._wanted = wanted
        self.update_enabled()

    def update_enabled(self) -> None:
        """Enable the action if it makes sense, is allowed and is not running."""
        running = self._session.busy(self.objectName())
        self.setEnabled(self._wanted and not running and self._session.may(self._right))

    def run(
        self,
        call: Callable[[ApiClient, str], Any],
        question: Question | None = None,
        reason: str = "",
    ) -> None:
        """Ask *question*, if there is one, then run *call*; the reason goes with every request.

        Args:
            call: gets the HTTP client and the reason the operator gave; runs in a thread.
            question: asked first; a refusal ends it without a trace.
            reason: why, where it was asked for elsewhere than in a question.
        """
        if question is None:
            self._start(call, reason)
            return

        def answered(answer: Answer) -> None:
            if answer.accepted:
                self._start(call, answer.reason)

        self._prompts.confirm(self._owner, question, answered)

    def _start(self, call: Callable[[ApiClient, str], Any], reason: str) -> None:
        accepted = self._session.call(
            self.objectName(),
            reasoned(reason, lambda api: call(api, reason)),
            alive(self, self._finished),
            alive(self, self._went_wrong),
        )
        if accepted:
            self.setEnabled(False)
            self.started.emit()

    def _finished(self, result: object) -> None:
        self.update_enabled()
        self.done.emit(result)

    def _went_wrong(self, error: ApiError) -> None:
        self.update_enabled()
        if not self._quiet:
            self._prompts.error(self._owner, error)
        self.failed.emit(error)
