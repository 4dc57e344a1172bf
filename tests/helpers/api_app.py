"""The HTTP interface over real stores and a fake switch, with one session for each role."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal

from engine.api.alarm_board import AlarmBoard
from engine.api.app import create_app
from engine.api.flood import FloodPicture
from engine.api.hub import EventHub
from engine.api.self_proof import ProofReport, ProofStep
from engine.api.services import (
    ExportJob,
    ExportRequest,
    JournalState,
    ModulesSnapshot,
    ModuleState,
    Services,
)
from engine.billing.journal import Kind
from engine.billing.records import Record
from engine.datapaths import DataPaths
from engine.errors import Conflict, ControlError, NotFound
from engine.identifiers import uuid7
from engine.management.dry_runs import DryRuns
from engine.management.reports.security import write_security
from engine.management.trials import TrialCalls
from engine.store.cdr_store import CdrStore
from engine.store.rows import Role
from tests.helpers.clock import ManualClock
from tests.helpers.stores import cdr_store, config_store, segment
from tests.helpers.switch_port import FakeSwitch

PASSWORD = "Correct-Horse-7!"
LOCAL_TOKEN = "local-token-of-this-test"
REALM = "switchwarden"
ROLES: tuple[Role, ...] = ("admin", "operator", "auditor")
Json = Any


class FakeModules:
    """Both modules run, unless a test says otherwise."""

    def __init__(self) -> None:
        self.state = ModulesSnapshot(
            ModuleState("running", 101, 1_790_000_000.0),
            ModuleState("running", 102, 1_790_000_000.0),
            sip_ok=True,
        )

    def set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def snapshot(self) -> ModulesSnapshot:
        return self.state


class FakeJournal:
    """An empty journal, unless a test says otherwise."""

    def __init__(self) -> None:
        self.state = JournalState(0, 0.0, ingested={"cdr": 3})

    def snapshot(self) -> JournalState:
        return self.state


class Exports:
    """Exports made at once, by the real store, when `run` is called."""

    def __init__(self, cdrs: CdrStore, folder: Path) -> None:
        self._cdrs = cdrs
        self._folder = folder
        self.requests: dict[str, ExportRequest] = {}
        self.jobs: dict[str, ExportJob] = {}
        self.full = False

    def create(self, request: ExportRequest) -> ExportJob:
        if self.full:
            raise Conflict("too many exports wait")
        job = ExportJob(
            id=uuid7(1_790_000_000_000 + len(self.jobs)),
            status="queued",
            rows=0,
            expected_rows=None,
            bytes=0,
            sha256=None,
            detail="",
            filename="cdr.csv",
            owner=request.owner,
            created_at=1_790_000_000.0,
            finished_at=None,
            file_format=request.file_format,
            kind=request.kind,
        )
        self.requests[job.id] = request
        self.jobs[job.id] = job
        return job

    def run(self, export_id: str) -> None:
        request = self.requests[export_id]
        done = self._cdrs.export(
            request.filters,
            file_format=request.file_format,  # type: ignore[arg-type]
            columns=request.columns,
            timezone=request.timezone,
            path=self._folder / f"{export_id}.csv",
        )
        assert done.sha256 == hashlib.sha256(self._path(export_id).read_bytes()).hexdigest()
        self._change(
            export_id,
            status="done",
            rows=done.rows,
            expected_rows=done.rows,
            bytes=done.bytes,
            sha256=done.sha256,
            finished_at=1_790_000_001.0,
        )

    def get(self, export_id: str) -> ExportJob:
        if export_id not in self.jobs:
            raise NotFound("there is no such export")
        return self.jobs[export_id]

    def all(self) -> list[ExportJob]:
        return sorted(self.jobs.values(), key=lambda job: job.id, reverse=True)

    def request(self, export_id: str) -> ExportRequest:
        self.get(export_id)
        return self.requests[export_id]

    def description(self, export_id: str) -> Path:
        path = self.file(export_id).with_suffix(".meta.json")
        path.write_text("{}")
        return path

    def cancel(self, export_id: str) -> ExportJob:
        self.get(export_id)
        return self._change(export_id, status="cancelled")

    def file(self, export_id: str) -> Path:
        if self.get(export_id).status != "done":
            raise Conflict("the export is not done yet")
        return self._path(export_id)

    def totals(self) -> Mapping[str, int]:
        return {"done": sum(job.status == "done" for job in self.jobs.values())}

    def _path(self, export_id: str) -> Path:
        return self._folder / f"{export_id}.csv"

    def _change(self, export_id: str, **changes: Any) -> ExportJob:
        self.jobs[export_id] = replace(self.jobs[export_id], **changes)
        return self.jobs[export_id]


class FakeSchedules:
    """Remembers what was to run."""

    root = "/srv/deliveries"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def request(self, schedule_id: str) -> None:
        self.asked.append(schedule_id)

    def running(self) -> frozenset[str]:
        return frozenset(self.asked)


class FakeMail:
    """Sends nothing."""

    def __init__(self) -> None:
        self.error = ""
        self.to: list[str] = []

    def test(self, to: str) -> str:
        self.to.append(to)
        if self.error:
            raise ControlError(self.error)
        return "mail.example.org"


class FakeFlood:
    """A guard that watches, unless a test says otherwise."""

    def __init__(self) -> None:
        self.now = FloodPicture(True, "watching", 1_790_000_000.0, 3.25, 100, 10, 20, 120)

    def picture(self) -> FloodPicture:
        return self.now


class FakeProofs:
    """A proof that went well."""

    def __init__(self) -> None:
        self.ran: list[ProofReport] = []

    def run(self, by: str, address: str) -> ProofReport:
        step = ProofStep(1_790_000_000.0, "received", "403 Forbidden", "SIP/2.0 403 Forbidden")
        at = 1_790_000_000.0
        report = ProofReport("1", by, at, at + 1, True, "", f"self-proof-{address}", 5, (step,))
        self.ran.insert(0, report)
        return report

    def all(self) -> list[ProofReport]:
        return self.ran


@cache
def _furnished() -> tuple[bytes, bytes]:
    """Configuration and key of a folder with an operator and a session of each role.

    To write them took most of what a stage waits for the disk.
    """
    wall = ManualClock().wall
    with tempfile.TemporaryDirectory(prefix="switchwarden-") as folder:
        config, paths = config_store(Path(folder), wall, REALM), DataPaths(Path(folder))
        for role in ROLES:
            config.operators.add(role, PASSWORD, role, actor="local", address="")
            config.sessions.create(
                f"token-of-{role}",
                operator=role,
                role=role,
                expires_at=wall() + 43_200,
                address="127.0.0.1",
            )
        config.close()
        return paths.config_db.read_bytes(), paths.secret_key.read_bytes()


class Stage:
    """One application with everything a test wants to look at."""

    def __init__(self, folder: Path, *, heartbeat_s: float = 0.05) -> None:
        paths = DataPaths(folder)
        paths.prepare()
        self.folder = folder
        self.clock = ManualClock()
        for path, content in zip((paths.config_db, paths.secret_key), _furnished(), strict=True):
            path.write_bytes(content)
            path.chmod(0o600)
        self.config = config_store(folder, self.clock.wall, REALM)
        self.cdrs = cdr_store(folder, self.clock.wall)
        self.switch = FakeSwitch()
        self.modules = FakeModules()
        self.journal = FakeJournal()
        self.exports = Exports(self.cdrs, paths.exports)
        self.hub = EventHub()
        self.schedules = FakeSchedules()
        self.mail = FakeMail()
        self.flood = FakeFlood()
        self.alarms = AlarmBoard(self.hub, self.clock.wall)
        self.services = Services(
            config=self.config,
            cdrs=self.cdrs,
            switch=self.switch,
            modules=self.modules,
            journal=self.journal,
            exports=self.exports,
            alarms=self.alarms,
            trials=TrialCalls(self.switch, self.cdrs, self.clock.wall),
            flood=self.flood,
            security_document=write_security,
            self_proofs=FakeProofs(),
            dry_runs=DryRuns(paths.attempts, self.config, self.switch, self.clock.wall),
            schedules=self.schedules,
            mail=self.mail,
            events=self.hub,
            clock=self.clock,
            realm=REALM,
            local_token=LOCAL_TOKEN,
        )
        self.app = create_app(self.services, heartbeat_s=heartbeat_s)
        self.tokens: dict[str, str] = {role: f"token-of-{role}" for role in ROLES}
        self.address = "127.0.0.1"
        self._portals = ExitStack()
        self.portal = self._portals.enter_context(start_blocking_portal("asyncio"))

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request from `self.address`, with no token of its own."""
        answer: httpx.Response = self.portal.call(self._send, method, path, more)
        return answer

    async def _send(self, method: str, path: str, more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(
            self.app, raise_app_exceptions=False, client=(self.address, 50_000)
        )
        async with httpx.AsyncClient(transport=transport, base_url="http://engine.test") as client:
            return await client.request(method, path, **more)

    async def stream(self, path: str, token: str, enough: Callable[[bytes], bool]) -> bytes:
        """What a stream sends until it ends or is enough; then the client hangs up."""
        received = bytearray()
        hung_up = asyncio.Event()
        asked = iter([{"type": "http.request", "body": b""}])

        async def receive() -> dict[str, Any]:
            for message in asked:
                return message
            await hung_up.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            received.extend(message.get("body", b""))
            if enough(bytes(received)):
                hung_up.set()

        headers = [(b"authorization", f"Bearer {token}".encode())]
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": f"/api/v1{path}",
            "raw_path": f"/api/v1{path}".encode(),
            "query_string": b"",
            "headers": headers,
            "client": (self.address, 50_000),
            "server": ("engine.test", 80),
            "scheme": "http",
            "root_path": "",
        }
        await asyncio.wait_for(self.app(scope, receive, send), 10)
        return bytes(received)

    def request(self, method: str, path: str, *, role: str | None = "admin", **more: Any) -> Any:
        """The response; `role` None sends no token."""
        headers = dict(more.pop("headers", {}))
        if role is not None:
            headers["Authorization"] = f"Bearer {self.tokens[role]}"
        where = path if path == "/metrics" else f"/api/v1{path}"
        return self.send(method, where, headers=headers, **more)

    def expect(self, method: str, path: str, status: int = 200, **more: Any) -> Json:
        """The body of a success."""
        answer = self.request(method, path, **more)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def must_fail(self, status: int, method: str, path: str, **more: Any) -> Json:
        """The problem of a failure, checked for its form."""
        answer = self.request(method, path, **more)
        assert answer.status_code == status, answer.text
        return problem_of(answer)

    def add(self, *extensions: str) -> None:
        for extension in extensions:
            body = {"extension": extension, "password": PASSWORD}
            self.expect("POST", "/endpoints", 201, json=body)

    def ingest(self, kind: Kind, *records: Record) -> None:
        self.cdrs.ingest(segment(self.folder / "journal", kind, *records))

    def audit(self) -> list[Json]:
        items: list[Json] = self.expect("GET", "/audit", params={"limit": 1000})["items"]
        return items

    def close(self) -> None:
        self._portals.close()
        self.app.state.audit_checks.close()
        self.cdrs.close()
        self.config.close()


def problem_of(answer: Any) -> Json:
    """The problem document of a failure, checked for its form (RFC 9457)."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]
    body = answer.json()
    assert body["status"] == answer.status_code
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert PASSWORD not in answer.text
    return body
