"""The route of timed changes of parameters; ``ApiClient`` has it with all others."""

from __future__ import annotations

from urllib.parse import quote

from client.api.answers import given
from client.api.decoding import decode
from client.api.http import Connection
from client.api.values import Parameter


class TimedRoutes:
    """Letting a timed change return later."""

    _http: Connection

    def extend_change(self, name: str, by_s: int, reason: str = "") -> Parameter:
        """Let the change of a parameter return so many seconds later."""
        body = {"by_s": by_s} | given(reason=reason)
        path = f"/timed-changes/{quote(name, safe='')}/extend"
        return decode(Parameter, self._http.json("POST", path, json=body))
