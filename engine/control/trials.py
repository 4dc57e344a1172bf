"""Test calls as they cross the control socket.

A trial is what operators know as a test call: the switch calls itself through its own socket, and
its record goes the way of every record (requirement 27). The word keeps these classes apart from
those of a test suite. Times are epoch seconds.
"""

from typing import Final, Literal

import msgspec

MAX_HOLD_S: Final = 60
"""Seconds a test call may stay up: long enough to look at it, too short to be forgotten."""

StepName = Literal[
    "sent",
    "ringing",
    "answered",
    "voice",
    "hanging_up",
    "ended",
    "refused",
    "cut",
    "silent",
    "blocked",
]
"""What can happen on the way: the INVITE was sent, it rings, the echo has answered, so much voice
came back, the caller hangs up, the switch confirmed the end; or the switch refused the call, ended
it by itself, said nothing, or could not be reached at all."""

Outcome = Literal["", "ended", "refused", "cut", "silent", "blocked"]
"""How it ended; "" while it goes on."""


class TrialStep(msgspec.Struct, frozen=True):
    """One thing that happened.

    Attributes:
        at: When.
        name: What.
        values: The numbers and texts that go with it: ``address`` of the switch with ``sent``,
            ``silent`` and ``blocked``; ``status`` and ``reason`` with ``refused``; ``sent`` and
            ``returned`` packets with ``voice``; ``seconds`` with ``silent``; ``reason`` with
            ``blocked``.
    """

    at: float
    name: StepName
    values: dict[str, str | int] = {}


class TrialCall(msgspec.Struct, frozen=True):
    """A test call as it stands.

    Attributes:
        id: UUIDv7 of the test.
        hold_s: Seconds it is to stay up; 0 hangs up before the echo answers.
        by: The operator who asked.
        call_id: Call-ID of the caller's leg, which the record has too.
        started_at: When.
        outcome: See :data:`Outcome`.
        steps: What has happened so far.
        written: Whether the switch has decided about the record: either ``gate`` keeps it out, or
            it is in the journal.
        gate: What kept it out of the records, "" when nothing did.
        begun_at: The moment under which it was counted or recorded, 0.0 before.
        source: The address it was made from.
    """

    id: str
    hold_s: int
    by: str
    call_id: str
    started_at: float
    outcome: Outcome = ""
    steps: list[TrialStep] = []
    written: bool = False
    gate: str = ""
    begun_at: float = 0.0
    source: str = ""
