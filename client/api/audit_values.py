"""The audit as the interface gives it: entries, what to choose from, and the state of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from client.api.answers import given


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who changed or undid what.

    Attributes:
        id: number of the entry; grows with time.
        before: state before as JSON types, None when there was none.
        after: state after as JSON types, None when there is none.
    """

    id: int
    at: datetime
    actor: str = ""
    address: str = ""
    action: str = ""
    object: str = ""
    before: Any = None
    after: Any = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AuditTerms:
    """Which entries; empty fields do not restrict.

    Attributes:
        action: one, or with a full stop at its end all that begin so.
        object: one, or with a colon at its end all that begin so.
        q: a text in any field.
        number: one entry, 0 for all.
    """

    actor: str = ""
    action: str = ""
    object: str = ""
    q: str = ""
    since: datetime | None = None
    until: datetime | None = None
    number: int = 0

    def params(self) -> dict[str, Any]:
        """Return what is sent."""
        moments = {"from": _stamp(self.since), "to": _stamp(self.until)}
        fields = given(actor=self.actor, action=self.action, object=self.object, q=self.q)
        return fields | given(number=self.number or "", **moments)


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """Operators, actions and kinds of objects that occur."""

    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification of the chain that is over.

    Attributes:
        sound: every entry is what was written.
        rows: how many fit.
        first_bad: number of the first that does not.
        head: number and chain of the last that fits.
        head_at: when that was written.
        newer: entries written since.
    """

    sound: bool
    rows: int
    at: datetime
    first_bad: int | None = None
    detail: str = ""
    removed: int = 0
    removed_upto: int = 0
    head: str = ""
    by: str = ""
    head_at: datetime | None = None
    newer: int = 0


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """How verifying stands; see the interface."""

    state: str
    rows: int = 0
    expected: int = 0
    error: str = ""
    last: Verified | None = None

    @property
    def running(self) -> bool:
        """Whether one is at work."""
        return self.state == "running"


def _stamp(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
