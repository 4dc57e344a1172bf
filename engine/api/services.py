"""What the HTTP interface needs of the rest of management: ports, as protocols.

The interface is written against this module alone; management implements the ports and hands them
over in one frozen :class:`Services`. All methods are synchronous and may block for a moment: they
are called from worker threads, never on an event loop, and may be called by several at once.

Order of a change (design §2): under :attr:`Services.changes`, first the store's transaction, then
the switch, then the answer. Whoever else changes the configuration (a timed change that returns)
or pushes the whole of it (after a reconnect) holds the same lock, so what the switch hears last is
what is stored.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from engine.api.dry_run import DryRunPort
from engine.api.flood import FloodPort
from engine.api.hub import EventHub
from engine.api.query_desk import QueryDesk
from engine.api.refusals import Refusals
from engine.api.security_values import SecurityDocument
from engine.api.self_proof import ProofPort
from engine.api.switch_port import SwitchPort
from engine.api.trials import TrialPort
from engine.clock import Clock
from engine.control.alarms import Alarm
from engine.control.kernel import KernelReport
from engine.store.alarm_rules import AlarmRule
from engine.store.cdr_export import ExportFormat
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore

ModuleName = Literal["switch", "management"]
ModuleCondition = Literal["running", "stopped", "starting"]
ExportStatus = Literal["queued", "running", "done", "failed", "cancelled"]
ExportKind = Literal["cdrs", "illegal-calls"]
"""What a file holds: records, or the report on unauthorised calls."""

Language = Literal["en", "zh"]
"""Of a report."""

FileFormat = ExportFormat | Literal["pdf", "json"]
"""Kind of a file; only reports are ``pdf`` and ``json``."""


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One process of the engine.

    Attributes:
        state: see :data:`ModuleCondition`.
        pid: None while there is none.
        since: epoch seconds of the latest change of ``state``, None when unknown.
        restarts: how often the supervisor brought it back.
    """

    state: ModuleCondition
    pid: int | None
    since: float | None
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class ModulesSnapshot:
    """Both processes, as they were found a moment ago.

    Attributes:
        switch: the SIP process.
        management: this process.
        sip_ok: whether a loopback OPTIONS was answered lately.
        control_error: why the control socket of the switch does not answer, "" when it does.
        journal_error: what the disk says to the switch's journal, "" when it is well.
        helper: the process that fills the kernel's sets, stopped when it is not wanted.
        kernel: what the kernel drops, as the switch said last.
    """

    switch: ModuleState
    management: ModuleState
    sip_ok: bool
    control_error: str = ""
    journal_error: str = ""
    helper: ModuleState = ModuleState("stopped", None, None)
    kernel: KernelReport = field(default_factory=KernelReport)


class ModulesPort(Protocol):
    """What the supervisor and the SIP probe say; a remembered value, so it never blocks."""

    def snapshot(self) -> ModulesSnapshot:
        """The present state."""
        ...


@dataclass(frozen=True, slots=True)
class JournalState:
    """The way of the journal into the store.

    Attributes:
        pending_segments: sealed segments that wait.
        oldest_s: age of the oldest of them in seconds, 0.0 when none waits.
        rejected: unreadable lines put aside since the data folder was made.
        ingested: rows taken in since this process started, by kind (``cdr``, ``agg``, ``sus``).
        error: why ingest stands still, "" when it does not.
    """

    pending_segments: int
    oldest_s: float
    rejected: int = 0
    ingested: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


class JournalPort(Protocol):
    """The billing writer, as health and metrics see it."""

    def snapshot(self) -> JournalState:
        """The present state; never blocks for long."""
        ...


