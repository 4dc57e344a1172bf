"""Short ways to write a row of the catalogue."""

from typing import Final

from engine.parameters.model import Group, Kind, Parameter, Recommendation

SERVER: Final = "4.3.5.1"
"""Section of VOS3000's manual with the parameters of the server."""

SOFTSWITCH: Final = "4.3.5.2"
"""Section of VOS3000's manual with the parameters of the softswitch."""

OURS: Final = ""
"""Section of a parameter that VOS3000 does not have."""

DAY: Final = 86400
"""Seconds."""


def flag(
    name: str, group: Group, section: str, default: int, description: str, *, off: str, on: str
) -> Parameter:
    """A parameter that is on or off, with what either means."""
    choices = (Recommendation(0, off), Recommendation(1, on))
    return Parameter(
        name, group, section, Kind.BOOLEAN, default, 0, 1, "", description, recommended=choices
    )


def integer(
    name: str,
    group: Group,
    section: str,
    default: int,
    span: tuple[int, int],
    unit: str,
    description: str,
    *recommended: Recommendation,
) -> Parameter:
    """A parameter that counts something, within ``span`` inclusive."""
    return Parameter(
        name, group, section, Kind.INTEGER, default, *span, unit, description, recommended
    )
