"""An endpoint as the interface shows it: what is stored, joined with what the switch sees.

Plain dictionaries, because lists of them are encoded as they are. While the switch cannot be asked
an endpoint has no status at all: see :class:`engine.api.models.endpoints.EndpointItem`.
"""

from typing import Any, NamedTuple

from engine.api.services import Services
from engine.api.wire import stamp, stamp_or_none
from engine.control.messages import BindingInfo, EndpointState, SuspensionInfo
from engine.errors import ControlError
from engine.store.rows import EndpointRow

Item = dict[str, Any]


class Seen(NamedTuple):
    """What the switch says of some extensions, or why it says nothing."""

    states: dict[str, EndpointState]
    degraded: str | None


def look(services: Services, extensions: list[str]) -> Seen:
    """Ask the switch for the state of these extensions."""
    try:
        states = services.switch.states(extensions) if extensions else []
    except ControlError as error:
        return Seen({}, f"The softswitch cannot be asked: {error.detail}")
    return Seen({state.extension: state for state in states}, None)


def endpoint_item(row: EndpointRow, seen: Seen) -> Item:
    """One endpoint, see :class:`engine.api.models.endpoints.EndpointItem`."""
    item: Item = {
        "extension": row.extension,
        "display_name": row.display_name,
        "enabled": row.enabled,
        "status": None,
        "bindings": [],
        "failures": None,
        "last_seen": None,
        "suspension": None,
        "created_at": stamp(row.created_at),
        "password_changed_at": stamp(row.password_changed_at),
        "password_score": row.password_score,
    }
    if seen.degraded is None:
        item |= _state(seen.states.get(row.extension))
    return item


def _state(state: EndpointState | None) -> Item:
    if state is None:
        return {"status": "unregistered", "failures": 0}
    return {
        "status": state.status,
        "bindings": [_binding(binding) for binding in state.bindings],
        "failures": state.failures,
        "last_seen": stamp_or_none(state.last_seen),
        "suspension": lockout(state.suspension) if state.suspension else None,
    }


def _binding(binding: BindingInfo) -> Item:
    return {
        "contact": binding.contact,
        "source": binding.source,
        "transport": binding.transport,
        "user_agent": binding.user_agent,
        "registered_at": stamp(binding.registered_at),
        "expires_at": stamp(binding.expires_at),
    }


def lockout(info: SuspensionInfo) -> Item:
    """A running lockout of an endpoint."""
    return {
        "since": stamp(info.since),
        "until": stamp(info.until),
        "remaining_s": round(info.remaining_s, 3),
        "reason": info.reason,
        "sources": info.sources,
        "repeats": info.repeats,
    }


def suspension_item(info: SuspensionInfo) -> Item:
    """A running lockout in the list of them, which names its extension."""
    own = {"extension": info.extension, "known": info.known, "failures": info.failures}
    return own | lockout(info)
