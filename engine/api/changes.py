"""A change reaches the switch before the operator gets his answer (design section 2).

The store's transaction comes first: what is stored is never lost, and a switch that is away gets
it all when it is back. Only then the switch is told, and its acknowledgement is the moment the
answer calls ``effective_at``. Everything that changes the configuration does so under
:attr:`engine.api.services.Services.changes`, so what the switch hears last is what is stored.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from engine.api.services import Services
from engine.api.wire import stamp
from engine.errors import ControlError
from engine.parameters.model import Group

_SWITCH_GROUPS: Final = frozenset({Group.BILLING, Group.SOFTSWITCH})


class Outcome(NamedTuple):
    """Since when the switch obeys (RFC 3339), or the warning that it does not yet."""

    effective_at: str | None
    warning: str | None


def push(services: Services, tell: Callable[[int], float]) -> Outcome:
    """Tell the switch of what was just stored.

    Args:
        services: as they are; the caller holds ``services.changes``.
        tell: sends it, given the version of the configuration; answers epoch seconds.
    """
    try:
        return Outcome(stamp(tell(services.config.version)), None)
    except ControlError as error:
        return Outcome(None, f"Stored; it applies when the softswitch is back ({error.detail}).")


def push_parameters(services: Services, group: Group) -> Outcome:
    """Tell the switch the parameters in force after one of ``group`` changed.

    Parameters that only this process reads are in force at once, whether the switch hears or not.
    """
    values = services.config.parameters.values()
    outcome = push(services, lambda version: services.switch.apply_parameters(version, values))
    if outcome.effective_at is None and group not in _SWITCH_GROUPS:
        return Outcome(stamp(services.clock.wall()), None)
    return outcome
