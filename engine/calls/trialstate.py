"""What the caller of a test call does, as a table.

With a hold time the caller waits for the answer, talks and hangs up. Without one it gives up as
soon as it rings: such a call was never connected, which is what the gate of zero hold times is
about (requirements 9 and 27).
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class TrialState(Enum):
    """Where the caller stands."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    CALLING = "calling"
    RINGING = "ringing"
    CANCELLING = "cancelling"
    TALKING = "talking"
    LEAVING = "leaving"
    """It has sent its BYE."""

    OVER = "over"


class TrialInput(Enum):
    """What can happen to it."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    RANG = "rang"
    ANSWERED = "answered"
    REFUSED = "refused"
    """A final answer of 300 or more to the INVITE."""

    DUE = "due"
    """The time to hang up has come."""

    LEFT = "left"
    """The switch ended the call: its BYE has come."""

    CONFIRMED = "confirmed"
    """Our own BYE was answered."""

    SILENT = "silent"
    """Nothing has come for too long."""


class TrialAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    NOTE = "note"
    CANCEL = "cancel"
    TALK = "talk"
    """Acknowledge the answer and send voice."""

    LEAVE = "leave"
    """Send a BYE."""

    DECLINE = "decline"
    """Acknowledge an answer that came too late, and send a BYE."""

    END = "end"


_S, _I, _A = TrialState, TrialInput, TrialAction

_CHANGES: Final = {
    _S.CALLING: {
        _I.RANG: (_S.RINGING, _A.NOTE),
        _I.ANSWERED: (_S.TALKING, _A.TALK),
        _I.REFUSED: (_S.OVER, _A.END),
        _I.SILENT: (_S.OVER, _A.END),
    },
    _S.RINGING: {
        _I.DUE: (_S.CANCELLING, _A.CANCEL),
        _I.ANSWERED: (_S.TALKING, _A.TALK),
        _I.REFUSED: (_S.OVER, _A.END),
        _I.SILENT: (_S.OVER, _A.END),
    },
    _S.CANCELLING: {
        _I.ANSWERED: (_S.LEAVING, _A.DECLINE),
        _I.REFUSED: (_S.OVER, _A.END),
        _I.SILENT: (_S.OVER, _A.END),
    },
    _S.TALKING: {
        _I.DUE: (_S.LEAVING, _A.LEAVE),
        _I.LEFT: (_S.OVER, _A.END),
    },
    _S.LEAVING: {
        _I.LEFT: (_S.OVER, _A.END),
        _I.CONFIRMED: (_S.OVER, _A.END),
        _I.SILENT: (_S.OVER, _A.END),
    },
    _S.OVER: {},
}

TABLE: Final[Mapping[tuple[TrialState, TrialInput], tuple[TrialState, TrialAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in TrialInput
}
