"""Health of the engine and the audit of its operators."""

from typing import Annotated, Any, Literal

from pydantic import Field

from engine.api.models.common import Answer, Body, Moment, Page, Stamp, Text
from engine.api.models.kernel import KernelHealth


class ModuleHealth(Answer):
    """One process; ``since`` is the moment of its latest change of state."""

    state: Literal["running", "stopped", "starting"]
    pid: int | None
    since: Stamp | None
    restarts: int


class Modules(Answer):
    """Both processes."""

    switch: ModuleHealth
    management: ModuleHealth


class JournalHealth(Answer):
    """What waits between the switch and the store of call records.

    ``rejected`` counts unreadable journal lines that were put aside.
    """

    pending_segments: int
    oldest_s: float
    rejected: int


class Alarm(Answer):
    """Something an operator should look at; a critical one makes the status ``degraded``."""

    code: str
    severity: Literal["warning", "critical"]
    detail: str


class Health(Answer):
    """``status`` is ``ok`` only if a loopback SIP request was answered and nothing is critical.

    ``clock_jump_s`` is how far the wall clock was moved since management started.
    """

    status: Literal["ok", "degraded"]
    modules: Modules
    journal: JournalHealth
    sip_ok: bool
    kernel: KernelHealth
    clock_jump_s: float
    version: str
    alarms: list[Alarm]


class AuditQuery(Page):
    """Which entries; each condition matches exactly, the time range is half open."""

    actor: Annotated[Text, Field(max_length=64)] = ""
    action: Annotated[Text, Field(max_length=64, examples=["parameter.set"])] = ""
    object: Annotated[Text, Field(max_length=200, examples=["endpoint:1001"])] = ""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None


class AuditItem(Answer):
    """Who changed or undid what; ``before`` and ``after`` are its states, null for none."""

    id: int
    at: Stamp
    actor: str
    address: str
    action: str
    object: str
    before: Any
    after: Any
    reason: str


class AuditPage(Answer):
    """A page of the audit, newest first."""

    items: list[AuditItem]
    next_cursor: str | None


class ChainQuery(Body):
    """A head that was noted before, ``number:chain``; it must still be a place of the chain."""

    head: Annotated[Text, Field(max_length=84, pattern=r"^([1-9][0-9]{0,17}:[0-9a-f]{64})?$")] = ""


class ChainState(Answer):
    """Whether the audit is what was written.

    ``first_bad`` is the first entry that does not fit, null when all do; ``removed`` counts what
    retention took away, up to ``removed_upto``; ``head`` is the last entry that fits, to be noted.
    """

    sound: bool
    rows: int
    first_bad: int | None
    detail: str
    removed: int
    removed_upto: int
    head: str
