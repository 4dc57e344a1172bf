"""Every state and every step: allowed or refused, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.session.states import TRANSITIONS, State, Step, next_state


@given(st.sampled_from(State), st.sampled_from(Step))
def test_a_step_leads_where_the_table_says_or_is_refused(state: State, step: Step) -> None:
    if (state, step) in TRANSITIONS:
        assert next_state(state, step) is TRANSITIONS[state, step]
    else:
        with pytest.raises(ValueError, match=str(step)):
            next_state(state, step)


@pytest.mark.parametrize("state", State)
def test_signing_out_is_always_possible(state: State) -> None:
    assert next_state(state, Step.SIGN_OUT) is State.SIGNED_OUT


def test_every_state_can_be_reached_and_left() -> None:
    assert {after for _, after in TRANSITIONS.items()} == set(State)
    for state in State:
        assert any(before is state and after is not state
                   for (before, _), after in TRANSITIONS.items())  # fmt: skip


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_no_walk_signs_in_without_a_grant(steps: list[Step]) -> None:
    state, granted = State.SIGNED_OUT, False
    for step in steps:
        if (state, step) not in TRANSITIONS:
            continue
        state = next_state(state, step)
        granted = (granted or step is Step.GRANTED) and step is not Step.SIGN_OUT
        if state in (State.SIGNED_IN, State.RECONNECTING):
            assert granted
