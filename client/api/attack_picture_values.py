"""The picture of attacks as frozen values: figures over time, and patterns among lockouts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over a step that begins at ``at``; in an event, rates of a second."""

    at: datetime
    registrations: float = 0.0
    failures: float = 0.0
    suspensions: float = 0.0
    illegal: float = 0.0
    dropped: float = 0.0


@dataclass(frozen=True, slots=True)
class LockoutPattern:
    """A pattern that was found; lists are cut, the counts are whole."""

    name: str
    lockouts: int
    first: datetime
    last: datetime
    extensions: tuple[str, ...] = ()
    extension_count: int = 0
    sources: tuple[str, ...] = ()
    source_count: int = 0


@dataclass(frozen=True, slots=True)
class AttackPicture:
    """What was seen in the last hours; steps in which nothing happened are left out."""

    hours: int
    step_s: int
    figures: tuple[Figures, ...] = ()
    patterns: tuple[LockoutPattern, ...] = ()
    lockouts: int = 0
    complete: bool = True
