"""Test calls as the interface and other parts of management see them (requirement 27).

The switch makes the call and says how it went; whether its record has arrived, or was counted
because a gate kept it out, is seen in the store.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from engine.control.trials import TrialCall
from engine.store.cdr_rows import CdrRow

TrialState = Literal["calling", "ringing", "talking", "recording", "done", "failed"]
"""Where it stands. ``recording`` waits for the record. ``done`` has it, or knows that a gate kept
it out and that it was counted; ``failed`` says why in ``problem``."""

TrialProblem = Literal[
    "",
    "refused",
    "cut",
    "silent",
    "blocked",
    "restarted",
    "journal_full",
    "no_record",
    "no_count",
    "no_voice",
]
"""What went wrong: the first four as in :data:`engine.control.trials.Outcome`; the switch began
anew in between; its disk is full; the record, or the count, has not come; no voice came
back."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One test call.

    Attributes:
        call: What the switch says.
        state: Where it stands.
        problem: Why it failed, "" otherwise.
        record: Its record, None before it came.
        counted: Calls that were counted in its minute in place of it, 0 when it has a record.
    """

    call: TrialCall
    state: TrialState
    problem: TrialProblem = ""
    record: CdrRow | None = None
    counted: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class TrialPort(Protocol):
    """Makes test calls, one at a time. Blocking."""

    def begin(self, hold_s: int, by: str) -> Trial:
        """Place a call; Conflict while another one goes on, ControlError without a switch.

        Args:
            hold_s: Seconds it is to stay up, 0 to 60; 0 hangs up before the answer.
            by: Who asks.
        """
        ...

    def get(self, trial_id: str) -> Trial:
        """A test call as it stands; NotFound."""
        ...
