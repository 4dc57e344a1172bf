"""The routes of past lockouts and blocks; ``ApiClient`` has them with all others."""

from __future__ import annotations

from pathlib import Path

from client.api.answers import given, listing_in
from client.api.history_values import HistoryTerms, PastEvent
from client.api.http import Connection
from client.api.saving import save_answer
from client.api.values import Listing


class HistoryRoutes:
    """The history of everything that was locked out or blocked."""

    _http: Connection

    def past_events(
        self, terms: HistoryTerms, cursor: str = "", limit: int = 500
    ) -> Listing[PastEvent]:
        """Return a page of past events, newest first."""
        params = terms.params() | given(cursor=cursor, limit=limit)
        return listing_in(PastEvent, self._http.json("GET", "/history", params=params))

    def save_past_events(self, terms: HistoryTerms, path: Path) -> int:
        """Write all of them to a CSV file, which appears when it is whole; return its size."""
        return save_answer(self._http, "/history/file", terms.params(), path)
