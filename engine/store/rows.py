"""Values that the configuration store hands out and takes.

Frozen, so that a row read in one thread can be shown in another. Times are epoch seconds. Digest
hashes are left out of ``repr``: a row may end up in a log line.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["admin", "operator", "auditor"]
"""What an operator may do: change everything, act on endpoints, or read only."""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """The stored state of one parameter of the catalogue.

    Attributes:
        name: Name in the catalogue.
        value: The value in force.
        version: Number of changes so far; 0 means never changed.
        changed_by: Operator of the latest change, "" when never changed.
        changed_at: Moment of the latest change, None when never changed.
        revert_at: When a timed change returns by itself, else None.
        revert_to: The value it returns to, else None.
    """

    name: str
    value: int | str
    version: int = 0
    changed_by: str = ""
    changed_at: float | None = None
    revert_at: float | None = None
    revert_to: int | str | None = None


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """An endpoint to be created; the password is already reduced to its digest hashes.

    Attributes:
        extension: 1 to 32 characters of ``A-Za-z0-9_.+-``.
        ha1_md5: 32 hex digits (RFC 7616 section 3.4.2).
        ha1_sha256: 64 hex digits.
        display_name: Free text of at most 128 characters.
        enabled: A disabled endpoint cannot register.
        password_score: What the password withstands, 0 to 4; None when nobody judged it.
    """

    extension: str
    ha1_md5: str = field(repr=False)
    ha1_sha256: str = field(repr=False)
    display_name: str = ""
    enabled: bool = True
    password_score: int | None = None


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """A stored endpoint; attributes as in :class:`NewEndpoint`."""

    extension: str
    display_name: str
    enabled: bool
    ha1_md5: str = field(repr=False)
    ha1_sha256: str = field(repr=False)
    created_at: float
    password_changed_at: float
    password_score: int | None = None


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """A person who signs in; the password hash never leaves the store."""

    name: str
    role: Role
    enabled: bool
    created_at: float
    password_changed_at: float
    last_login_at: float | None = None
    password_score: int | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A signed-in client; the token itself is not kept.

    ``id`` names a session in a list and opens nothing; "" where nobody asks for it.
    """

    operator: str
    role: Role
    created_at: float
    expires_at: float
    address: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who changed or undid what.

    Attributes:
        id: Grows with time; the cursor of a page.
        at: Epoch seconds.
        actor: Operator, "local" for the command line, "timer" for a timed change that returned.
        address: Where the actor was, "" when it is the engine itself.
        action: ``parameter.set``, ``endpoint.create``, …
        object: ``parameter:NAME``, ``endpoint:EXTENSION``, …
        before: State before as JSON types, None when there was none.
        after: State after as JSON types, None when there is none.
        reason: What the actor gave, possibly "".
    """

    id: int
    at: float
    actor: str
    address: str
    action: str
    object: str
    before: Any
    after: Any
    reason: str


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which audit rows; empty fields do not restrict, ``since`` <= at < ``until``.

    See :mod:`engine.store.audit_filter` for what an action and an object may be; ``q`` is a text
    in any field, ``number`` that of one row.
    """

    actor: str = ""
    action: str = ""
    object: str = ""
    since: float | None = None
    until: float | None = None
    q: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class AuditChoices:
    """Actors, actions and kinds of objects (``endpoint:``) that the audit has rows of."""

    actors: tuple[str, ...]
    actions: tuple[str, ...]
    kinds: tuple[str, ...]
