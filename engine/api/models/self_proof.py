"""The lockout proves itself: the report."""

from typing import Annotated

from pydantic import Field

from engine.api.models.common import Answer, Stamp
from engine.api.self_proof import StepKind


class ProofStepItem(Answer):
    """A message with its time, or a sentence about what was done or is wrong."""

    at: Stamp
    kind: StepKind
    text: str
    message: Annotated[str, Field(description="Proofs and nonces are covered")]


class ProofItem(Answer):
    """One run; ``problem`` says what was not as it has to be."""

    id: str
    by: str
    began_at: Stamp
    ended_at: Stamp
    ok: bool
    problem: str
    extension: Annotated[str, Field(description="The endpoint that was made for it, and is gone")]
    retry: int
    steps: list[ProofStepItem]


class ProofPage(Answer):
    """The reports that are kept, newest first."""

    items: list[ProofItem]
    next_cursor: None = None
