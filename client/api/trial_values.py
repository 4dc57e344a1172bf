"""Test calls, as frozen values: a call of the softswitch to an echo inside itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from client.api.cdr_values import Cdr

OVER = ("done", "failed")


@dataclass(frozen=True, slots=True)
class TrialStep:
    """One thing that happened; ``text`` says it in the operator's language."""

    at: datetime
    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoRecord:
    """Why a test call has no record: which parameter kept it out, and how many were counted."""

    parameter: str
    value: int = 0
    counted: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A test call as it stands.

    ``state`` is ``calling``, ``ringing``, ``talking``, ``recording``, ``done`` or ``failed``;
    ``problem_text`` says why it failed and what to do.
    """

    id: str
    state: str
    hold_s: int = 0
    call_id: str = ""
    steps: tuple[TrialStep, ...] = ()
    record: Cdr | None = None
    why_no_record: NoRecord | None = None
    problem: str = ""
    problem_text: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER
