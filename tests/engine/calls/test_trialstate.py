import pytest

from engine.calls.trialstate import TABLE, TrialAction, TrialInput, TrialState

_S, _I, _A = TrialState, TrialInput, TrialAction


def walk(*inputs: TrialInput) -> tuple[TrialState, list[TrialAction]]:
    state, actions = _S.CALLING, []
    for given in inputs:
        state, action = TABLE[state, given]
        actions.append(action)
    return state, actions


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in TrialState for given in TrialInput}


def test_what_is_ignored_changes_nothing() -> None:
    ignored = {row: state for row, (state, action) in TABLE.items() if action is _A.IGNORE}
    assert ignored
    assert all(state is before for (before, _), state in ignored.items())


def test_a_call_that_hangs_up_at_once_is_cancelled() -> None:
    state, actions = walk(_I.RANG, _I.DUE, _I.REFUSED)
    assert state is _S.OVER
    assert actions == [_A.NOTE, _A.CANCEL, _A.END]


def test_a_call_that_stays_up_ends_with_its_own_bye() -> None:
    state, actions = walk(_I.RANG, _I.ANSWERED, _I.DUE, _I.CONFIRMED)
    assert state is _S.OVER
    assert actions == [_A.NOTE, _A.TALK, _A.LEAVE, _A.END]


def test_an_answer_that_crosses_the_cancel_is_hung_up() -> None:
    state, actions = walk(_I.RANG, _I.DUE, _I.ANSWERED, _I.CONFIRMED)
    assert state is _S.OVER
    assert actions[2:] == [_A.DECLINE, _A.END]


@pytest.mark.parametrize("state", [each for each in TrialState if each is not _S.TALKING])
def test_silence_ends_every_state_in_which_something_is_awaited(state: TrialState) -> None:
    assert TABLE[state, _I.SILENT][0] is _S.OVER


def test_the_end_is_the_end() -> None:
    assert {TABLE[_S.OVER, given] for given in TrialInput} == {(_S.OVER, _A.IGNORE)}
