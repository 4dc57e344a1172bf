"""The routes that judge how safe the engine is set up; ``ApiClient`` has them with all others."""

from __future__ import annotations

from client.api.answers import given, listing_in
from client.api.http import Connection
from client.api.password_values import PasswordFact
from client.api.values import Listing


class SecurityRoutes:
    """How good the passwords are."""

    _http: Connection

    def passwords(
        self, kind: str = "endpoint", finding: str = "", q: str = "", *, cursor: str = "",
        limit: int = 1000,
    ) -> Listing[PasswordFact]:  # fmt: skip
        """Return a page of facts about passwords, with how many there are of each finding."""
        params = given(kind=kind, finding=finding, q=q, cursor=cursor, limit=limit)
        return listing_in(PasswordFact, self._http.json("GET", "/passwords", params=params))
