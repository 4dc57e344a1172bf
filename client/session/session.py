"""The only way from a window to the engine.

Everything that a page wants goes through ``call``; everything the engine tells by itself arrives
as ``happened``. When the engine comes back (it may have been restarted) the session goes on by
itself, signs in again if its token is not known any more and it still has the password, and emits
``resynced``, upon which pages fetch what they show.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from client.api.abandoning import Abandon, abandoned_by
from client.api.client import ApiClient
from client.api.errors import ApiError, Throttled, Unauthorised, Unreachable
from client.api.values import Grant, Health
from client.session.states import State, Step, next_state
from client.session.stream import EventStream
from client.tasks import Tasks

HEALTH_MS = 2000

_log = logging.getLogger(__name__)

# What each role may do; the engine decides, the client only does not offer what would be refused.
RIGHTS = {
    "auditor": frozenset({"read"}),
    "operator": frozenset({"read", "operate"}),
    "admin": frozenset({"read", "operate", "administer"}),
}


class Session(QObject):
    """The session with one engine.

    Signals:
        state_changed: the new `State`.
        health_changed: the `Health` just read, or None while the engine does not answer.
        latency_changed: seconds between asking for the health and its answer.
        happened: kind and items (a list of objects) of one live event.
        resynced: the engine is there again, or events were lost: fetch what is shown.
        failed: an `ApiError` that nobody handled.
    """

    state_changed = Signal(object)
    health_changed = Signal(object)
    latency_changed = Signal(float)
    happened = Signal(str, object)
    resynced = Signal()
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        connect: Callable[[str], ApiClient] = ApiClient,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._connect = connect
        self._api: ApiClient | None = None
        self._password = ""
        self._language = "en"
        self._state = State.SIGNED_OUT
        self._generation = 0
        self.server_name = ""
        self.user = ""
        self.role = ""
        self.health: Health | None = None
        self.latency_s: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(HEALTH_MS)
        self._timer.timeout.connect(self._ask_health)
        self._stream = EventStream(self)
        self._stream.arrived.connect(self.happened)
        self._stream.lost_some.connect(self.resynced)
        self._stream.refused.connect(self._renew)

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._state

    @property
    def url(self) -> str:
        """Address of the engine, empty while no one is chosen."""
        return self._api.url if self._api else ""

    def set_language(self, code: str) -> None:
        """Ask the engine for its texts in the language *code* from now on."""
        self._language = code
        if self._api is not None:
            self._api.set_language(code)

    def may(self, right: str) -> bool:
        """Say whether the role allows ``read``, ``operate`` or ``administer``."""
        return right in RIGHTS.get(self.role, frozenset())

    def sign_in(
        self,
        url: str,
        user: str,
        password: str,
        *,
        server_name: str = "",
        failed: Callable[[ApiError], object] | None = None,
    ) -> None:
        """Sign in to the engine at *url*; the outcome is a change of state, or *failed*."""
        if self._state is State.SIGNING_IN:
            return
        if self._state not in (State.SIGNED_OUT, State.EXPIRED):
            self.sign_out()
        self._drop_client()
        self._api = self._connect(url)
        self._api.set_language(self._language)
        self.server_name, self.user, self._password = server_name or url, user, password
        self._step(Step.START)
        generation = self._generation
        self._tasks.start(
            f"session-{generation}",
            self._api.sign_in,
            user,
            password,
            on_done=lambda grant: self._granted(generation, grant),
            on_error=lambda error: self._refused(generation, error, failed),
        )

    def sign_out(self) -> None:
        """End the session here and, if the engine answers, there."""
        api = self._api
        self._drop_client()
        self.role, self._password = "", ""
        if api is not None:
            self._tasks.start(f"sign-out-{self._generation}", _leave, api, on_error=_ignored)
        self._step(Step.SIGN_OUT)

    def close(self) -> None:
        """Stop everything at the end of the client, without waiting for the network."""
        self._drop_client()

    def call(
        self,
        key: str,
        fn: Callable[[ApiClient], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[ApiError], object] | None = None,
        *,
        latest: bool = False,
    ) -> bool:
        """Run ``fn(api)`` in a thread and hand over the result here.

        Args:
            key: names the work; one call with a key is in flight at a time.
            fn: gets the HTTP client; must not touch Qt.
            done: gets the result.
            failed: gets the error; without it the signal ``failed`` is emitted.
            latest: see `Tasks.start`.

        Returns:
            False when it was refused because *key* is busy or nobody is signed in.
        """
        api = self._api
        if api is None:
            return False
        generation, abandon = self._generation, Abandon()

        def asked(api: ApiClient) -> Any:
            with abandoned_by(abandon):
                return fn(api)

        def finished(result: Any) -> None:
            if generation == self._generation and done is not None:
                done(result)

        def went_wrong(error: Exception) -> None:
            if generation == self._generation:
                self._report(error, failed)

        return self._tasks.start(
            key, asked, api,
            on_done=finished, on_error=went_wrong, latest=latest, stop=abandon.give_up,
        )  # fmt: skip

    def give_up(self, *keys: str) -> None:
        """Hang up the requests of calls whose results nobody wants any more, questions only.

        The engine stops working on them, and the next call with such a key begins at once.
        """
        for key in keys:
            self._tasks.give_up(key)

    def busy(self, key: str) -> bool:
        """Say whether a call with *key* is in flight."""
        return self._tasks.busy(key)

    # inside

    def _step(self, step: Step) -> None:
        """The only place that changes the state."""
        before, self._state = self._state, next_state(self._state, step)
        if before is not self._state:
            _log.info("session: %s, %s -> %s", step, before, self._state)
            self.state_changed.emit(self._state)

    def _drop_client(self) -> None:
        """Leave the engine: nothing of it is taken any more."""
        self._generation += 1
        self._timer.stop()
        self._stream.close()
        self.health, self.latency_s = None, None
        if self._api is not None:
            self._api.close()
        self._api = None

    def _granted(self, generation: int, grant: Grant) -> None:
        api = self._api
        if generation != self._generation or api is None:
            return
        self.role = grant.role
        self._step(Step.GRANTED)
        self._timer.start()
        self._ask_health()
        self._stream.open(api)
        self.resynced.emit()

    def _refused(
        self, generation: int, error: Exception, failed: Callable[[ApiError], object] | None
    ) -> None:
        if generation != self._generation:
            return
        self._drop_client()
        self._step(Step.REFUSED)
        self._hand_over(error, failed)

    def _report(self, error: Exception, failed: Callable[[ApiError], object] | None) -> None:
        """Let an error change the state, then give it to whoever asked."""
        if isinstance(error, Unreachable):
            self._lost()
        elif isinstance(error, Unauthorised) and self._state is not State.SIGNING_IN:
            self._renew()
        self._hand_over(error, failed)

    def _hand_over(self, error: Exception, failed: Callable[[ApiError], object] | None) -> None:
        if not isinstance(error, ApiError):
            raise error
        if failed is not None:
            failed(error)
        else:
            self.failed.emit(error)

    def _lost(self) -> None:
        self.health, self.latency_s = None, None
        self._step(Step.LOST)
        self.health_changed.emit(None)

    def _renew(self) -> None:
        """Sign in again with the password at hand, once; otherwise the session has expired."""
        api, generation = self._api, self._generation
        if api is None or self._state is State.EXPIRED:
            return

        def granted(grant: Grant) -> None:
            if generation == self._generation:
                self.role = grant.role
                self._step(Step.FOUND)
                self._stream.open(api)
                self.resynced.emit()

        def refused(error: Exception) -> None:
            if generation == self._generation and not isinstance(error, (Unreachable, Throttled)):
                self._password = ""
                self._step(Step.TOKEN_REFUSED)

        if self._password:
            self._tasks.start(
                f"renew-{generation}", api.sign_in, self.user, self._password,
                on_done=granted, on_error=refused,
            )  # fmt: skip
        else:
            self._step(Step.TOKEN_REFUSED)

    def _ask_health(self) -> None:
        api, generation = self._api, self._generation
        if api is None:
            return

        def answered(result: tuple[Health, float]) -> None:
            if generation == self._generation:
                self._healthy(api, *result)

        def silent(error: Exception) -> None:
            if generation == self._generation:
                if not isinstance(error, ApiError):
                    raise error
                self._lost()

        self._tasks.start(
            f"health-{generation}", _timed_health, api, on_done=answered, on_error=silent
        )

    def _healthy(self, api: ApiClient, health: Health, latency_s: float) -> None:
        returned = self._state is State.RECONNECTING
        self.health, self.latency_s = health, latency_s
        self._step(Step.FOUND)
        self.health_changed.emit(health)
        self.latency_changed.emit(latency_s)
        if returned:
            self._stream.open(api)
            self.resynced.emit()


def _leave(api: ApiClient) -> None:
    try:
        api.sign_out()
    finally:
        api.close()


def _timed_health(api: ApiClient) -> tuple[Health, float]:
    begun = time.monotonic()
    health = api.health()
    return health, time.monotonic() - begun


def _ignored(error: Exception) -> None:
    _log.info("not signed out on the server: %s", error)
