"""Changes of the allow list by which an operator would shut himself out of management.

While management is open to the allow list alone, what a change leaves must serve the address that
the change comes from for at least as long as before; otherwise it is refused with the reason.
Whoever means it does it from another listed address, or from this machine, which is always served.
"""

from math import inf
from typing import NamedTuple

from engine.api.http_gate import HttpGate
from engine.api.security import Identity
from engine.api.services import Services
from engine.api.wire import stamp
from engine.errors import Conflict
from engine.parameters.allowing import HTTP_ONLY


class Put(NamedTuple):
    """An entry that is to be put there: place, and its end in epoch seconds, None for never."""

    value: str
    until: float | None


def must_stay_served(
    services: Services,
    gate: HttpGate,
    identity: Identity,
    *,
    without: str = "",
    put: Put | None = None,
) -> None:
    """Let a change of the allow list through that shuts its author not out.

    Args:
        services: Know whether management is restricted.
        gate: Knows who would be served.
        identity: Whose change it is.
        without: Id of an entry that is to go, "" for none.
        put: An entry that is to come, in place of the one of its value.

    Raises:
        Conflict: he would be shut out, at once or earlier than now.
        ControlError: the softswitch, which has the list, is away.
    """
    if not _restricted(services):
        return
    before = gate.served_until(identity.address)
    after = gate.served_until(identity.address, without=without, put=put)
    if after >= before:
        return
    raise Conflict(
        f"Your own address {identity.address} would be on the allow list {_span(after)}, and "
        f"{HTTP_ONLY} serves nobody else: you would be shut out. Put another entry for it there "
        "first, or do this from this machine or another listed address."
    )


def _restricted(services: Services) -> bool:
    """Whether management is open to the list alone, or returns to that by itself."""
    row = services.config.parameters.get(HTTP_ONLY)
    returns = row.revert_at is not None and row.revert_to is not None and bool(int(row.revert_to))
    return bool(int(row.value)) or returns


def _span(until: float) -> str:
    return f"only until {stamp(until)}" if 0.0 < until < inf else "no more"
