"""The routes of gateways, running calls and test calls; ``ApiClient`` has them with all others."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from client.api.answers import given, listing_in
from client.api.call_values import Call, Gateway, RouteAnalysis
from client.api.decoding import decode
from client.api.http import Connection
from client.api.trace_values import CallTrace
from client.api.trial_values import Trial
from client.api.values import Listing


class CallRoutes:
    """Gateways and running calls of one engine."""

    _http: Connection

    def gateways(
        self, kind: str = "", q: str = "", cursor: str = "", limit: int = 500
    ) -> Listing[Gateway]:
        """Return a page of gateways of *kind*, ``mapping`` or ``routing``, or of both."""
        params = given(kind=kind, q=q, cursor=cursor, limit=limit)
        return listing_in(Gateway, self._http.json("GET", "/gateways", params=params))

    def create_gateway(self, fields: Mapping[str, object], reason: str = "") -> Gateway:
        """Create a gateway from its configuration; the reason is kept in the audit."""
        body = dict(fields) | given(reason=reason)
        return decode(Gateway, self._http.json("POST", "/gateways", json=body))

    def update_gateway(self, name: str, changes: Mapping[str, object], reason: str = "") -> Gateway:
        """Change fields of a gateway; the answer says when it took effect."""
        body = dict(changes) | given(reason=reason)
        return decode(Gateway, self._http.json("PATCH", _gateway(name), json=body))

    def delete_gateway(self, name: str, reason: str = "") -> None:
        """Delete a gateway; its running calls go on."""
        self._http.json("DELETE", _gateway(name), params=given(reason=reason))

    def calls(
        self, q: str = "", gateway: str = "", state: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Call]:
        """Return a page of the running calls."""
        params = given(q=q, gateway=gateway, state=state, cursor=cursor, limit=limit)
        return listing_in(Call, self._http.json("GET", "/calls", params=params))

    def hang_up(self, call_id: str, reason: str = "") -> None:
        """End a running call."""
        path = f"/calls/{quote(call_id, safe='')}"
        self._http.json("DELETE", path, params=given(reason=reason))

    def place_trial(self, hold_s: int) -> Trial:
        """Place a test call that stays up for so many seconds; 0 hangs up at once."""
        return decode(Trial, self._http.json("POST", "/calls/test", json={"hold_s": hold_s}))

    def trial(self, trial_id: str) -> Trial:
        """Return a test call as it stands."""
        path = f"/calls/test/{quote(trial_id, safe='')}"
        return decode(Trial, self._http.json("GET", path))

    def trace(self, call: str, after: int = 0) -> CallTrace:
        """Return the messages after number *after* of a call, named by its id or a Call-ID."""
        path = f"/calls/{quote(call, safe='')}/trace"
        return decode(CallTrace, self._http.json("GET", path, params=given(after=after or "")))

    def trace_file(self, call: str, kind: str) -> bytes:
        """Return the trace as a file, ``txt`` or ``pcap``; the engine audits it."""
        path = f"/calls/{quote(call, safe='')}/trace.{kind}"
        with self._http.open("GET", path, headers={"Accept": "*/*"}) as response:
            return response.content

    def routing(self, caller: str, callee: str, gateway: str = "") -> RouteAnalysis:
        """Ask where a call would go now; without a mapping gateway an endpoint calls."""
        params = given(caller=caller, callee=callee, gateway=gateway)
        return decode(RouteAnalysis, self._http.json("GET", "/routing", params=params))


def _gateway(name: str) -> str:
    return f"/gateways/{quote(name, safe='')}"
