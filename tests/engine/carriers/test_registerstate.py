"""The table, walked state by input."""

from __future__ import annotations

import pytest

from engine.carriers.registerstate import TABLE, RegisterAction, RegisterInput, RegisterState

S, G, A = RegisterState, RegisterInput, RegisterAction
WAITING = (S.REGISTERING, S.REFRESHING, S.REMOVING)


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in S for given in G}


@pytest.mark.parametrize("state", S)
def test_an_answer_that_nobody_waits_for_changes_nothing(state: RegisterState) -> None:
    if state not in WAITING:
        for given in (G.ACCEPTED, G.CHALLENGED, G.TOO_BRIEF, G.REFUSED, G.DENIED):
            assert TABLE[state, given] == (state, A.IGNORE)


@pytest.mark.parametrize(
    ("state", "given", "after", "action"),
    [
        (S.OFF, G.DUE, S.REGISTERING, A.SEND),
        (S.OFF, G.STOP, S.OFF, A.IGNORE),
        (S.REGISTERING, G.ACCEPTED, S.REGISTERED, A.KEEP),
        (S.REGISTERING, G.CHALLENGED, S.REGISTERING, A.PROVE),
        (S.REGISTERING, G.TOO_BRIEF, S.REGISTERING, A.LENGTHEN),
        (S.REGISTERING, G.REFUSED, S.FAILED, A.WAIT),
        (S.REGISTERING, G.DENIED, S.FAILED, A.WAIT_LONG),
        (S.REGISTERING, G.DUE, S.REGISTERING, A.IGNORE),
        (S.REGISTERING, G.STOP, S.REMOVING, A.SIGN_OFF),
        (S.REGISTERED, G.DUE, S.REFRESHING, A.SEND),
        (S.REGISTERED, G.CHANGED, S.REFRESHING, A.SEND),
        (S.REGISTERED, G.STOP, S.REMOVING, A.SIGN_OFF),
        (S.REFRESHING, G.ACCEPTED, S.REGISTERED, A.KEEP),
        (S.REFRESHING, G.REFUSED, S.LAPSING, A.WAIT),
        (S.REFRESHING, G.DENIED, S.LAPSING, A.WAIT_LONG),
        (S.LAPSING, G.DUE, S.REFRESHING, A.SEND),
        (S.LAPSING, G.STOP, S.REMOVING, A.SIGN_OFF),
        (S.FAILED, G.DUE, S.REGISTERING, A.SEND),
        (S.FAILED, G.CHANGED, S.REGISTERING, A.SEND),
        (S.FAILED, G.STOP, S.OFF, A.FORGET),
        (S.REMOVING, G.ACCEPTED, S.OFF, A.FORGET),
        (S.REMOVING, G.CHALLENGED, S.REMOVING, A.PROVE),
        (S.REMOVING, G.REFUSED, S.OFF, A.FORGET),
        (S.REMOVING, G.DUE, S.REMOVING, A.IGNORE),
    ],
)
def test_the_table(
    state: RegisterState, given: RegisterInput, after: RegisterState, action: RegisterAction
) -> None:
    assert TABLE[state, given] == (after, action)
