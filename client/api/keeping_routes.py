"""The routes of retention; ``ApiClient`` has them with all others."""

from __future__ import annotations

from client.api.answers import items_in
from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.keeping_values import RetentionPreview, RetentionRun

LOOK_S = 120.0
RUN_S = 3600.0
"""Files of the archive are written anew; the engine answers when it is done."""


class KeepingRoutes:
    """Removing records whose time is over."""

    _http: Connection

    def retention(self) -> RetentionPreview:
        """Return what a run would remove now."""
        body = self._http.json("GET", "/retention", timeout=(CONNECT_S, LOOK_S))
        return decode(RetentionPreview, body)

    def run_retention(self) -> RetentionRun:
        """Remove it; returns when it is done."""
        body = self._http.json("POST", "/retention/run", timeout=(CONNECT_S, RUN_S))
        return decode(RetentionRun, body)

    def retention_runs(self) -> tuple[RetentionRun, ...]:
        """Return the last runs, newest first."""
        return items_in(RetentionRun, self._http.json("GET", "/retention/runs"))
