"""The flood guard's states, as a table (requirements 12-17).

While calls that lead to nothing come faster than a level for long enough, their records are
switched off; when they have come slower than a lower level for long enough, records are switched
on again, and a test call shows that they are written. Whatever an operator does in between counts:
the guard steps aside, and begins anew only after the flood is over.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class FloodState(Enum):
    """Where the guard stands; the member's value is the ``state`` in the API."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    OFF = "off"
    WATCHING = "watching"
    RISING = "rising"
    """The rate is above the level, not yet for long enough."""

    HOLDING = "holding"
    """Recording is off by the guard's own change."""

    FALLING = "falling"
    """Still off; the rate is below the return level, not yet for long enough."""

    PROVING = "proving"
    """On again; a test call is to show it."""

    UNPROVEN = "unproven"
    """On again, but no test call has left a record; tried again."""

    ASIDE = "aside"
    """An operator has decided otherwise; left to him until the flood is over."""

    QUIET = "quiet"
    """As aside; the rate is below the return level, not yet for long enough."""


class FloodInput(Enum):
    """What can be the case."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    SWITCHED_ON = "switched on"
    SWITCHED_OFF = "switched off"
    OVERRIDDEN = "changed by others"
    """Recording is not as the guard left it."""

    FOUND = "found off by the guard"
    """Recording is off by the guard's change, which this state does not know of."""

    RETURNED = "returned"
    """The guard's change is over: its longest time was reached, or it was taken back."""

    UNKNOWN = "rate unknown"
    HIGH = "rate high"
    BETWEEN = "rate between"
    LOW = "rate low"
    LONG = "long enough"
    PROVED = "record arrived"
    NOT_PROVED = "no record"


class FloodAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    NOTHING = "nothing"
    CLOSE = "switch recording off"
    OPEN = "switch recording on and prove it"
    LET_GO = "take back what is left of the change"
    PROVE = "prove it again"
    CALM = "clear the alarm"
    ALARM = "raise an alarm"


_S, _I, _A = FloodState, FloodInput, FloodAction
Step = tuple[FloodState, FloodAction]

_OUT: Final[dict[FloodInput, Step]] = {
    _I.SWITCHED_OFF: (_S.OFF, _A.NOTHING),
    _I.OVERRIDDEN: (_S.ASIDE, _A.NOTHING),
    _I.FOUND: (_S.HOLDING, _A.NOTHING),
}
_HELD: Final[dict[FloodInput, Step]] = {
    _I.SWITCHED_OFF: (_S.PROVING, _A.OPEN),
    _I.OVERRIDDEN: (_S.ASIDE, _A.LET_GO),
    _I.RETURNED: (_S.PROVING, _A.OPEN),
}
_CHANGES: Final[dict[FloodState, dict[FloodInput, Step]]] = {
    _S.OFF: {
        _I.SWITCHED_ON: (_S.WATCHING, _A.NOTHING),
        _I.FOUND: (_S.PROVING, _A.OPEN),
    },
    _S.WATCHING: _OUT | {_I.HIGH: (_S.RISING, _A.NOTHING)},
    _S.RISING: _OUT
    | dict.fromkeys((_I.BETWEEN, _I.LOW, _I.UNKNOWN), (_S.WATCHING, _A.NOTHING))
    | {_I.LONG: (_S.HOLDING, _A.CLOSE)},
    _S.HOLDING: _HELD | {_I.LOW: (_S.FALLING, _A.NOTHING)},
    _S.FALLING: _HELD
    | dict.fromkeys((_I.BETWEEN, _I.HIGH, _I.UNKNOWN), (_S.HOLDING, _A.NOTHING))
    | {_I.LONG: (_S.PROVING, _A.OPEN)},
    _S.PROVING: {
        _I.OVERRIDDEN: (_S.ASIDE, _A.NOTHING),
        _I.FOUND: (_S.HOLDING, _A.NOTHING),
        _I.PROVED: (_S.WATCHING, _A.CALM),
        _I.NOT_PROVED: (_S.UNPROVEN, _A.ALARM),
        _I.LONG: (_S.UNPROVEN, _A.ALARM),
    },
    _S.UNPROVEN: {
        _I.OVERRIDDEN: (_S.ASIDE, _A.CALM),
        _I.FOUND: (_S.HOLDING, _A.CALM),
        _I.HIGH: (_S.RISING, _A.CALM),
        _I.LONG: (_S.PROVING, _A.PROVE),
    },
    _S.ASIDE: _OUT | {_I.LOW: (_S.QUIET, _A.NOTHING)},
    _S.QUIET: _OUT
    | dict.fromkeys((_I.BETWEEN, _I.HIGH, _I.UNKNOWN), (_S.ASIDE, _A.NOTHING))
    | {_I.LONG: (_S.WATCHING, _A.NOTHING)},
}

TABLE: Final[Mapping[tuple[FloodState, FloodInput], Step]] = {
    (state, given): changes.get(given, (state, _A.NOTHING))
    for state, changes in _CHANGES.items()
    for given in FloodInput
}
