"""How long call records are kept, and what was removed, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
