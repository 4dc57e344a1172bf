"""A session and an HTTP client that answer at once, for tests of models without a network.

The engine is a few dictionaries; every request is noted. Pages are tested against a server on a
real socket instead (`tests.helpers.fake_api`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from client.api.errors import ApiError, Conflict, Missing
from client.api.values import (
    Cleared,
    Endpoint,
    Listing,
    Parameter,
    ParameterChange,
    Suspension,
    SuspensionEvent,
)
from client.session.session import RIGHTS


class StubApi:
    """The routes that the models use."""

    def __init__(self) -> None:
        self.stored: dict[str, Parameter] = {}
        self.known: dict[str, Endpoint] = {}
        self.locked: dict[str, Suspension] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.fail: dict[str, ApiError] = {}
        self.page_size = 500
        self.changes: tuple[ParameterChange, ...] = ()
        self.audited: list[dict[str, Any]] = []
        self.past: list[SuspensionEvent] = []

    def _note(self, name: str, *arguments: Any) -> None:
        self.asked.append((name, *arguments))
        if name in self.fail:
            raise self.fail[name]

    def parameters(self) -> tuple[Parameter, ...]:
        self._note("parameters")
        return tuple(self.stored.values())

    def parameter(self, name: str) -> Parameter:
        self._note("parameter", name)
        return self.stored[name]

    def set_parameter(
        self, name: str, value: int | str, *, reason: str, revert_after_s: int | None, version: int
    ) -> Parameter:
        self._note("set_parameter", name, value, reason, revert_after_s)
        if f"set {name}" in self.fail:
            raise self.fail[f"set {name}"]
        if version != self.stored[name].version:
            raise Conflict("changed meanwhile", status=412)
        self.stored[name] = replace(self.stored[name], value=value, version=version + 1)
        return self.stored[name]

    def parameter_history(self, name: str) -> tuple[ParameterChange, ...]:
        self._note("parameter_history", name)
        return self.changes

    def audit(self, cursor: str = "", limit: int = 100, **filters: str) -> Listing[Any]:
        self._note("audit", filters)
        return Listing(tuple(self.audited))

    def suspension_history(
        self, extension: str = "", limit: int = 200
    ) -> tuple[SuspensionEvent, ...]:
        self._note("suspension_history", extension)
        return tuple(item for item in self.past if extension in ("", item.extension))

    def endpoints(
        self, status: str = "", q: str = "", cursor: str = "", limit: int = 500
    ) -> Listing[Endpoint]:
        self._note("endpoints", status, q, cursor, limit)
        size = min(limit, self.page_size)
        found = [
            item
            for name, item in sorted(self.known.items())
            if q in name and status in ("", item.status) and name > cursor
        ]
        following = found[size - 1].extension if len(found) > size else ""
        counts = {"total": len(self.known), "suspended": len(self.locked)}
        return Listing(tuple(found[:size]), following, counts)

    def endpoint(self, extension: str) -> Endpoint:
        self._note("endpoint", extension)
        if extension not in self.known:
            raise Missing("no such endpoint", status=404)
        return self.known[extension]

    def suspensions(
        self, *, known: bool | None = None, q: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Suspension]:
        self._note("suspensions", known, q, cursor, limit)
        found = [
            item
            for name, item in sorted(self.locked.items())
            if known in (None, item.known) and (q in name or q in item.sources) and name > cursor
        ]
        size = min(limit, self.page_size)
        following = found[size - 1].extension if len(found) > size else ""
        return Listing(tuple(found[:size]), following)

    def clear_suspensions(self, extensions: list[str], reason: str = "") -> tuple[Cleared, ...]:
        self._note("clear_suspensions", *extensions, reason)
        return tuple(
            Cleared(name, lock.known, lock.failures)
            for name in extensions
            if (lock := self.locked.pop(name, None)) is not None
        )


class StubSession(QObject):
    """Calls at once, or when told to; delivers events when told to."""

    happened = Signal(str, object)
    resynced = Signal()
    state_changed = Signal(object)

    def __init__(self, api: StubApi, role: str = "admin") -> None:
        super().__init__()
        self.api = api
        self.role = role
        self.server_name = "pbx.example.com"
        self.held: list[Callable[[], None]] | None = None
        self.given_up: list[str] = []

    def busy(self, key: str) -> bool:
        return False

    def may(self, right: str) -> bool:
        return right in RIGHTS[self.role]

    def give_up(self, *keys: str) -> None:
        self.given_up += keys

    def hold(self) -> None:
        """Keep calls until `release`."""
        self.held = []

    def release(self) -> None:
        """Make the calls that were kept."""
        held, self.held = self.held or [], None
        for call in held:
            call()

    def call(
        self,
        key: str,
        fn: Callable[[Any], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[ApiError], object] | None = None,
        *,
        latest: bool = False,
    ) -> bool:
        def run() -> None:
            try:
                result = fn(self.api)
            except ApiError as error:
                if failed is not None:
                    failed(error)
                return
            if done is not None:
                done(result)

        if self.held is not None:
            self.held.append(run)
        else:
            run()
        return True
