"""Parameters by which an operator could lock himself out: switched on, they have to be confirmed.

Switching one on is a timed change of :data:`PROBATION_S`, whatever was asked for. Only the operator
who did it can confirm it, by switching it on once more through the new state; otherwise it returns
as every timed change does, also when processes are restarted in between. Nobody else can prolong
it. Who would be shut out himself is told so before.
"""

from math import inf
from typing import Final

from engine.api.http_gate import HttpGate
from engine.api.security import Identity
from engine.api.wire import stamp
from engine.errors import Conflict
from engine.parameters.allowing import HTTP_ONLY, SIP_ONLY
from engine.store.rows import ParameterRow

PROBATION_S: Final = 60
"""Seconds in which it has to be confirmed."""

GUARDED: Final = frozenset({SIP_ONLY, HTTP_ONLY})


def ends_after(
    row: ParameterRow, wanted: object, asked_s: int | None, identity: Identity, gate: HttpGate
) -> int | None:
    """After how many seconds a change has to return, None for never.

    Args:
        row: The parameter as it is.
        wanted: The value asked for.
        asked_s: The seconds asked for.
        identity: Who asks.
        gate: Knows who would be served.

    Raises:
        Conflict: he may not confirm it, or would shut himself out.
    """
    if row.name not in GUARDED or not _is_on(wanted):
        return asked_s
    if row.name == HTTP_ONLY and not gate.would_serve(identity.address):
        raise Conflict(
            f"Your own address {identity.address} is not on the allow list: put it there first, or "
            "you would be shut out."
        )
    if not _is_on(row.value):
        if row.name == HTTP_ONLY and (ends := gate.served_until(identity.address)) < inf:
            raise Conflict(
                f"Your own address {identity.address} is on the allow list only until "
                f"{stamp(ends)}: put it there for good first, or you would be shut out then."
            )
        return min(asked_s or PROBATION_S, PROBATION_S)
    if row.revert_at is not None and row.changed_by != identity.name:
        raise Conflict(
            f"{row.changed_by} switched this on and has to confirm it; it returns by itself."
        )
    return asked_s


def must_not_prolong(name: str) -> None:
    """Refuse to prolong what has to be confirmed.

    Raises:
        Conflict: it is such a parameter.
    """
    if name in GUARDED:
        raise Conflict(f"{name} is not prolonged; confirm it by switching it on once more.")


def _is_on(value: object) -> bool:
    return str(value).strip().casefold() in ("1", "on", "true")
