import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.registrar.lockout import (
    TABLE,
    Action,
    Input,
    LockoutPolicy,
    State,
    failure_input,
    step,
)

CLEAR, COUNTING, SUSPENDED = State.CLEAR, State.COUNTING, State.SUSPENDED
IMPOSSIBLE = {
    (CLEAR, Input.EXPIRY),
    (COUNTING, Input.EXPIRY),
    (SUSPENDED, Input.SUCCESS),
    (SUSPENDED, Input.FAILURE),
    (SUSPENDED, Input.LAST_FAILURE),
}


@pytest.mark.parametrize(("state", "given"), list(itertools.product(State, Input)))
def test_every_state_and_input_has_its_rule(state: State, given: Input) -> None:
    if (state, given) in IMPOSSIBLE:
        with pytest.raises(ValueError, match="cannot happen"):
            step(state, given)
        return
    after, action = step(state, given)
    assert (after is SUSPENDED) == (given is Input.LAST_FAILURE)  # req 81
    assert (after is COUNTING) == (given is Input.FAILURE)  # req 80
    assert (action is Action.NOTHING) == (state is CLEAR and after is CLEAR)


def test_the_table_holds_nothing_else() -> None:
    assert set(TABLE) | IMPOSSIBLE == set(itertools.product(State, Input))
    assert not set(TABLE) & IMPOSSIBLE


def test_only_the_end_of_a_suspension_goes_into_the_history() -> None:
    ends = {given: TABLE[SUSPENDED, given][1] for given in Input if (SUSPENDED, given) in TABLE}
    assert ends == {
        Input.EXPIRY: Action.EXPIRE,  # req 86
        Input.CLEARING: Action.CLEAR,  # req 117
        Input.SWITCHED_OFF: Action.LIFT,  # req 65
    }
    silent = {Action.NOTHING, Action.COUNT, Action.RESET, Action.SUSPEND}
    others = {action for (state, _), (_, action) in TABLE.items() if state is not SUSPENDED}
    assert others <= silent


@given(st.integers(0, 200), st.integers(1, 100))
def test_the_failure_that_reaches_the_threshold_is_the_last(failures: int, retry: int) -> None:
    """Requirements 81, 82; a threshold lowered below the count acts at the next failure (195)."""
    given_input = failure_input(failures, LockoutPolicy(True, retry, 60))
    assert (given_input is Input.LAST_FAILURE) == (failures + 1 >= retry)


def test_a_fresh_installation_locks_nobody_out() -> None:
    assert LockoutPolicy() == (False, 6, 180)  # req 64, 67, 69
