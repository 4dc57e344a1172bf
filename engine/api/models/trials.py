"""Test calls: what is asked for, what happens, and the record when it arrives."""

from typing import Annotated

from pydantic import Field

from engine.api.models.cdrs import CdrItem
from engine.api.models.common import Answer, Body, Stamp
from engine.api.trials import TrialProblem, TrialState
from engine.control.trials import MAX_HOLD_S, StepName


class TrialStart(Body):
    """How long the call is to stay up.

    With 0 the caller hangs up while it rings: a call that was never connected, whose record needs
    SERVER_BILLING_RECORD_ZERO_HOLD_TIME.
    """

    hold_s: Annotated[int, Field(ge=0, le=MAX_HOLD_S, description="Seconds from the answer on")] = 0


class TrialStepItem(Answer):
    """One thing that happened; ``text`` says it in the language of the request."""

    at: Stamp
    name: StepName
    text: str
    values: Annotated[dict[str, str | int], Field(description="What the text is made of")]


class NoRecord(Answer):
    """Why there is no record, and that the call was counted instead."""

    gate: Annotated[str, Field(examples=["zero_hold_time"])]
    parameter: Annotated[str, Field(examples=["SERVER_BILLING_RECORD_ZERO_HOLD_TIME"])]
    value: Annotated[int, Field(description="Of the parameter when the call ended")]
    minute: Annotated[Stamp, Field(description="The minute it was counted in")]
    counted: Annotated[int, Field(ge=0, description="Calls counted there from this address")]
    text: str


class TrialItem(Answer):
    """A test call as it stands.

    ``state`` is ``done`` when the record is there, or when a gate kept it out as its parameter
    says; ``failed`` says why in ``problem`` and ``problem_text``.
    """

    id: str
    hold_s: int
    by: str
    call_id: Annotated[str, Field(description="Call-ID of the caller's leg")]
    state: TrialState
    started_at: Stamp
    steps: list[TrialStepItem]
    record: CdrItem | None
    why_no_record: NoRecord | None
    problem: TrialProblem
    problem_text: str
