"""One row of Current calls: a call with the moment its duration counts from.

The engine says how long a call has lasted; the client goes on counting with its own monotonic
clock, so that no clock has to be right. The answer to the next question differs by the time it was
under way; a small difference changes nothing, and a row that says the same is not painted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Call
from client.models.columns import Pill

#: A smaller difference between two answers is not learned, so that no duration jumps back.
TOLERANCE_S = 2.0


class CallState(StrEnum):
    """What a call does; the values are the API's."""

    CONNECTING = "connecting"
    RINGING = "ringing"
    ANSWERED = "answered"


LOOKS = {
    CallState.CONNECTING: ("loader-2", "neutral"),
    CallState.RINGING: ("phone-ringing", "accent"),
    CallState.ANSWERED: ("phone-call", "ok"),
}
#: The state of an event about a call that is over.
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CallRow:
    """A running call.

    Attributes:
        call: what the engine knows, without its duration.
        since: when the duration was 0, by the monotonic clock of the client.
    """

    call: Call
    since: float

    @property
    def id(self) -> str:
        """Which call it is."""
        return self.call.id

    @property
    def state(self) -> CallState:
        """What it does; a state this client does not know yet counts as connecting."""
        known = self.call.state in set(CallState)
        return CallState(self.call.state) if known else CallState.CONNECTING


def row_of(call: Call, now: float) -> CallRow:
    """Return the row of a call that was just read, *now* by the monotonic clock."""
    return CallRow(replace(call, duration_s=0.0), now - call.duration_s)


def settled(fresh: CallRow, known: CallRow | None) -> CallRow:
    """Return *known* when *fresh* says nothing new, else *fresh*, counting from where it did."""
    if known is None or abs(fresh.since - known.since) > TOLERANCE_S:
        return fresh
    return known if fresh.call == known.call else replace(fresh, since=known.since)


def after_event(row: CallRow, state: str, now: float) -> CallRow:
    """Return the row after the softswitch told of another state; talk time begins at 0."""
    if state not in set(CallState) or state == row.call.state:
        return row
    since = now if state == CallState.ANSWERED else row.since
    return CallRow(replace(row.call, state=state), since)


def counts(rows: Iterable[CallRow]) -> Mapping[CallState, int]:
    """Return how many calls are in each state."""
    found = dict.fromkeys(CallState, 0)
    for row in rows:
        found[row.state] += 1
    return found


def call_word(state: CallState) -> str:
    """Return the word of a state."""
    return {
        CallState.CONNECTING: _tr("Connecting"),
        CallState.RINGING: _tr("Ringing"),
        CallState.ANSWERED: _tr("Talking"),
    }[state]


def call_pill(state: CallState) -> Pill:
    """Return icon, word and tone of a state."""
    icon, tone = LOOKS[state]
    return Pill(icon, call_word(state), tone)


def parties(call: Call) -> str:
    """Return who talks to whom, for questions and messages."""
    return f"{call.caller} → {call.callee}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallRows", text)
