"""One method per route of the engine: blocking, typed, without Qt.

Called from worker threads only. A method returns values of ``client.api.values`` or raises an
``ApiError``. Addresses of routes are written here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from client.api.alarm_routes import AlarmRoutes
from client.api.answers import cdr_page_in, given, items_in, listing_in
from client.api.attack_values import AttackReading
from client.api.audit_routes import AuditRoutes
from client.api.block_routes import BlockRoutes
from client.api.call_routes import CallRoutes
from client.api.cdr_values import CdrPage, CdrQuery, CdrSeries, CdrSummary, Vocabulary
from client.api.decoding import decode
from client.api.events import ServerEvent, read_events
from client.api.export_routes import ExportRoutes
from client.api.firewall_routes import FirewallRoutes
from client.api.flood_routes import FloodRoutes
from client.api.history_routes import HistoryRoutes
from client.api.http import CONNECT_S, Connection
from client.api.keeping_routes import KeepingRoutes
from client.api.operator_routes import OperatorRoutes
from client.api.proving_routes import ProvingRoutes
from client.api.schedule_routes import ScheduleRoutes
from client.api.security_routes import SecurityRoutes
from client.api.timed_routes import TimedRoutes
from client.api.values import (
    Cleared,
    Endpoint,
    Grant,
    Health,
    ImportReport,
    Listing,
    Parameter,
    ParameterChange,
    Suspension,
    SuspensionEvent,
)
from client.api.view_routes import ViewRoutes

HEALTH_S = 4.0
SIGN_IN_S = 15.0  # argon2id, and a deliberately slow answer after failures
IMPORT_S = 120.0
EVENTS_S = 35.0  # two heartbeats of 15 s and some patience


class ApiClient(
    AlarmRoutes,
    AuditRoutes,
    BlockRoutes,
    CallRoutes,
    ExportRoutes,
    FirewallRoutes,
    FloodRoutes,
    HistoryRoutes,
    KeepingRoutes,
    OperatorRoutes,
    ProvingRoutes,
    ScheduleRoutes,
    SecurityRoutes,
    TimedRoutes,
    ViewRoutes,
):
    """The routes of one engine; those of some subjects have modules of their own."""

    def __init__(self, url: str) -> None:
        self._http = Connection(url)
        self.url = self._http.url

    def set_language(self, code: str) -> None:
        """Ask for texts of the engine in the language *code*, for example ``zh_CN``."""
        self._http.set_language(code)

    # session and health

    def sign_in(self, name: str, password: str) -> Grant:
        """Open a session and use its token from now on."""
        body = {"name": name, "password": password}
        grant = decode(
            Grant, self._http.json("POST", "/session", json=body, timeout=(CONNECT_S, SIGN_IN_S))
        )
        self._http.set_token(grant.token)
        return grant

    def sign_out(self) -> None:
        """End the session on the server and forget the token."""
        try:
            self._http.json("DELETE", "/session", timeout=(CONNECT_S, HEALTH_S))
        finally:
            self._http.set_token("")

    def health(self) -> Health:
        """Return the state of the engine; needs no session."""
        return decode(Health, self._http.json("GET", "/health", timeout=(CONNECT_S, HEALTH_S)))

    def events(self) -> Iterator[ServerEvent]:
        """Yield the live events until the connection ends or `close` is called."""
        with self._http.open(
            "GET",
            "/events",
            stream=True,
            timeout=(CONNECT_S, EVENTS_S),
            headers={"Accept": "text/event-stream"},
        ) as response:
            yield from read_events(response)

    # parameters

    def parameters(self, q: str = "", group: str = "") -> tuple[Parameter, ...]:
        """Return the system parameters, alphabetically."""
        params = given(q=q, group=group)
        return items_in(Parameter, self._http.json("GET", "/parameters", params=params))

    def parameter(self, name: str) -> Parameter:
        """Return one parameter."""
        return decode(Parameter, self._http.json("GET", f"/parameters/{quote(name, safe='')}"))

    def set_parameter(
        self,
        name: str,
        value: int | str,
        *,
        reason: str = "",
        revert_after_s: int | None = None,
        version: int | None = None,
    ) -> Parameter:
        """Change a parameter; the answer says when it took effect.

        Args:
            name: which one.
            value: the new value, 0 or 1 for a boolean.
            reason: kept in the audit.
            revert_after_s: seconds after which the old value returns by itself.
            version: refuse with ``Conflict`` if the stored version is another one.
        """
        body = {"value": value} | given(reason=reason, revert_after_s=revert_after_s)
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        path = f"/parameters/{quote(name, safe='')}"
        return decode(Parameter, self._http.json("PUT", path, json=body, headers=headers))

    def parameter_history(self, name: str) -> tuple[ParameterChange, ...]:
        """Return the changes of a parameter, newest first."""
        path = f"/parameters/{quote(name, safe='')}/history"
        return items_in(ParameterChange, self._http.json("GET", path))

    # endpoints

    def endpoints(
        self, status: str = "", q: str = "", cursor: str = "", limit: int = 500
    ) -> Listing[Endpoint]:
        """Return a page of endpoints by extension."""
        params = given(status=status, q=q, cursor=cursor, limit=limit)
        return listing_in(Endpoint, self._http.json("GET", "/endpoints", params=params))

    def endpoint(self, extension: str) -> Endpoint:
        """Return one endpoint."""
        return decode(Endpoint, self._http.json("GET", f"/endpoints/{quote(extension, safe='')}"))

    def create_endpoint(
        self, extension: str, password: str, display_name: str = "", *, enabled: bool = True
    ) -> Endpoint:
        """Create an endpoint."""
        body = {
            "extension": extension,
            "password": password,
            "display_name": display_name,
            "enabled": enabled,
        }
        return decode(Endpoint, self._http.json("POST", "/endpoints", json=body))

    def update_endpoint(self, extension: str, **changes: object) -> Endpoint:
        """Change ``password``, ``display_name`` or ``enabled`` of an endpoint."""
        path = f"/endpoints/{quote(extension, safe='')}"
        return decode(Endpoint, self._http.json("PATCH", path, json=changes))

    def delete_endpoint(self, extension: str) -> None:
        """Delete an endpoint and its registrations."""
        self._http.json("DELETE", f"/endpoints/{quote(extension, safe='')}")

    def import_endpoints(self, content: bytes, *, dry_run: bool = False) -> ImportReport:
        """Create many endpoints from CSV text in UTF-8; with *dry_run* only check it."""
        return decode(
            ImportReport,
            self._http.json(
                "POST",
                "/endpoints/import",
                params={"dry_run": "true"} if dry_run else {},
                data=content,
                headers={"Content-Type": "text/csv"},
                timeout=(CONNECT_S, IMPORT_S),
            ),
        )

    # lockouts

    def suspensions(
        self, *, known: bool | None = None, q: str = "", cursor: str = "", limit: int = 1000
    ) -> Listing[Suspension]:
        """Return a page of the current lockouts: of known extensions, of unknown ones, or all."""
        only = "" if known is None else str(known).lower()
        params = given(known=only, q=q, cursor=cursor, limit=limit)
        return listing_in(Suspension, self._http.json("GET", "/suspensions", params=params))

    def clear_suspensions(self, extensions: Sequence[str], reason: str = "") -> tuple[Cleared, ...]:
        """Take back the lockouts of *extensions* and set their counters to 0."""
        wanted = {"extensions": list(extensions)} | given(reason=reason)
        body = self._http.json("POST", "/suspensions/clear", json=wanted)
        removed = body.get("removed", []) if isinstance(body, dict) else body
        return items_in(Cleared, removed)

    def suspension_history(
        self, extension: str = "", limit: int = 200
    ) -> tuple[SuspensionEvent, ...]:
        """Return past lockouts, newest first, of one extension or of all."""
        params = given(extension=extension, limit=limit)
        return items_in(
            SuspensionEvent, self._http.json("GET", "/suspensions/history", params=params)
        )

    # call detail records

    def cdrs(
        self,
        query: CdrQuery,
        cursor: str = "",
        limit: int = 200,
        offset: int = 0,
        oldest: bool = False,
        by: str = "",
    ) -> CdrPage:
        """Return a page of records, newest or oldest first, after *offset* of them.

        Sorted *by* another value than the start, the greatest is meant by the newest.
        """
        params = [*query.pairs(), ("limit", str(limit))]
        more = given(cursor=cursor, offset=str(offset or ""), order="oldest" * oldest, sort=by)
        params += [(name, str(value)) for name, value in more.items()]
        return cdr_page_in(self._http.json("GET", "/cdrs", params=params))

    def recent_cdrs(self, limit: int, flow_min: int | None = None) -> CdrPage:
        """Return the last records, newest first; with *flow_min* only those that came since."""
        params = given(limit=str(limit), flow_min=flow_min)
        return cdr_page_in(self._http.json("GET", "/cdrs", params=params))

    def cdr_summary(self, query: CdrQuery) -> CdrSummary:
        """Return the totals of all records of *query*."""
        return decode(CdrSummary, self._http.json("GET", "/cdrs/summary", params=query.pairs()))

    def cdr_series(self, query: CdrQuery, bucket_s: int) -> CdrSeries:
        """Return the number of records by billing mode in buckets of *bucket_s* seconds."""
        params = [*query.pairs(), ("bucket", str(bucket_s))]
        return decode(CdrSeries, self._http.json("GET", "/cdrs/series", params=params))

    def attacks(self, query: CdrQuery, by: str, timezone: str, limit: int = 20) -> AttackReading:
        """Return sources of attacks, *by* address or network, with hours of a zone."""
        params = [*query.pairs(), ("by", by), ("timezone", timezone), ("limit", str(limit))]
        return decode(AttackReading, self._http.json("GET", "/cdrs/attacks", params=params))

    def cdr_vocabulary(self) -> Vocabulary:
        """Return what the codes of a record mean."""
        return decode(Vocabulary, self._http.json("GET", "/cdrs/vocabulary"))

    def audit(
        self, cursor: str = "", limit: int = 100, **filters: str
    ) -> Listing[Mapping[str, Any]]:
        """Return a page of the audit, newest first."""
        params = given(cursor=cursor, limit=limit, **filters)
        body = self._http.json("GET", "/audit", params=params)
        return Listing(tuple(body["items"]), str(body.get("next_cursor") or ""))

    def close(self) -> None:
        """Close the idle connections."""
        self._http.close()
