"""The routes of retention, legal holds and seals; ``ApiClient`` has them with all others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from client.api.answers import given, items_in
from client.api.cdr_values import rfc3339
from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.keeping_values import (
    Hold,
    Lifted,
    RetentionPreview,
    RetentionRun,
    SealReport,
    SealState,
)

LOOK_S = 120.0
RUN_S = 3600.0
"""Files of the archive are written anew; the engine answers when it is done."""

CHECK_S = 3600.0
"""Some seconds for each million records."""


class KeepingRoutes:
    """Removing records whose time is over, keeping some, and checking that none was changed."""

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

    def holds(self) -> tuple[Hold, ...]:
        """Return the legal holds, the oldest first."""
        return items_in(Hold, self._http.json("GET", "/holds"))

    def add_hold(self, filters: Mapping[str, Any], until: datetime | None, reason: str) -> Hold:
        """Keep the records of a filter from being removed."""
        body: dict[str, object] = {"filters": dict(filters), "reason": reason}
        body["until"] = None if until is None else rfc3339(until)
        return decode(Hold, self._http.json("POST", "/holds", json=body))

    def lift_hold(self, hold: Hold) -> Hold:
        """Let retention have the records again."""
        body = self._http.json("DELETE", f"/holds/{quote(hold.id, safe='')}")
        return decode(Lifted, body).lifted

    def seals(self) -> SealState:
        """Return the chain of seals as it stands."""
        return decode(SealState, self._http.json("GET", "/seals"))

    def check_seals(self, first_day: str = "", last_day: str = "") -> SealReport:
        """Sum up the records of the days again, both included; all days without any."""
        days = given(first_day=first_day, last_day=last_day)
        body = self._http.json("GET", "/seals/check", params=days, timeout=(CONNECT_S, CHECK_S))
        return decode(SealReport, body)
