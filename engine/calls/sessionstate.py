"""The session timer of one leg as a table (RFC 4028).

A leg whose peer knows session timers has one of the two sides as its refresher. Whoever it is, a
session that was not refreshed in time is over. Each leg has a timer of its own: what one side
agreed to says nothing about the other. Every input is named for every state.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class TimerState(Enum):
    """Who keeps the session alive."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    OFF = "off"
    """Nobody: the peer knows no session timer, or none was agreed on."""

    OURS = "ours"
    """The switch, and the next refresh is planned."""

    REFRESHING = "refreshing"
    """The switch, and its refresh waits for the answer."""

    THEIRS = "theirs"
    """The peer."""


class TimerInput(Enum):
    """What can happen to the timer of a leg."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    WE_REFRESH = "we refresh"
    """A request that refreshes was answered, and the switch is to send the next."""

    THEY_REFRESH = "they refresh"
    NONE_AGREED = "none agreed"
    """A request that could have refreshed was answered without a session timer."""

    DUE = "due"
    """It is time for a refresh of ours."""

    REFUSED = "refused"
    """A refresh of ours was refused, or could not be sent."""

    EXPIRED = "expired"


class TimerAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    PLAN = "plan"
    """Count the time from now."""

    STOP = "stop"
    REFRESH = "refresh"
    RETRY = "retry"
    """Refresh soon; the session expires when it would have done so."""

    END = "end"
    """The call is over."""


_S, _I, _A = TimerState, TimerInput, TimerAction

_AGREED: Final = {
    _I.WE_REFRESH: (_S.OURS, _A.PLAN),
    _I.THEY_REFRESH: (_S.THEIRS, _A.PLAN),
    _I.NONE_AGREED: (_S.OFF, _A.STOP),
}
_RUNNING: Final = {**_AGREED, _I.EXPIRED: (_S.OFF, _A.END)}
_CHANGES: Final = {
    _S.OFF: {**_AGREED, _I.NONE_AGREED: (_S.OFF, _A.IGNORE)},
    _S.OURS: {**_RUNNING, _I.DUE: (_S.REFRESHING, _A.REFRESH)},
    _S.REFRESHING: {**_RUNNING, _I.REFUSED: (_S.OURS, _A.RETRY)},
    _S.THEIRS: _RUNNING,
}

TABLE: Final[Mapping[tuple[TimerState, TimerInput], tuple[TimerState, TimerAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in TimerInput
}
