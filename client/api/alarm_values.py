"""Alarms as the engine answers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StandingAlarm:
    """One condition that somebody should look at; ``severity`` is ``warning`` or ``critical``.

    ``detail`` says in words what is wrong and what to do, ``source`` which module knows,
    ``acknowledged_by`` who has taken it on (empty for nobody).
    """

    id: str
    kind: str
    severity: str
    since: datetime
    detail: str = ""
    source: str = ""
    acknowledged_by: str = ""
    acknowledged_at: datetime | None = None

    @property
    def critical(self) -> bool:
        """Whether customers notice it."""
        return self.severity == "critical"

    @property
    def subject(self) -> str:
        """What it is about, where one kind stands for several things; else empty."""
        return self.id.removeprefix(self.kind).removeprefix(":")
