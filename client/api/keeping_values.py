"""How long call records are kept, and what was removed, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from client.api.cdr_values import MissingDays


@dataclass(frozen=True, slots=True)
class RetentionMode:
    """What becomes of one billing mode; ``keep_days`` 0 keeps for ever, without a cut-off."""

    billing_mode: int
    keep_days: int = 0
    cutoff: datetime | None = None
    records: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class RetentionFile:
    """A file of the archive that a run writes anew (``rewrite``) or removes (``remove``)."""

    file: str
    action: str
    records: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class RetentionPreview:
    """What a run would remove now."""

    modes: tuple[RetentionMode, ...] = ()
    records: int = 0
    held: int = 0
    files: tuple[RetentionFile, ...] = ()
    missing: tuple[MissingDays, ...] = ()


@dataclass(frozen=True, slots=True)
class RetentionRun:
    """What a run removed; ``error`` says why it ended early."""

    id: str
    at: datetime
    by: str
    records: int = 0
    files_rewritten: int = 0
    files_removed: int = 0
    bytes_freed: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Records that nobody may remove before ``until``; None: until it is lifted.

    ``filters`` are conditions by the names of a query; none of them holds every record.
    """

    id: str
    reason: str
    by: str
    at: datetime
    filters: Mapping[str, Any] = field(default_factory=dict)
    until: datetime | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Lifted:
    """The answer to lifting a hold: what it was."""

    lifted: Hold


@dataclass(frozen=True, slots=True)
class SealState:
    """How many links the chain of seals has, and its last one."""

    links: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """The records of one UTC day (``2026-11-23``) and billing mode, against their seal.

    ``status`` is ``intact``, ``removed`` or ``thinned`` by retention, ``unsealed``, ``missing`` or
    ``changed``; the last two are findings.
    """

    day: str
    billing_mode: int
    status: str
    sealed: int = 0
    removed: int = 0
    found: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a check of the seals found."""

    sound: bool = True
    links: int = 0
    head: str = ""
    broken_links: tuple[int, ...] = ()
    foreign_links: tuple[int, ...] = ()
    missing: tuple[MissingDays, ...] = ()
    items: tuple[SealedPart, ...] = ()
