"""Scheduled exports and reports, and how mail is sent, as the interface gives them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

_OWN = ("id", "version", "created_by", "running", "next_run", "last")


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last run went: ``done`` or ``failed``, and a sentence."""

    at: datetime
    status: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule; an empty ``id`` is one that is not stored yet."""

    id: str = ""
    version: int = 0
    name: str = ""
    enabled: bool = True
    kind: str = "illegal-calls"
    format: str = "pdf"
    columns: tuple[str, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    sort: str = "start"
    order: str = "newest"
    language: str = "en"
    period: str = "yesterday"
    timezone: str = "UTC"
    frequency: str = "daily"
    weekday: int = 1
    day: int = 1
    hour: int = 6
    minute: int = 0
    folder: str = ""
    recipients: tuple[str, ...] = ()
    created_by: str = ""
    running: bool = False
    next_run: datetime | None = None
    last: LastRun | None = None

    def body(self) -> dict[str, Any]:
        """Return what is sent to store it."""
        values = {name: value for name, value in asdict(self).items() if name not in _OWN}
        values |= {name: list(values[name]) for name in ("columns", "recipients")}
        return values | ({"version": self.version} if self.id else {})


@dataclass(frozen=True, slots=True)
class ScheduleListing:
    """All schedules, whether mail can be sent, and the folder of all deliveries."""

    items: tuple[Schedule, ...] = ()
    mail_ready: bool = False
    root: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail is sent; the password is only ever written."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    has_password: bool = False
    sender: str = ""
    max_attachment_mb: int = 10
    ready: bool = False

    def body(self, password: str | None) -> dict[str, Any]:
        """Return what is sent to store it; without a password the stored one stays."""
        names = ("host", "port", "security", "username", "sender", "max_attachment_mb")
        values: dict[str, Any] = {name: getattr(self, name) for name in names}
        return values if password is None else {**values, "password": password}


@dataclass(frozen=True, slots=True)
class MailTest:
    """Whether the server took a test mail, in a sentence."""

    sent: bool
    detail: str = ""
