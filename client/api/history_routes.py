"""The routes of past lockouts and blocks; ``ApiClient`` has them with all others."""

from __future__ import annotations

from pathlib import Path

import requests

from client.api.answers import given, listing_in
from client.api.errors import LocalDisk, Unreachable
from client.api.history_values import HistoryTerms, PastEvent
from client.api.http import CONNECT_S, Connection
from client.api.values import Listing

FILE_S = 60.0
_PIECE = 1 << 16


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
        """Write all of them to a CSV file, which appears when it is whole; return its size.

        Raises:
            Unreachable: the connection broke.
            LocalDisk: the file cannot be written.
        """
        part = path.with_name(f"{path.name}.part")
        wait = (CONNECT_S, FILE_S)
        params = terms.params()
        with self._http.open(
            "GET", "/history/file", params=params, stream=True, timeout=wait
        ) as it:
            try:
                with part.open("wb") as file:
                    size = sum(map(file.write, it.iter_content(_PIECE)))
                part.replace(path)
            except requests.RequestException as error:
                part.unlink(missing_ok=True)
                raise Unreachable("the connection broke during the download") from error
            except OSError as error:
                raise LocalDisk(f"{path}: {error.strerror or error}") from error
        return size
