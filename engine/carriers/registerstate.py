"""Our registration with a carrier as a table: what each thing that happens does in each state.

A registration is renewed before it ends, and what failed is tried again; who is told to stop signs
off first if the carrier may still have him. ``LAPSING`` is a renewal that failed while the carrier
still keeps the registration before. Every input is named for every state: what may come late, or
twice, is ignored, which the table says too.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final


class RegisterState(Enum):
    """Where a registration stands."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    OFF = "off"
    REGISTERING = "registering"
    REGISTERED = "registered"
    REFRESHING = "refreshing"
    LAPSING = "lapsing"
    FAILED = "failed"
    REMOVING = "removing"


class RegisterInput(Enum):
    """What can happen to it."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    DUE = "due"
    """It is time for the next REGISTER."""

    CHANGED = "changed"
    """An operator changed what is sent: the password, or for how long."""

    ACCEPTED = "accepted"
    CHALLENGED = "challenged"
    """401 or 407 that can be answered."""

    TOO_BRIEF = "too brief"
    """423: the carrier wants it for longer."""

    REFUSED = "refused"
    """Any other answer, or none."""

    DENIED = "denied"
    """The carrier does not know us, or the password is wrong."""

    STOP = "stop"


class RegisterAction(Enum):
    """What is to be done."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    IGNORE = "ignore"
    SEND = "send"
    PROVE = "prove"
    """Send again, with credentials."""

    LENGTHEN = "lengthen"
    """Send again, for as long as is wanted."""

    KEEP = "keep"
    """Plan the renewal."""

    WAIT = "wait"
    """Plan another try; the wait grows with each."""

    WAIT_LONG = "wait long"
    """Plan another try, far away: hammering a wrong password gets an address banned."""

    SIGN_OFF = "sign off"
    FORGET = "forget"


_S, _I, _A = RegisterState, RegisterInput, RegisterAction


_Rows = dict[RegisterInput, tuple[RegisterState, RegisterAction]]


def _under_way(state: RegisterState, failed: RegisterState) -> _Rows:
    """The rows of a state in which a REGISTER waits for its answer."""
    return {
        _I.CHANGED: (state, _A.SEND),
        _I.ACCEPTED: (_S.REGISTERED, _A.KEEP),
        _I.CHALLENGED: (state, _A.PROVE),
        _I.TOO_BRIEF: (state, _A.LENGTHEN),
        _I.REFUSED: (failed, _A.WAIT),
        _I.DENIED: (failed, _A.WAIT_LONG),
        _I.STOP: (_S.REMOVING, _A.SIGN_OFF),
    }


_KEPT: Final = {
    _I.DUE: (_S.REFRESHING, _A.SEND),
    _I.CHANGED: (_S.REFRESHING, _A.SEND),
    _I.STOP: (_S.REMOVING, _A.SIGN_OFF),
}
_BEGIN: Final = {
    _I.DUE: (_S.REGISTERING, _A.SEND),
    _I.CHANGED: (_S.REGISTERING, _A.SEND),
}
_CHANGES: Final = {
    _S.OFF: _BEGIN,
    _S.REGISTERING: _under_way(_S.REGISTERING, _S.FAILED),
    _S.REGISTERED: _KEPT,
    _S.REFRESHING: _under_way(_S.REFRESHING, _S.LAPSING),
    _S.LAPSING: _KEPT,
    _S.FAILED: {**_BEGIN, _I.STOP: (_S.OFF, _A.FORGET)},
    _S.REMOVING: {
        _I.CHANGED: (_S.REGISTERING, _A.SEND),
        _I.ACCEPTED: (_S.OFF, _A.FORGET),
        _I.CHALLENGED: (_S.REMOVING, _A.PROVE),
        _I.TOO_BRIEF: (_S.OFF, _A.FORGET),
        _I.REFUSED: (_S.OFF, _A.FORGET),
        _I.DENIED: (_S.OFF, _A.FORGET),
    },
}

TABLE: Final[Mapping[tuple[RegisterState, RegisterInput], tuple[RegisterState, RegisterAction]]] = {
    (state, given): changes.get(given, (state, _A.IGNORE))
    for state, changes in _CHANGES.items()
    for given in RegisterInput
}
