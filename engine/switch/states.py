"""What the registrar knows, as the values that cross the control socket."""

from typing import Final

from engine.control.messages import (
    BindingInfo,
    EndpointState,
    Status,
    SuspensionInfo,
    Totals,
)
from engine.registrar import Binding, Lockout, Registrar

MAX_STATES: Final = 1_000
"""Extensions answered at a time: about 2 ms of work."""


def status_of(registrar: Registrar, extension: str, now: float) -> Status:
    """The one word for ``extension``; suspended wins over registered."""
    if registrar.lockouts.remaining(extension, now):
        return "suspended"
    return "registered" if registrar.locations.live(extension, now) else "unregistered"


def endpoint_state(
    registrar: Registrar, extension: str, now: float, wall_offset: float
) -> EndpointState:
    """Everything known of ``extension`` at ``now``."""
    lockout = registrar.lockouts.get(extension)
    suspended = lockout is not None and bool(registrar.lockouts.remaining(extension, now))
    seen = registrar.locations.last_seen(extension)
    return EndpointState(
        extension,
        status_of(registrar, extension, now),
        [binding_info(each, wall_offset) for each in registrar.locations.live(extension, now)],
        lockout.failures if lockout is not None else 0,
        None if seen is None else seen + wall_offset,
        suspension_info(lockout, now, wall_offset) if lockout is not None and suspended else None,
    )


def binding_info(binding: Binding, wall_offset: float) -> BindingInfo:
    """One contact, with times of the wall clock."""
    return BindingInfo(
        binding.contact,
        binding.source,
        binding.transport.lower(),
        binding.user_agent,
        binding.registered_at + wall_offset,
        binding.expires_at + wall_offset,
    )


def suspension_info(lockout: Lockout, now: float, wall_offset: float) -> SuspensionInfo:
    """One lockout that is in force at ``now``, with times of the wall clock."""
    return SuspensionInfo(
        lockout.extension,
        lockout.known,
        lockout.since + wall_offset,
        lockout.until + wall_offset,
        max(lockout.until - now, 0.0),
        lockout.reason,
        list(lockout.sources),
        lockout.repeats,
        lockout.failures,
    )


def totals(registrar: Registrar) -> Totals:
    """Counts over all extensions, as of the latest sweep; ``suspended`` includes the unknown."""
    lockouts, locations = registrar.lockouts, registrar.locations
    unknown = lockouts.suspended_unknown
    return Totals(
        locations.registered, lockouts.suspended_known + unknown, unknown, locations.bindings
    )
