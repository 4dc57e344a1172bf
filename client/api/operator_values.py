"""Operators and their sessions, as the interface gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FailedSignIn:
    """A wrong password: when, and from where."""

    at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who signs in.

    Attributes:
        role: ``admin``, ``operator`` or ``auditor``.
        password_score: what the password withstands, 0 to 4; None when nobody judged it.
        failures: wrong passwords since the latest sign-in or the start of the engine.
        failed: the latest of them, newest first.
        sessions: how many run.
    """

    name: str
    role: str
    enabled: bool
    created_at: datetime
    password_changed_at: datetime
    last_login_at: datetime | None = None
    password_score: int | None = None
    failures: int = 0
    failed: tuple[FailedSignIn, ...] = ()
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A client that is signed in; ``current`` is this one."""

    id: str
    operator: str
    role: str
    address: str
    created_at: datetime
    expires_at: datetime
    current: bool = False
