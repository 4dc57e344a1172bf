"""How good passwords are, as frozen values: what was noted when they were set, never a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PasswordFact:
    """One password.

    Attributes:
        kind: ``endpoint`` or ``operator``.
        name: whose it is.
        created_at: when the owner was added.
        changed_at: when the password was set.
        display_name: name of the endpoint.
        enabled: whether the owner may use it.
        score: 0 to 4; None for one that was set before scores were kept.
        weak: whether the engine calls it weak.
        unchanged: whether it is the password of the first day.
    """

    kind: str
    name: str
    created_at: datetime
    changed_at: datetime
    display_name: str = ""
    enabled: bool = True
    score: int | None = None
    weak: bool = False
    unchanged: bool = False
