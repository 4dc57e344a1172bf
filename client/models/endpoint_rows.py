"""One row of Endpoint Management: a known endpoint, or an unknown extension under attack.

Both come from the engine as different objects (an endpoint with its bindings and maybe a
suspension; a suspension of a number that does not exist). The table shows them with the same
columns, so both become the same value here. A row is immutable: an event makes a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from client.api.values import Binding, Endpoint, Suspension
from client.models.endpoint_groups import address_of


class Status(Enum):
    """What the status pill says."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    SUSPENDED = "suspended"
    DISABLED = "disabled"
    UNKNOWN_LOCKED = "unknown-locked"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """What the table and the pane know about one extension.

    Attributes:
        extension: The number or name.
        name: The display name; empty for an unknown extension.
        known: Whether such an endpoint exists.
        enabled: Whether an operator lets it register.
        registered: Whether it has a live binding.
        failures: Wrong passwords in a row.
        bindings: Where it is registered now.
        suspension: The lockout, or None.
        last_seen: When it last registered, or None when that is not known.
        clear: False while the switch cannot be asked and nothing about it is known.
    """

    extension: str
    name: str = ""
    known: bool = True
    enabled: bool = True
    registered: bool = False
    failures: int = 0
    bindings: tuple[Binding, ...] = ()
    suspension: Suspension | None = None
    last_seen: datetime | None = None
    clear: bool = True

    @property
    def locked(self) -> bool:
        """Whether it is suspended."""
        return self.suspension is not None

    @property
    def status(self) -> Status:
        """The one state that matters most to an operator: locked before everything else."""
        if self.suspension is not None:
            return Status.SUSPENDED if self.known else Status.UNKNOWN_LOCKED
        if not self.enabled:
            return Status.DISABLED
        if not self.clear:
            return Status.UNCLEAR
        return Status.REGISTERED if self.registered else Status.UNREGISTERED

    @property
    def source(self) -> str:
        """Where it comes from: the attacker while it is locked, else its newest binding."""
        if self.suspension is not None and self.suspension.sources:
            return self.suspension.sources[0]
        return self.bindings[0].source if self.bindings else ""

    @property
    def source_address(self) -> str:
        """The source without its port."""
        return address_of(self.source)

    @property
    def device(self) -> str:
        """The User-Agent of the newest binding."""
        return self.bindings[0].user_agent if self.bindings else ""


def from_endpoint(endpoint: Endpoint) -> EndpointRow:
    """The row of a known endpoint."""
    newest = sorted(endpoint.bindings, key=lambda binding: binding.registered_at, reverse=True)
    return EndpointRow(
        extension=endpoint.extension,
        name=endpoint.display_name,
        enabled=endpoint.enabled,
        registered=bool(newest) or endpoint.status == "registered",
        failures=endpoint.failures or 0,
        bindings=tuple(newest),
        suspension=endpoint.suspension,
        last_seen=endpoint.last_seen,
        clear=bool(endpoint.status),
    )


def from_suspension(suspension: Suspension) -> EndpointRow:
    """The row of a lockout whose endpoint is not loaded, or does not exist at all."""
    return EndpointRow(
        extension=suspension.extension,
        known=suspension.known,
        failures=suspension.failures,
        suspension=suspension,
    )


def after_endpoint_event(row: EndpointRow, item: Mapping[str, Any]) -> EndpointRow:
    """The row after the switch told of a registration: `{extension, status, failures}`.

    The event does not carry bindings: those of a phone that left are forgotten, those of one
    that came are asked for by whoever shows them. Events about the configuration have no status
    and change nothing here.
    """
    status, failures = item.get("status"), item.get("failures")
    if not isinstance(failures, int):
        failures = row.failures
    if status == "registered":
        return replace(row, registered=True, failures=failures, suspension=None, clear=True)
    if status == "unregistered":
        return replace(
            row, registered=False, bindings=(), failures=failures, suspension=None, clear=True
        )
    return replace(row, failures=failures)


def after_suspension_event(row: EndpointRow, item: Mapping[str, Any], now: datetime) -> EndpointRow:
    """The row after a lockout began or ended: `{action, extension, known, until, source}`."""
    if item.get("action") != "suspended":
        return replace(row, suspension=None, failures=0)
    return replace(row, suspension=suspension_of(item, row, now))


def suspension_of(item: Mapping[str, Any], row: EndpointRow, now: datetime) -> Suspension:
    """What an event tells of a lockout; reason and repeats follow with the next answer."""
    until = moment(item.get("until")) or now
    source = str(item.get("source") or "")
    return Suspension(
        since=now,
        until=until,
        remaining_s=max(0.0, (until - now).total_seconds()),
        reason="",
        sources=(source,) if source else (),
        repeats=row.suspension.repeats if row.suspension else 0,
        extension=row.extension,
        known=bool(item.get("known", row.known)),
        failures=row.failures,
    )


def moment(raw: object) -> datetime | None:
    """A time of an event: RFC 3339 text or epoch seconds; None when it is neither."""
    if isinstance(raw, bool):
        return None
    try:
        if isinstance(raw, int | float):
            return datetime.fromtimestamp(raw, UTC)
        found = datetime.fromisoformat(str(raw))
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
