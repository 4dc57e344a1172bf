"""Whether a routing gateway answers our OPTIONS, as a table.

One lost packet is nothing; a gateway that missed the last of several probes in a row is passed
over, and used again with its first answer.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class ProbeState(Enum):
    """What is known."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    UNKNOWN = "unknown"
    ANSWERS = "answers"
    MISSING = "missing"
    """It owes us answers, not yet enough of them."""

    SILENT = "silent"


class ProbeInput(Enum):
    """What can happen."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    ANSWERED = "answered"
    MISSED = "missed"
    MISSED_LAST = "missed last"
    """As many in a row as are waited for."""


class ProbeAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    NOTE = "note"
    """Show it."""

    LEAVE_OUT = "leave out"
    USE = "use"


_S, _I, _A = ProbeState, ProbeInput, ProbeAction

_HEARD: Final = {
    _I.ANSWERED: (_S.ANSWERS, _A.NOTE),
    _I.MISSED: (_S.MISSING, _A.NOTE),
    _I.MISSED_LAST: (_S.SILENT, _A.LEAVE_OUT),
}
_CHANGES: Final = {
    _S.UNKNOWN: _HEARD,
    _S.ANSWERS: _HEARD,
    _S.MISSING: _HEARD,
    _S.SILENT: {_I.ANSWERED: (_S.ANSWERS, _A.USE)},
}

TABLE: Final[Mapping[tuple[ProbeState, ProbeInput], tuple[ProbeState, ProbeAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in ProbeInput
}
