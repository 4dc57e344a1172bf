"""A stand-in for an engine on a real socket: the JSON shapes of the interface, and faults at will.

It keeps a few parameters, endpoints, lockouts and records in memory, so that a client test changes
something and sees it changed. Tests that need another answer put it into ``answers``.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from tests.helpers import (
    fake_alarms,
    fake_audit,
    fake_blocks,
    fake_calls,
    fake_exports,
    fake_keeping,
    fake_operators,
    fake_schedules,
    fake_security,
    fake_traces,
    fake_trials,
    fake_views,
)
from tests.helpers.fake_data import (
    attack,
    block,
    call,
    cdr,
    endpoint,
    flood,
    gateway,
    parameter,
    proving,
    suspension,
)
from tests.helpers.fake_http import bound
from tests.helpers.fake_requests import Answer, Request, problem

PASSWORD = "Correct-Horse-7!"
TOKEN = "token-of-the-fake"
Handler = Callable[[Request], Answer]

__all__ = ["PASSWORD", "TOKEN", "Answer", "FakeApi", "Request", "problem", "serving", "stamp"]


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return *moment* as the interface writes it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class FakeApi:
    """What the stand-in knows and does.

    Attributes:
        answers: other answers by ``METHOD /path``; each a status and a body, or a callable.
        requests: everything that arrived, in order.
        delay_s: how long every answer is held back.
    """

    role: str = "admin"
    switch: str = "running"
    status: str = "ok"
    alarms: list[dict[str, str]] = field(default_factory=list)
    raised: list[dict[str, Any]] = field(default_factory=list)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    flood: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    endpoints: dict[str, dict[str, Any]] = field(default_factory=dict)
    suspensions: dict[str, dict[str, Any]] = field(default_factory=dict)
    cdrs: list[dict[str, Any]] = field(default_factory=list)
    gateways: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    traces: dict[str, dict[str, Any]] = field(default_factory=dict)
    trials: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    exports: dict[str, dict[str, Any]] = field(default_factory=dict)
    schedules: dict[str, dict[str, Any]] = field(default_factory=dict)
    mail: dict[str, Any] = field(default_factory=dict)
    blocks: dict[str, dict[str, Any]] = field(default_factory=dict)
    trusted: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[dict[str, Any]] = field(default_factory=list)
    retention_runs: list[dict[str, Any]] = field(default_factory=list)
    holds: dict[str, dict[str, Any]] = field(default_factory=dict)
    audit: list[dict[str, Any]] = field(default_factory=list)
    chain: dict[str, dict[str, Any]] = field(default_factory=dict)
    staff: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    answers: dict[str, Answer | Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    delay_s: float = 0.0
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    url: str = ""
    listeners: list[queue.Queue[bytes | None]] = field(default_factory=list)

    def fill(self, endpoints: int = 40, cdrs: int = 400, calls: int = 60) -> FakeApi:
        """Put in a believable small switch and return it."""
        for item in parameter.samples():
            self.parameters[item["name"]] = item
        for item in endpoint.samples(endpoints):
            self.endpoints[item["extension"]] = item
        for item in suspension.samples():
            self.suspensions[item["extension"]] = item
        self.blocks = {str(item["id"]): item for item in block.samples()}
        self.trusted = {str(item["id"]): item for item in block.trusted()}
        self.cdrs = cdr.samples(cdrs)
        self.gateways = {item["name"]: item for item in gateway.samples()}
        self.calls = {item["id"]: item for item in call.samples(calls)}
        return self

    def push(self, kind: str, *items: dict[str, Any]) -> None:
        """Send an event to everybody who listens."""
        data = f"event: {kind}\ndata: {json.dumps({'items': list(items)})}\n\n".encode()
        for listener in list(self.listeners):
            listener.put(data)

    def hang_up(self) -> None:
        """End every event stream."""
        for listener in list(self.listeners):
            listener.put(None)

    def count(self, method: str, path: str) -> int:
        """Return how many requests of this kind arrived."""
        return sum(1 for item in self.requests if (item.method, item.path) == (method, path))

    # answers

    def answer(self, request: Request) -> Answer:
        """Return what the engine would answer."""
        own = self.answers.get(f"{request.method} {request.path}")
        if own is not None:
            return own(request) if callable(own) else own
        if request.path not in ("/session", "/health") and not self.signed_in(request):
            return problem(401, "no session")
        for (method, prefix), handler in self._routes().items():
            if method == request.method and _fits(prefix, request.path):
                return handler(request)
        return problem(404, "no such route")

    def signed_in(self, request: Request) -> bool:
        """Say whether the request carries the token."""
        return request.headers.get("Authorization", "").removeprefix("Bearer ") in self.tokens

    def _routes(self) -> dict[tuple[str, str], Handler]:
        return {
            ("POST", "/session"): self._sign_in,
            ("DELETE", "/session"): lambda _: (204, None),
            ("GET", "/health"): self._health,
            **fake_alarms.routes(self.raised, self.rules, self.webhook),
            ("POST", "/dry-run"): lambda _: (200, proving.run()),
            ("GET", "/self-proof"): lambda _: _page([proving.proof()]),
            ("POST", "/self-proof"): lambda _: (200, proving.proof(id="2")),
            ("GET", "/flood-guard"): lambda _: (200, flood.guard() | self.flood),
            ("GET", "/parameters"): self._parameters,
            ("GET", "/parameters/{}"): lambda request: (200, self.parameters[_last(request)]),
            ("PUT", "/parameters/{}"): self._set_parameter,
            ("GET", "/parameters/{}/history"): self._history,
            ("GET", "/endpoints"): self._endpoints,
            ("POST", "/endpoints"): self._create,
            ("POST", "/endpoints/import"): self._import,
            ("GET", "/endpoints/{}"): self._endpoint,
            ("PATCH", "/endpoints/{}"): self._patch,
            ("DELETE", "/endpoints/{}"): self._delete,
            ("GET", "/suspensions"): lambda _: _page(list(self.suspensions.values())),
            ("POST", "/suspensions/clear"): self._clear,
            ("GET", "/suspensions/history"): lambda _: _page(suspension.history()),
            ("GET", "/cdrs"): self._cdrs,
            ("GET", "/cdrs/vocabulary"): lambda _: (200, cdr.VOCABULARY),
            ("GET", "/cdrs/summary"): lambda _: (200, cdr.summary(self.cdrs)),
            ("GET", "/cdrs/series"): self._series,
            ("GET", "/cdrs/attacks"): lambda request: (
                200,
                attack.reading(by=request.query["by"][0]),
            ),
            **fake_schedules.routes(self.schedules, self.mail),
            **fake_keeping.routes(self.retention_runs, self.holds),
            **fake_security.routes(),
            **fake_exports.routes(self.exports, lambda: self.cdrs, self.cuts),
            **fake_operators.routes(self.staff),
            **fake_audit.routes(self.audit, self.chain),
            **fake_blocks.routes(self.blocks, self.trusted),
            **fake_calls.routes(self.gateways, self.calls),
            **fake_traces.routes(self.traces),
            **fake_views.routes(self.views),
            **fake_trials.routes(self.trials, self.cdrs, self.parameters),
        }

    def _sign_in(self, request: Request) -> Answer:
        if request.body.get("password") != PASSWORD:
            return problem(401, "wrong name or password")
        token = f"{TOKEN}-{len(self.tokens)}"
        self.tokens.add(token)
        expires = stamp(now() + timedelta(hours=12))
        return 201, {
            "token": token, "name": request.body["name"], "role": self.role,
            "expires_at": expires,
        }  # fmt: skip

    def _health(self, request: Request) -> Answer:
        since = stamp(now() - timedelta(hours=2))
        modules = {
            "switch": {"state": self.switch, "pid": 4711, "since": since, "restarts": 0},
            "management": {"state": "running", "pid": 4712, "since": since, "restarts": 0},
        }
        journal = {"pending_segments": 0, "oldest_s": 0.0, "rejected": 0}
        return 200, {
            "status": self.status, "modules": modules, "journal": journal, "sip_ok": True,
            "version": "0.1.0", "alarms": self.alarms,
        }  # fmt: skip

    def _parameters(self, request: Request) -> Answer:
        q = request.query.get("q", [""])[0].lower()
        group = request.query.get("group", [""])[0]
        found = [
            item
            for _, item in sorted(self.parameters.items())
            if group in ("", item["group"]) and (q in item["name"].lower() or not q)
        ]
        return _page(found)

    def _set_parameter(self, request: Request) -> Answer:
        item = self.parameters[_last(request)]
        wanted = request.headers.get("If-Match")
        if wanted is not None and wanted.strip('"') != str(item["version"]):
            return problem(412, "changed in the meantime")
        value = request.body["value"]
        if item["type"] != "text" and not item["minimum"] <= value <= item["maximum"]:
            detail = f"{item['name']} must be {item['accepted']}"
            return problem(422, detail, errors=[{"field": "value", "detail": detail}])
        item |= {
            "value": value, "version": item["version"] + 1, "changed_by": "admin",
            "changed_at": stamp(now()),
        }  # fmt: skip
        return 200, item | {"effective_at": stamp(now()), "warning": None}

    def _history(self, request: Request) -> Answer:
        entry = {
            "id": 1, "at": stamp(now() - timedelta(days=1)), "actor": "admin",
            "address": "127.0.0.1", "before": 6, "after": 5, "version": 1, "revert_at": None,
            "reason": "scanner wave since 02:10",
        }  # fmt: skip
        return _page([entry])

    def _endpoints(self, request: Request) -> Answer:
        status = request.query.get("status", [""])[0]
        q = request.query.get("q", [""])[0].lower()
        limit = int(request.query.get("limit", ["100"])[0])
        after = request.query.get("cursor", [""])[0]
        chosen = [
            item
            for key, item in sorted(self.endpoints.items())
            if status in ("", item["status"])
            and q in (item["extension"] + item["display_name"]).lower()
            and key > after
        ]
        page = chosen[:limit]
        states = [item["status"] for item in self.endpoints.values()]
        counts = {name: states.count(name) for name in ("registered", "unregistered", "suspended")}
        counts |= {
            "total": len(states),
            "unknown_suspended": sum(not item["known"] for item in self.suspensions.values()),
        }
        cursor = page[-1]["extension"] if len(chosen) > limit else None
        return 200, {
            "items": page, "next_cursor": cursor, "counts": counts, "stale": False,
            "degraded": None,
        }  # fmt: skip

    def _endpoint(self, request: Request) -> Answer:
        found = self.endpoints.get(_last(request))
        return (200, found) if found else problem(404, "no such endpoint")

    def _create(self, request: Request) -> Answer:
        extension = request.body["extension"]
        if extension in self.endpoints:
            return problem(409, f"{extension} exists already")
        if len(request.body["password"]) < 12:
            detail = "the password must have at least 12 characters"
            return problem(422, detail, errors=[{"field": "password", "detail": detail}])
        item = endpoint.make(extension, request.body.get("display_name", ""), "unregistered")
        item["enabled"] = request.body.get("enabled", True)
        self.endpoints[extension] = item
        return 201, item | {"effective_at": stamp(now()), "warning": None}

    def _patch(self, request: Request) -> Answer:
        item = self.endpoints[_last(request)]
        changes = {key: value for key, value in request.body.items() if key in item}
        item |= changes
        return 200, item | {"effective_at": stamp(now()), "warning": None}

    def _delete(self, request: Request) -> Answer:
        if self.endpoints.pop(_last(request), None) is None:
            return problem(404, "no such endpoint")
        return 200, {"extension": _last(request), "effective_at": stamp(now()), "warning": None}

    def _import(self, request: Request) -> Answer:
        lines = [line for line in str(request.body).splitlines() if line.strip()]
        bad = [
            {"line": number, "detail": "the password is missing"}
            for number, line in enumerate(lines, start=1)
            if "," not in line
        ]
        dry = request.query.get("dry_run") == ["true"]
        return 200, {
            "created": len(lines) - len(bad), "skipped": 0, "errors": bad, "dry_run": dry,
            "effective_at": None, "warning": None,
        }  # fmt: skip

    def _clear(self, request: Request) -> Answer:
        removed = []
        for extension in request.body["extensions"]:
            found = self.suspensions.pop(extension, None)
            known = self.endpoints.get(extension)
            if known is not None and known["status"] == "suspended":
                known |= {"status": "unregistered", "suspension": None, "failures": 0}
            if found is not None or known is not None:
                removed.append(
                    {"extension": extension, "known": known is not None, "failures": 6,
                     "was_suspended": True}
                )  # fmt: skip
        return 200, {"removed": removed}

    def _cdrs(self, request: Request) -> Answer:
        modes = request.query.get("billing_mode", [])
        limit = int(request.query.get("limit", ["100"])[0])
        start = int(request.query.get("cursor", ["0"])[0])
        start += int(request.query.get("offset", ["0"])[0])
        least = int(request.query.get("flow_min", ["0"])[0])
        found = [item for item in self.cdrs if not modes or str(item["billing_mode"]) in modes]
        found = [item for item in found if item["flow_no"] >= least]
        if request.query.get("order") == ["oldest"]:
            found = found[::-1]
        cursor = str(start + limit) if start + limit < len(found) else None
        flow = max((item["flow_no"] for item in self.cdrs), default=0)
        items = found[start : start + limit]
        return 200, {
            "items": items,
            "next_cursor": cursor,
            "flow_max": flow,
            "missing": self.missing,
        }

    def _series(self, request: Request) -> Answer:
        return 200, cdr.series(self.cdrs, int(request.query.get("bucket", ["60"])[0]))


def _page(items: list[Any]) -> Answer:
    return 200, {"items": items, "next_cursor": None}


def _last(request: Request) -> str:
    return unquote(request.path.split("/")[2])


def _fits(pattern: str, path: str) -> bool:
    wanted, given = pattern.split("/"), path.split("/")
    pairs = zip(wanted, given, strict=False)
    return len(wanted) == len(given) and all(one in ("{}", two) for one, two in pairs)


@contextmanager
def serving(fake: FakeApi, port: int = 0) -> Iterator[FakeApi]:
    """Serve *fake* on loopback for as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", port), bound(fake))
    server.daemon_threads = True
    server.block_on_close = False
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        fake.hang_up()
        server.shutdown()
        server.server_close()
        thread.join(5)
