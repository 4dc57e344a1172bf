"""The route of the flood guard; ``ApiClient`` has it with all others."""

from __future__ import annotations

from client.api.decoding import decode
from client.api.flood_values import FloodGuard
from client.api.http import Connection


class FloodRoutes:
    """Whether calls of zero seconds are recorded, and what the guard does about it."""

    _http: Connection

    def flood_guard(self) -> FloodGuard:
        """Return where the guard stands."""
        return decode(FloodGuard, self._http.json("GET", "/flood-guard"))
