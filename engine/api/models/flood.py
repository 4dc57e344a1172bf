"""The flood guard: whether records are off, since when, and when they return."""

from typing import Annotated

from pydantic import Field

from engine.api.flood import FloodStateName
from engine.api.models.common import Answer, Stamp


class RecordingOffItem(Answer):
    """Records of calls of zero seconds are off, by the guard or by hand."""

    since: Stamp
    by: Annotated[str, Field(description="The operator, or `flood-guard`")]
    by_guard: bool
    not_recorded: Annotated[int, Field(ge=0, description="Calls counted instead since then")]
    until: Annotated[Stamp | None, Field(description="When they return in any case")]


class ProofItem(Answer):
    """The latest test call after records were switched on again."""

    at: Stamp
    ok: Annotated[bool, Field(description="Whether its record arrived")]
    detail: str


class FloodItem(Answer):
    """Where the guard stands; also what the event `flood` carries.

    ``rate`` and the levels are refused and failed calls a second; ``off`` is null while they are
    recorded.
    """

    enabled: bool
    state: FloodStateName
    since: Stamp
    rate: float | None
    level: int
    level_s: int
    return_level: int
    return_s: int
    off: RecordingOffItem | None
    proof: ProofItem | None
