"""What attacks look like: figures over time, and patterns among lockouts."""

from typing import Annotated, Literal

from pydantic import Field

from engine.api.models.common import WHOLE, Answer, Body, Stamp


class PictureQuery(Body):
    """How far back, in hours."""

    hours: Annotated[int, Field(strict=True, ge=1, le=168), WHOLE] = 24


class FiguresItem(Answer):
    """Sums from ``at`` on, over ``step_s`` seconds."""

    at: Stamp
    registrations: int
    failures: int
    suspensions: int
    illegal: int
    dropped: int


class PatternItem(Answer):
    """A pattern that names an attack, with the extensions and sources that make it.

    ``sources`` are addresses, or networks /64 of IPv6; lists are cut, the counts are whole.
    """

    name: Literal["same_source", "sequential", "repeated", "many"]
    lockouts: int
    first: Stamp
    last: Stamp
    extensions: list[str]
    extension_count: int
    sources: list[str]
    source_count: int


class AttackPicture(Answer):
    """Figures without those that are all zero, and the patterns.

    ``complete`` is false when there were more lockouts than are looked at.
    """

    hours: int
    step_s: int
    figures: list[FiguresItem]
    patterns: list[PatternItem]
    lockouts: int
    complete: bool
