from __future__ import annotations

import pytest

from engine.calls.reliablestate import TABLE, ReliableAction, ReliableInput, ReliableState

_S, _I, _A = ReliableState, ReliableInput, ReliableAction


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in ReliableState for given in ReliableInput}


def test_what_is_ignored_changes_nothing_but_that_the_call_is_answered() -> None:
    ignored = {row: state for row, (state, action) in TABLE.items() if action is _A.IGNORE}
    moved = {row for row, state in ignored.items() if state is not row[0]}
    assert moved == {(_S.IDLE, _I.CONNECTED), (_S.WAITING, _I.CONNECTED)}


def test_one_answer_is_under_way_at_a_time() -> None:
    sending = [row for row, (_, action) in TABLE.items() if action is _A.SEND]
    assert sending == [(_S.IDLE, _I.ANSWER)]
    assert TABLE[_S.WAITING, _I.ANSWER] == (_S.WAITING, _A.QUEUE)


@pytest.mark.parametrize("state", [_S.IDLE, _S.OVER])
def test_a_prack_that_nobody_waits_for_is_refused(state: ReliableState) -> None:
    assert TABLE[state, _I.PRACKED] == (state, _A.REFUSE)


def test_an_answered_call_still_takes_one_prack_and_sends_nothing_again() -> None:
    state = TABLE[_S.WAITING, _I.CONNECTED][0]
    assert state is _S.SETTLED
    assert TABLE[state, _I.DUE][1] is _A.IGNORE
    assert TABLE[state, _I.PRACKED] == (_S.OVER, _A.CONFIRM)


def test_the_way_of_two_answers() -> None:
    state, actions = _S.IDLE, []
    for given in (_I.ANSWER, _I.DUE, _I.ANSWER, _I.PRACKED, _I.ANSWER, _I.TOO_LATE):
        state, action = TABLE[state, given]
        actions.append(action)
    assert state is _S.OVER
    assert actions == [_A.SEND, _A.RESEND, _A.QUEUE, _A.CONFIRM, _A.SEND, _A.GIVE_UP]
