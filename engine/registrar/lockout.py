"""The state machine of one extension's lockout (requirements 63-107, 117-123).

Three states. ``CLEAR``: nothing is held against the extension. ``COUNTING``: it has failed some
times in a row. ``SUSPENDED``: every REGISTER is refused, unseen, until a moment that was fixed when
the suspension began. :data:`TABLE` says for every state and input what comes next; it is the whole
rule. An input that is not in it cannot happen and raises, leaving the state as it is: while an
extension is suspended nobody looks at its credentials, so there is no success and no failure.

Which of the two failure inputs a failure is depends on the threshold in force at that moment:
:func:`failure_input`. Nothing here knows a clock or another extension;
:mod:`engine.registrar.suspension` holds the extensions and applies the actions.
"""

from enum import Enum
from typing import Final, NamedTuple


class State(Enum):
    """Where an extension stands."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    CLEAR = "clear"
    COUNTING = "counting"
    SUSPENDED = "suspended"


class Input(Enum):
    """What can happen to it."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    SUCCESS = "success"
    """A right response."""

    FAILURE = "failure"
    """A complete wrong response; the count stays below the threshold."""

    LAST_FAILURE = "last failure"
    """A complete wrong response that makes the count reach or exceed the threshold."""

    EXPIRY = "expiry"
    """The time of the suspension is over."""

    CLEARING = "clearing"
    """An operator clears the extension."""

    SWITCHED_OFF = "switched off"
    """The parameter that enforces lockouts is set to 0."""


class Action(Enum):
    """What is done on the way to the next state."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    NOTHING = "nothing"
    COUNT = "count"
    """One failure more."""

    SUSPEND = "suspend"
    """One failure more, and the time runs."""

    RESET = "reset"
    """No failures, silently."""

    EXPIRE = "expire"
    """No failures; the end goes into the history."""

    CLEAR = "clear"
    """No failures; the end goes into the history, with the operator's name."""

    LIFT = "lift"
    """No failures; the end goes into the history."""


TABLE: Final[dict[tuple[State, Input], tuple[State, Action]]] = {
    # Nothing is held against the extension.
    (State.CLEAR, Input.SUCCESS): (State.CLEAR, Action.NOTHING),
    (State.CLEAR, Input.FAILURE): (State.COUNTING, Action.COUNT),  # req 78
    (State.CLEAR, Input.LAST_FAILURE): (State.SUSPENDED, Action.SUSPEND),  # a threshold of 1
    (State.CLEAR, Input.CLEARING): (State.CLEAR, Action.NOTHING),
    (State.CLEAR, Input.SWITCHED_OFF): (State.CLEAR, Action.NOTHING),
    # It has failed, and may go on trying.
    (State.COUNTING, Input.SUCCESS): (State.CLEAR, Action.RESET),  # req 88
    (State.COUNTING, Input.FAILURE): (State.COUNTING, Action.COUNT),  # req 80
    (State.COUNTING, Input.LAST_FAILURE): (State.SUSPENDED, Action.SUSPEND),  # req 81
    (State.COUNTING, Input.CLEARING): (State.CLEAR, Action.RESET),  # req 118
    (State.COUNTING, Input.SWITCHED_OFF): (State.CLEAR, Action.RESET),  # req 65
    # It is locked out.
    (State.SUSPENDED, Input.EXPIRY): (State.CLEAR, Action.EXPIRE),  # req 86, 87
    (State.SUSPENDED, Input.CLEARING): (State.CLEAR, Action.CLEAR),  # req 117, 118
    (State.SUSPENDED, Input.SWITCHED_OFF): (State.CLEAR, Action.LIFT),  # req 65
}


class LockoutPolicy(NamedTuple):
    """The three parameters as they are now; the defaults are those of a fresh installation.

    Attributes:
        enabled: SS_ENDPOINTREGISTERSUSPEND (req 64).
        retry: SS_ENDPOINTREGISTERRETRY, consecutive failures (req 67).
        duration: SS_ENDPOINTREGISTERSUSPENDTIME, seconds (req 69).
    """

    enabled: bool = False
    retry: int = 6
    duration: int = 180


def step(state: State, given: Input) -> tuple[State, Action]:
    """The next state and what to do on the way.

    Raises:
        ValueError: ``given`` cannot happen in ``state``.
    """
    try:
        return TABLE[state, given]
    except KeyError:
        raise ValueError(f"{given.value} cannot happen while {state.value}") from None


def failure_input(failures: int, policy: LockoutPolicy) -> Input:
    """Which input the failure is that follows ``failures`` others.

    The threshold is the one in force now, so raising it at run time allows more attempts
    (req 121), and lowering it below the count makes the next failure the last (req 195).
    """
    return Input.LAST_FAILURE if failures + 1 >= policy.retry else Input.FAILURE
