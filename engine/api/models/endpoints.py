"""Endpoints and lockouts."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import (
    WHOLE,
    Answer,
    Body,
    Effect,
    Flag,
    Moment,
    Page,
    Password,
    Reason,
    Search,
    Stamp,
    Text,
)

EXTENSION_PATTERN = r"^[A-Za-z0-9_+-][A-Za-z0-9_.+-]{0,31}$"
Extension = Annotated[str, Field(pattern=EXTENSION_PATTERN, examples=["1001"])]
DisplayName = Annotated[Text, Field(max_length=128)]
Status = Literal["registered", "unregistered", "suspended"]
AnyExtension = Annotated[str, Field(max_length=512)]
"""An extension as an attacker may have written it."""


class EndpointQuery(Page):
    """Which endpoints; ``q`` occurs in the extension or the display name."""

    status: Status | None = None
    q: Search = ""


class NewEndpoint(Body):
    """An endpoint to be created."""

    extension: Extension
    password: Password = Field(repr=False)
    display_name: DisplayName = ""
    enabled: bool = True
    reason: Reason = ""


class EndpointChange(Body):
    """What may change of an endpoint; at least one field besides the reason."""

    password: Password | None = Field(default=None, repr=False)
    display_name: DisplayName | None = None
    enabled: bool | None = None
    reason: Reason = ""


class BindingItem(Answer):
    """Where a registered device can be reached."""

    contact: str
    source: str
    transport: str
    user_agent: str
    registered_at: Stamp
    expires_at: Stamp


class Lockout(Answer):
    """A running lockout of an endpoint."""

    since: Stamp
    until: Stamp
    remaining_s: float
    reason: str
    sources: list[str]
    repeats: int


class EndpointItem(Answer):
    """One endpoint.

    ``status``, ``failures`` and ``last_seen`` are null while the softswitch cannot be asked: then
    nothing is known, and "unregistered" would be untrue. ``password_score`` is 0 to 4, as it was
    when the password was set; null for one that was set before scores were kept.
    """

    extension: str
    display_name: str
    enabled: bool
    status: Status | None
    bindings: list[BindingItem]
    failures: int | None
    last_seen: Stamp | None
    suspension: Lockout | None
    created_at: Stamp
    password_changed_at: Stamp
    password_score: int | None


class EndpointDetail(EndpointItem):
    """One endpoint; ``degraded`` says why the switch could not be asked."""

    stale: bool
    degraded: str | None


class EndpointChanged(EndpointItem):
    """The stored endpoint, and since when the switch knows."""

    effective_at: Stamp | None
    warning: str | None


class EndpointDeleted(Effect):
    """The endpoint that is gone."""

    extension: str


class EndpointCounts(Answer):
    """Counts over all endpoints; null while the softswitch cannot be asked."""

    total: int
    registered: int | None
    unregistered: int | None
    suspended: int | None
    unknown_suspended: int | None


class EndpointPage(Answer):
    """Endpoints by extension; a page may be short and still have a next one."""

    items: list[EndpointItem]
    next_cursor: str | None
    counts: EndpointCounts
    stale: bool
    degraded: str | None


class LineFault(Answer):
    """A line of a CSV file that was not taken."""

    line: int
    detail: str


class ImportReport(Effect):
    """What an import did, or with ``dry_run`` would do."""

    created: int
    skipped: int
    errors: list[LineFault]
    dry_run: bool


class SuspensionQuery(Page):
    """Which lockouts; ``q`` occurs in the extension or a source address."""

    limit: Annotated[int, Field(strict=True, ge=1, le=10_000), WHOLE] = 1000
    known: Flag | None = None
    q: Search = ""


class SuspensionItem(Lockout):
    """A running lockout; ``known`` is false for an extension that does not exist."""

    extension: str
    known: bool
    failures: int


class SuspensionPage(Answer):
    """Running lockouts by extension."""

    items: list[SuspensionItem]
    next_cursor: str | None


class ClearRequest(Body):
    """Whose lockouts and counters to take back."""

    extensions: Annotated[
        list[AnyExtension], Field(min_length=1, max_length=10_000, examples=[["1001", "7777"]])
    ]
    reason: Reason = ""


class ClearedItem(Answer):
    """What was taken back of one extension."""

    extension: str
    known: bool
    failures: int
    was_suspended: bool


class Removed(Answer):
    """What was there and is gone; extensions with nothing to remove are left out."""

    removed: list[ClearedItem]


class SuspensionHistoryQuery(Page):
    """Which past events; the time range is half open."""

    extension: AnyExtension = ""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    to: Moment | None = None


class SuspensionEventItem(Answer):
    """One event in the history of lockouts; ``by`` names who cleared it."""

    id: str
    at: Stamp
    action: str
    extension: str
    known: bool
    since: Stamp
    until: Stamp
    reason: str
    failures: int
    sources: list[str]
    repeats: int
    user_agent: str
    by: str


class SuspensionHistory(Answer):
    """Past lockouts, newest first."""

    items: list[SuspensionEventItem]
    next_cursor: str | None
