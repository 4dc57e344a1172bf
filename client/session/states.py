"""The states of a session and the one table by which they change.

==============  ===========================================================================
signed-out      no server chosen, or signed out
signing-in      name and password are on their way
signed-in       the normal state: live events flow, health is asked for every two seconds
reconnecting    the engine does not answer; tried again by itself, the session is kept
expired         the engine does not know the token any more: sign in again
==============  ===========================================================================
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where the session stands."""

    SIGNED_OUT = "signed-out"
    SIGNING_IN = "signing-in"
    SIGNED_IN = "signed-in"
    RECONNECTING = "reconnecting"
    EXPIRED = "expired"


class Step(StrEnum):
    """What may happen to a session."""

    START = "start"
    GRANTED = "granted"
    REFUSED = "refused"
    LOST = "lost"
    FOUND = "found"
    TOKEN_REFUSED = "token-refused"  # noqa: S105 - a step, not a secret
    SIGN_OUT = "sign-out"


TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.SIGNED_OUT, Step.START): State.SIGNING_IN,
    (State.SIGNED_OUT, Step.SIGN_OUT): State.SIGNED_OUT,
    (State.SIGNING_IN, Step.GRANTED): State.SIGNED_IN,
    (State.SIGNING_IN, Step.REFUSED): State.SIGNED_OUT,
    (State.SIGNING_IN, Step.SIGN_OUT): State.SIGNED_OUT,
    (State.SIGNED_IN, Step.LOST): State.RECONNECTING,
    (State.SIGNED_IN, Step.FOUND): State.SIGNED_IN,
    (State.SIGNED_IN, Step.TOKEN_REFUSED): State.EXPIRED,
    (State.SIGNED_IN, Step.SIGN_OUT): State.SIGNED_OUT,
    (State.RECONNECTING, Step.LOST): State.RECONNECTING,
    (State.RECONNECTING, Step.FOUND): State.SIGNED_IN,
    (State.RECONNECTING, Step.TOKEN_REFUSED): State.EXPIRED,
    (State.RECONNECTING, Step.SIGN_OUT): State.SIGNED_OUT,
    (State.EXPIRED, Step.START): State.SIGNING_IN,
    (State.EXPIRED, Step.GRANTED): State.SIGNED_IN,
    (State.EXPIRED, Step.LOST): State.EXPIRED,
    (State.EXPIRED, Step.FOUND): State.EXPIRED,
    (State.EXPIRED, Step.TOKEN_REFUSED): State.EXPIRED,
    (State.EXPIRED, Step.SIGN_OUT): State.SIGNED_OUT,
}


def next_state(state: State, step: Step) -> State:
    """Return the state after *step*.

    Raises:
        ValueError: *step* makes no sense in *state*.
    """
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise ValueError(f"{step} cannot happen while {state}") from None
