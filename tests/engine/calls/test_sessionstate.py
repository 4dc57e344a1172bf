from __future__ import annotations

import pytest

from engine.calls.sessionstate import TABLE, TimerAction, TimerInput, TimerState

_S, _I, _A = TimerState, TimerInput, TimerAction
RUNNING = (_S.OURS, _S.REFRESHING, _S.THEIRS)


def test_every_input_is_named_for_every_state() -> None:
    assert set(TABLE) == {(state, given) for state in TimerState for given in TimerInput}


def test_what_is_ignored_changes_nothing() -> None:
    ignored = {row: state for row, (state, action) in TABLE.items() if action is _A.IGNORE}
    assert all(state is before for (before, _), state in ignored.items())


@pytest.mark.parametrize("state", TimerState)
def test_what_is_agreed_on_holds_whatever_was_before(state: TimerState) -> None:
    assert TABLE[state, _I.WE_REFRESH] == (_S.OURS, _A.PLAN)
    assert TABLE[state, _I.THEY_REFRESH] == (_S.THEIRS, _A.PLAN)
    assert TABLE[state, _I.NONE_AGREED][0] is _S.OFF


@pytest.mark.parametrize("state", RUNNING)
def test_a_session_that_runs_out_ends_the_call(state: TimerState) -> None:
    assert TABLE[state, _I.EXPIRED] == (_S.OFF, _A.END)


def test_without_a_timer_nothing_runs_out() -> None:
    assert {TABLE[_S.OFF, given] for given in (_I.EXPIRED, _I.DUE, _I.REFUSED)} == {
        (_S.OFF, _A.IGNORE)
    }


def test_only_the_refresher_refreshes_and_once_at_a_time() -> None:
    refreshing = [row for row, (_, action) in TABLE.items() if action is _A.REFRESH]
    assert refreshing == [(_S.OURS, _I.DUE)]
    assert TABLE[_S.REFRESHING, _I.DUE] == (_S.REFRESHING, _A.IGNORE)


def test_the_way_of_a_refresh_that_is_refused_first() -> None:
    state, actions = _S.OFF, []
    for given in (_I.WE_REFRESH, _I.DUE, _I.REFUSED, _I.DUE, _I.WE_REFRESH, _I.EXPIRED):
        state, action = TABLE[state, given]
        actions.append(action)
    assert state is _S.OFF
    assert actions == [_A.PLAN, _A.REFRESH, _A.RETRY, _A.REFRESH, _A.PLAN, _A.END]
