"""The part of the catalogue that is about our own registrations with carriers.

Names, defaults and ranges are VOS3000's; its ``auto`` is 0 here. That it waits as long after every
failure is not copied: the first tries come sooner, so that a carrier's restart goes unnoticed
(:mod:`engine.carriers.waits`).
"""

from typing import Final

from engine.parameters.entries import SOFTSWITCH, integer
from engine.parameters.model import Group, Kind, Parameter, Recommendation

SHORTEST: Final = 20
"""Seconds; a registration for less would be renewed all the time."""


def _is_time(value: int | str) -> bool:
    return value == 0 or (isinstance(value, int) and value >= SHORTEST)


CARRIERS: Final[tuple[Parameter, ...]] = (
    Parameter(
        "SS_SIP_USER_AGENT_EXPIRE",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        Kind.INTEGER,
        0,
        0,
        7200,
        "s",
        "Registration time asked of every carrier in place of the gateway's own; 0: the gateway's.",
        (
            Recommendation(
                0, "The default: each gateway's own time; a carrier may want it longer."
            ),
            Recommendation(120, "When this machine is behind a NAT: carriers find their way back."),
            Recommendation(3600, "Few registrations, for a fixed address."),
        ),
        fits=_is_time,
        takes="0 (each gateway's own) or a whole number from 20 to 7200 (s)",
    ),
    integer(
        "SS_SIP_USER_AGENT_RETRY_DELAY",
        Group.SOFTSWITCH,
        SOFTSWITCH,
        60,
        (30, 600),
        "s",
        "Longest wait between two tries to register with a carrier; the first ones come sooner.",
        Recommendation(30, "A carrier that is back is used within half a minute."),
        Recommendation(60, "The default: within a minute, and no burden to the carrier."),
        Recommendation(600, "For carriers that ban who tries often."),
    ),
)
