"""Reliable provisional answers to a caller as a table (RFC 3262 section 3).

One such answer is under way at a time: it is sent again until its PRACK comes, and the next one
waits. A call that is answered meanwhile goes on without it, but a PRACK that comes then is still
expected. Every input is named for every state.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class ReliableState(Enum):
    """Where the answers to one INVITE stand."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IDLE = "idle"
    """No answer waits for its PRACK."""

    WAITING = "waiting"
    SETTLED = "settled"
    """The call was answered before the PRACK came."""

    OVER = "over"


class ReliableInput(Enum):
    """What can happen to them."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    ANSWER = "answer"
    """There is something to tell the caller."""

    PRACKED = "pracked"
    """The PRACK of the answer under way came."""

    DUE = "due"
    """It is time to send that answer again."""

    TOO_LATE = "too late"
    """It was sent for as long as it may be."""

    CONNECTED = "connected"
    """The call is answered."""


class ReliableAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    SEND = "send"
    QUEUE = "queue"
    RESEND = "resend"
    CONFIRM = "confirm"
    """Say 200 to the PRACK, and go on with what waits."""

    REFUSE = "refuse"
    """Say 481 to the PRACK."""

    GIVE_UP = "give up"
    """The caller is refused (5xx)."""


_S, _I, _A = ReliableState, ReliableInput, ReliableAction

_CHANGES: Final = {
    _S.IDLE: {
        _I.ANSWER: (_S.WAITING, _A.SEND),
        _I.PRACKED: (_S.IDLE, _A.REFUSE),
        _I.CONNECTED: (_S.OVER, _A.IGNORE),
    },
    _S.WAITING: {
        _I.ANSWER: (_S.WAITING, _A.QUEUE),
        _I.PRACKED: (_S.IDLE, _A.CONFIRM),
        _I.DUE: (_S.WAITING, _A.RESEND),
        _I.TOO_LATE: (_S.OVER, _A.GIVE_UP),
        _I.CONNECTED: (_S.SETTLED, _A.IGNORE),
    },
    _S.SETTLED: {_I.PRACKED: (_S.OVER, _A.CONFIRM)},
    _S.OVER: {_I.PRACKED: (_S.OVER, _A.REFUSE)},
}

TABLE: Final[Mapping[tuple[ReliableState, ReliableInput], tuple[ReliableState, ReliableAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in ReliableInput
}