class AlarmPort(Protocol):
    """What stands on the board of alarms; a remembered value, so it never blocks."""

    def all(self) -> list[Alarm]:
        """Critical ones first, the oldest first among equals."""
        ...


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export.

    Attributes:
        filters: which records; the time range is closed on both sides by the interface.
        file_format: kind of the file.
        columns: names of :data:`engine.store.cdr_export.CSV_COLUMNS`, in order.
        timezone: IANA name in which times are written.
        owner: operator that asked.
        kind: records, or a report; a report has columns and an order of its own.
        sort: by which value, see :func:`engine.store.cdr_order.order_of`.
        oldest: whether the oldest record, or the least value, comes first.
        language: of a report, ``en`` or ``zh``.
    """

    filters: CdrFilter
    columns: tuple[str, ...]
    timezone: str
    owner: str
    file_format: FileFormat = "csv"
    kind: ExportKind = "cdrs"
    sort: str = "start"
    oldest: bool = False
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One export as it stands.

    Attributes:
        id: UUIDv7.
        status: see :data:`ExportStatus`.
        rows: rows written so far, all of them when done.
        expected_rows: rows the filter had when the export began; None before it was counted.
        bytes: size of the finished file, 0 before.
        sha256: of the finished file, None before.
        detail: why it failed, or what is to be known about a finished file; "" otherwise.
        filename: name under which to save it, safe on every system.
        owner: operator that asked.
        file_format: kind of the file.
        created_at: epoch seconds.
        finished_at: epoch seconds, None while queued or running.
        kind: what the file holds.
    """

    id: str
    status: ExportStatus
    rows: int
    expected_rows: int | None
    bytes: int
    sha256: str | None
    detail: str
    filename: str
    owner: str
    created_at: float
    finished_at: float | None
    file_format: FileFormat = "csv"
    kind: ExportKind = "cdrs"


class ExportPort(Protocol):
    """Exports made in the background, one after the other."""

    def create(self, request: ExportRequest) -> ExportJob:
        """Queue an export. Conflict when too many wait already."""
        ...

    def all(self) -> list[ExportJob]:
        """The exports that are kept, newest first."""
        ...

    def get(self, export_id: str) -> ExportJob:
        """One export; NotFound for an unknown or outdated one, whatever the text looks like."""
        ...

    def request(self, export_id: str) -> ExportRequest:
        """What was asked for; NotFound."""
        ...

    def cancel(self, export_id: str) -> ExportJob:
        """Stop it if it runs, remove its file if it is done; NotFound."""
        ...

    def file(self, export_id: str) -> Path:
        """The finished file; NotFound, or Conflict while it is not done."""
        ...

    def description(self, export_id: str) -> Path:
        """What lies beside the finished file; NotFound, or Conflict while it is not done."""
        ...

    def totals(self) -> Mapping[str, int]:
        """Exports ended since this process started, by status; for metrics."""
        ...


class SchedulePort(Protocol):
    """What runs schedules."""

    @property
    def root(self) -> str:
        """The folder of all deliveries."""
        ...

    def request(self, schedule_id: str) -> None:
        """Have one run as soon as possible; never blocks."""
        ...

    def running(self) -> frozenset[str]:
        """Those that run or are about to; a remembered value."""
        ...


class MailPort(Protocol):
    """What sends mail."""

    def test(self, to: str) -> str:
        """Send a test mail; the server that took it. ControlError when it did not go out."""
        ...


def nobody_told(rule: AlarmRule) -> list[str]:  # noqa: ARG001 - where nothing can be sent
    """What comes of a test where nothing can be sent."""
    return []


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the interface works with.

    Attributes:
        config: configuration store.
        cdrs: store of call records.
        switch: control socket of the switch.
        modules: state of the processes.
        journal: state of the billing writer.
        exports: export jobs.
        alarms: what should be looked at.
        trials: test calls.
        flood: the flood guard.
        security_document: makes a PDF of the security settings.
        dry_runs: tries proposed values.
        self_proofs: proves that the lockout works.
        schedules: what runs schedules.
        mail: what sends mail.
        events: live events, also published to by the interface itself.
        queries: where questions to the store of call records are worked on.
        refusals: who was refused, counted for the audit.
        alarm_test: tells whoever a rule tells that this is a test; a sentence for each of them.
        clock: wall time for sessions, monotonic time for the throttle.
        realm: of digest authentication, for the hashes of new passwords.
        local_token: bearer token of commands on this machine (actor "local", role admin); it
            counts from loopback addresses only; "" when there is none.
        changes: held around store transaction and push to the switch; see above.
    """

    config: ConfigStore
    cdrs: CdrStore
    switch: SwitchPort
    modules: ModulesPort
    journal: JournalPort
    exports: ExportPort
    alarms: AlarmPort
    trials: TrialPort
    flood: FloodPort
    security_document: SecurityDocument
    dry_runs: DryRunPort
    self_proofs: ProofPort
    schedules: SchedulePort
    mail: MailPort
    events: EventHub
    clock: Clock
    realm: str
    local_token: str = field(default="", repr=False)
    changes: threading.Lock = field(default_factory=threading.Lock, repr=False)
    queries: QueryDesk = field(default_factory=QueryDesk, repr=False)
    refusals: Refusals = field(default_factory=Refusals, repr=False)
    alarm_test: Callable[[AlarmRule], list[str]] = field(default=nobody_told, repr=False)
