"""The routes of operators and sessions; ``ApiClient`` has them with all others."""

from __future__ import annotations

from urllib.parse import quote

from client.api.answers import items_in
from client.api.decoding import decode
from client.api.http import Connection
from client.api.operator_values import Operator, SignedIn


class OperatorRoutes:
    """Who may sign in, and who is."""

    _http: Connection

    def operators(self) -> tuple[Operator, ...]:
        """Return all operators by name."""
        return items_in(Operator, self._http.json("GET", "/operators"))

    def add_operator(self, name: str, password: str, role: str) -> Operator:
        """Add an operator, who may sign in at once."""
        body = {"name": name, "password": password, "role": role}
        return decode(Operator, self._http.json("POST", "/operators", json=body))

    def update_operator(self, name: str, **changes: object) -> Operator:
        """Change ``password``, ``role`` or ``enabled`` of an operator; ends his sessions."""
        return decode(Operator, self._http.json("PATCH", _path(name), json=changes))

    def remove_operator(self, name: str) -> Operator:
        """Remove an operator; what he did stays in the audit."""
        return decode(Operator, self._http.json("DELETE", _path(name)))

    def sessions(self) -> tuple[SignedIn, ...]:
        """Return who is signed in, the newest first."""
        return items_in(SignedIn, self._http.json("GET", "/sessions"))

    def end_session(self, session_id: str) -> SignedIn:
        """Sign a client out."""
        path = f"/sessions/{quote(session_id, safe='')}"
        return decode(SignedIn, self._http.json("DELETE", path))


def _path(name: str) -> str:
    return f"/operators/{quote(name, safe='')}"
