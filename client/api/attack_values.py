"""The reading of attacks, as frozen values: sources, what they did, and patterns by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from client.api.cdr_values import MissingDays


@dataclass(frozen=True, slots=True)
class Country:
    """Where an address is registered; ``code`` and names only for the kind ``country``."""

    kind: str = "unknown"
    code: str = ""
    name: str = ""
    name_zh: str = ""


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Consecutive numbers; ``side`` is caller, callee or extension."""

    side: str
    first: str
    last: str
    length: int


@dataclass(frozen=True, slots=True)
class AttackTarget:
    """Called numbers that begin alike."""

    prefix: str
    records: int
    not_recorded: int = 0


@dataclass(frozen=True, slots=True)
class AttackDevice:
    """A User-Agent and its records."""

    user_agent: str
    records: int


@dataclass(frozen=True, slots=True)
class AttackPattern:
    """What stands out, the figures it was found by, and examples."""

    name: str
    text: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttackLockouts:
    """Suspensions; ``most`` is the extension that was suspended most often."""

    suspensions: int = 0
    extensions: int = 0
    unknown: int = 0
    most: str = ""
    times: int = 0
    first: datetime | None = None
    last: datetime | None = None
    runs: tuple[NumberRun, ...] = ()


@dataclass(frozen=True, slots=True)
class LockoutDay:
    """Suspensions of one day."""

    day: datetime
    suspensions: int


@dataclass(frozen=True, slots=True)
class AttackSource:
    """An address or network and what came from it; ``hours`` has 24 counts of attempts."""

    source: str
    first: datetime
    last: datetime
    addresses: int = 1
    country: Country = field(default_factory=Country)
    attempts: int = 0
    records: int = 0
    not_recorded: int = 0
    days: int = 0
    hours: tuple[int, ...] = ()
    examined: int = 0
    callers: int = 0
    callees: int = 0
    targets: tuple[AttackTarget, ...] = ()
    user_agents: tuple[AttackDevice, ...] = ()
    runs: tuple[NumberRun, ...] = ()
    lockouts: AttackLockouts = field(default_factory=AttackLockouts)
    patterns: tuple[AttackPattern, ...] = ()

    @property
    def is_network(self) -> bool:
        """Whether it stands for several addresses."""
        return "/" in self.source


@dataclass(frozen=True, slots=True)
class AttackReading:
    """Sources with the most attempts, and what all of them together show."""

    total: int = 0
    records: int = 0
    not_recorded: int = 0
    elsewhere: int = 0
    countries: str = ""
    items: tuple[AttackSource, ...] = ()
    lockouts: AttackLockouts = field(default_factory=AttackLockouts)
    lockout_days: tuple[LockoutDay, ...] = ()
    patterns: tuple[AttackPattern, ...] = ()
    missing: tuple[MissingDays, ...] = ()
