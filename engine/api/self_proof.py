"""The lockout proves itself: what the interface sees of it (requirement 123)."""

from dataclasses import dataclass
from typing import Literal, Protocol

StepKind = Literal["sent", "received", "done", "failed"]
"""A message to the switch, one from it, something done by management, something that is wrong."""


@dataclass(frozen=True, slots=True)
class ProofStep:
    """One line of the report.

    Attributes:
        at: Epoch seconds.
        kind: See :data:`StepKind`.
        text: The first line of a message, or a sentence.
        message: The message, with everything covered that opens a door; "" for a sentence.
    """

    at: float
    kind: StepKind
    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class ProofReport:
    """One run.

    Attributes:
        id: UUIDv7.
        by: Who asked.
        began_at: Epoch seconds.
        ended_at: Epoch seconds.
        ok: Whether everything was as it has to be.
        problem: What was not, "" when all was well.
        extension: The endpoint that was made for it, and is gone.
        retry: Wrong passwords that lock out.
        steps: What happened, in its order.
    """

    id: str
    by: str
    began_at: float
    ended_at: float
    ok: bool
    problem: str
    extension: str
    retry: int
    steps: tuple[ProofStep, ...]


class ProofPort(Protocol):
    """What runs it."""

    def run(self, by: str, address: str) -> ProofReport:
        """Run it in the name of an operator; Conflict while another run goes on. Takes seconds."""
        ...

    def all(self) -> list[ProofReport]:
        """The reports that are kept, newest first."""
        ...
