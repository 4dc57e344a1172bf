"""The routes that judge how safe the engine is set up; ``ApiClient`` has them with all others."""

from __future__ import annotations

from client.api.answers import given, listing_in
from client.api.attack_picture_values import AttackPicture
from client.api.checklist_values import Checklist
from client.api.decoding import decode
from client.api.http import Connection
from client.api.password_values import PasswordFact
from client.api.values import Listing


class SecurityRoutes:
    """How good the passwords are, how safe the settings, and what attacks look like."""

    _http: Connection

    def passwords(
        self, kind: str = "endpoint", finding: str = "", q: str = "", *, cursor: str = "",
        limit: int = 1000,
    ) -> Listing[PasswordFact]:  # fmt: skip
        """Return a page of facts about passwords, with how many there are of each finding."""
        params = given(kind=kind, finding=finding, q=q, cursor=cursor, limit=limit)
        return listing_in(PasswordFact, self._http.json("GET", "/passwords", params=params))

    def checklist(self) -> Checklist:
        """Return the nine points as they stand now."""
        return decode(Checklist, self._http.json("GET", "/checklist"))

    def security_report(self, kind: str = "pdf", reason: str = "") -> bytes:
        """Have the report on security settings made, ``pdf`` or ``json``, and return the file."""
        body = {"format": kind} | given(reason=reason)
        headers = {"Accept": "*/*"}
        with self._http.open("POST", "/reports/security", json=body, headers=headers) as response:
            return response.content

    def attack_picture(self, hours: int) -> AttackPicture:
        """Return figures and patterns of the last hours, 168 at most."""
        body = self._http.json("GET", "/attacks/picture", params={"hours": hours})
        return decode(AttackPicture, body)
