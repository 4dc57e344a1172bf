"""Health of the engine."""

from typing import Literal

from engine.api.models.common import Answer, Stamp
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
