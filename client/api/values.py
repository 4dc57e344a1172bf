"""What the engine answers, as frozen values: health, sessions, parameters, endpoints, lockouts.

Field names are those of the interface. Times are aware datetimes in UTC; lengths of time are
seconds. CDR values are in ``cdr_values``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """One page of a list; ``next_cursor`` is empty on the last one.

    ``counts`` are totals by state over the whole list, where the route gives them; ``degraded``
    says why some of it is not known now, for example because the switch is away.
    """

    items: tuple[Item, ...]
    next_cursor: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    degraded: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """A session that was opened."""

    token: str = field(repr=False)
    role: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One module of the engine: ``running``, ``stopped`` or ``starting``."""

    state: str
    pid: int | None = None
    since: datetime | None = None
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that is wrong with the engine: a stable code and a sentence."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class JournalState:
    """What waits to be written to the CDR store."""

    pending_segments: int = 0
    oldest_s: float | None = None
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """The state of an engine; ``ok`` only if a SIP request over loopback was answered."""

    status: str
    modules: dict[str, ModuleState]
    journal: JournalState = JournalState()
    alarms: tuple[Alarm, ...] = ()
    version: str = ""

    @property
    def switch(self) -> str:
        """The state of the switch module, ``stopped`` when it is not listed."""
        module = self.modules.get("switch")
        return module.state if module else "stopped"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A value worth choosing and what it trades; ``advised`` is false where it is warned of."""

    value: int | str
    text: str
    advised: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """A system parameter: ``type`` is ``boolean`` (0 or 1), ``integer`` or ``text``.

    After a change ``effective_at`` says since when it acts, else ``warning`` why not yet.
    """

    name: str
    value: int | str
    default: int | str
    type: str
    minimum: int | None
    maximum: int | None
    unit: str
    group: str
    section: str
    description: str
    recommended: tuple[Recommendation, ...] = ()
    version: int = 0
    revert_at: datetime | None = None
    revert_to: int | str | None = None
    changed_by: str = ""
    changed_at: datetime | None = None
    accepted: str = ""
    effective_at: datetime | None = None
    warning: str = ""

    @property
    def changed(self) -> bool:
        """Whether the value differs from the default."""
        return self.value != self.default


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """One entry of the history of a parameter."""

    at: datetime
    before: int | str | None
    after: int | str | None
    actor: str = ""
    address: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a registered device can be reached."""

    contact: str
    source: str
    transport: str
    user_agent: str
    registered_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Suspension:
    """A lockout of one extension; ``known`` is false for one that does not exist."""

    since: datetime
    until: datetime
    remaining_s: float
    reason: str
    sources: tuple[str, ...] = ()
    repeats: int = 0
    extension: str = ""
    known: bool = True
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A telephone account; ``status`` is ``registered``, ``unregistered`` or ``suspended``.

    While the switch cannot be asked ``status`` is empty and ``failures`` None: not known.
    """

    extension: str
    status: str
    display_name: str = ""
    enabled: bool = True
    bindings: tuple[Binding, ...] = ()
    failures: int | None = 0
    suspension: Suspension | None = None
    last_seen: datetime | None = None
    created_at: datetime | None = None
    password_changed_at: datetime | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A lockout that was taken back."""

    extension: str
    known: bool = True
    failures: int = 0
    was_suspended: bool = True


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line of an import that cannot be taken."""

    line: int
    detail: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do in a dry run."""

    created: int
    skipped: int
    errors: tuple[LineProblem, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SuspensionEvent:
    """One entry of the history of lockouts."""

    at: datetime
    action: str
    extension: str
    known: bool = True
    since: datetime | None = None
    until: datetime | None = None
    reason: str = ""
    failures: int = 0
    sources: tuple[str, ...] = ()
    repeats: int = 0
    user_agent: str = ""
    by: str = ""
