import pytest

from engine.calls.callstate import TABLE, CallAction, CallInput, CallState

_S, _I, _A = CallState, CallInput, CallAction
BEFORE = (_S.CONNECTING, _S.RINGING)
AFTER = (_S.ANSWERED, _S.TALKING)


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in CallState for given in CallInput}


def test_what_is_ignored_changes_nothing() -> None:
    ignored = {row: state for row, (state, action) in TABLE.items() if action is _A.IGNORE}
    assert all(state is before for (before, _), state in ignored.items())


def test_the_end_is_the_end() -> None:
    assert {TABLE[_S.ENDED, given] for given in CallInput} == {(_S.ENDED, _A.IGNORE)}


def test_every_way_out_tells_whoever_is_still_there() -> None:
    actions = {
        (state, given): action
        for (state, given), (after, action) in TABLE.items()
        if after is _S.ENDED and state is not _S.ENDED
    }
    assert {action for (state, _), action in actions.items() if state in BEFORE} == {
        _A.REFUSE,
        _A.ABANDON,
    }
    assert {given: action for (state, given), action in actions.items() if state is _S.TALKING} == {
        _I.CALLER_LEFT: _A.RELEASE_CALLEE,
        _I.CALLEE_LEFT: _A.RELEASE_CALLER,
        _I.STOPPED: _A.RELEASE_BOTH,
    }


@pytest.mark.parametrize("state", AFTER)
@pytest.mark.parametrize("given", [_I.CANCELLED, _I.RANG, _I.ANSWERED, _I.FAILED])
def test_an_answered_call_is_neither_cancelled_nor_answered_again(
    state: CallState, given: CallInput
) -> None:
    assert TABLE[state, given] == (state, _A.IGNORE)


def test_the_way_of_a_call_that_is_answered() -> None:
    state, actions = _S.CONNECTING, []
    for given in (_I.RANG, _I.RANG, _I.ANSWERED, _I.ACKNOWLEDGED, _I.CALLER_LEFT):
        state, action = TABLE[state, given]
        actions.append(action)
    assert state is _S.ENDED
    assert actions == [_A.RING, _A.RING, _A.CONNECT, _A.CONFIRM, _A.RELEASE_CALLEE]
