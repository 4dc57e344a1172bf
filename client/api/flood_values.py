"""The flood guard and whether calls of zero seconds are recorded, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RecordingOff:
    """They are not recorded: since when, by whom, how many so far, until when at the latest."""

    since: datetime
    by: str = ""
    by_guard: bool = False
    not_recorded: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FloodGuard:
    """Where the guard stands; ``rate`` and the levels are refused and failed calls a second."""

    enabled: bool
    state: str
    since: datetime
    rate: float | None = None
    level: int = 0
    level_s: int = 0
    return_level: int = 0
    return_s: int = 0
    off: RecordingOff | None = None
