"""The two-leg call as a table: what each thing that happens does in each state.

The call knows nothing of SIP. Its caller's leg and its callee's leg tell it what happened there
(:class:`CallInput`); the table answers the next state and what is to be done (:class:`CallAction`).
A call is answered when the 2xx leaves towards the caller, so an answer and a cancellation that
cross are one or the other, never both. Every input is named for every state: what may come late,
or twice, is ignored, which the table says too.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class CallState(Enum):
    """Where a call stands."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    CONNECTING = "connecting"
    """Sent on; nothing is known of the callee yet."""

    RINGING = "ringing"
    ANSWERED = "answered"
    """The caller was told, and has not acknowledged it yet."""

    TALKING = "talking"
    ENDED = "ended"


class CallInput(Enum):
    """What can happen to a call."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    RANG = "rang"
    """The callee's side rings, or sends early media."""

    ANSWERED = "answered"
    FAILED = "failed"
    """The last place that could be tried has refused."""

    CANCELLED = "cancelled"
    """The caller gives up: a CANCEL, or a BYE before the answer."""

    ACKNOWLEDGED = "acknowledged"
    CALLER_LEFT = "caller left"
    CALLEE_LEFT = "callee left"
    STOPPED = "stopped"
    """The switch ends it: time is over, or an operator wants it."""


class CallAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    RING = "ring"
    """Tell the caller."""

    CONNECT = "connect"
    """Tell the caller, and everybody else who still rings that it is over."""

    CONFIRM = "confirm"
    """Tell the callee that the caller knows."""

    REFUSE = "refuse"
    """Tell the caller."""

    ABANDON = "abandon"
    """Tell the caller and everybody who still rings."""

    RELEASE_CALLEE = "release callee"
    RELEASE_CALLER = "release caller"
    RELEASE_BOTH = "release both"


_S, _I, _A = CallState, CallInput, CallAction

_BEFORE: Final = {
    _I.RANG: (_S.RINGING, _A.RING),
    _I.ANSWERED: (_S.ANSWERED, _A.CONNECT),
    _I.FAILED: (_S.ENDED, _A.REFUSE),
    _I.CANCELLED: (_S.ENDED, _A.ABANDON),
    _I.CALLER_LEFT: (_S.ENDED, _A.ABANDON),
    _I.STOPPED: (_S.ENDED, _A.ABANDON),
}
_AFTER: Final = {
    _I.CALLER_LEFT: (_S.ENDED, _A.RELEASE_CALLEE),
    _I.CALLEE_LEFT: (_S.ENDED, _A.RELEASE_CALLER),
    _I.STOPPED: (_S.ENDED, _A.RELEASE_BOTH),
}
_CHANGES: Final = {
    _S.CONNECTING: _BEFORE,
    _S.RINGING: _BEFORE,
    _S.ANSWERED: {**_AFTER, _I.ACKNOWLEDGED: (_S.TALKING, _A.CONFIRM)},
    _S.TALKING: _AFTER,
    _S.ENDED: {},
}

TABLE: Final[Mapping[tuple[CallState, CallInput], tuple[CallState, CallAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in CallInput
}
