"""The life of a module: the table walked pair by pair, and the waits between restarts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.supervisor.policy import TABLE, Effect, History, Input, State, after_exit

STOPPED, STARTING, RUNNING = State.STOPPED, State.STARTING, State.RUNNING
WAITING, STOPPING = State.BACKING_OFF, State.STOPPING
SPAWN, TERMINATE, KILL, WAIT = (Effect.SPAWN,), (Effect.TERMINATE,), (Effect.KILL,), (Effect.WAIT,)

MOVES = [
    (STOPPED, Input.START, STARTING, SPAWN),
    (STARTING, Input.READY, RUNNING, ()),
    (STARTING, Input.EXITED, WAITING, WAIT),
    (STARTING, Input.STOP, STOPPING, TERMINATE),
    (STARTING, Input.TIMEOUT, STARTING, KILL),
    (RUNNING, Input.EXITED, WAITING, WAIT),
    (RUNNING, Input.STOP, STOPPING, TERMINATE),
    (WAITING, Input.DUE, STARTING, SPAWN),
    (WAITING, Input.START, STARTING, SPAWN),
    (WAITING, Input.STOP, STOPPED, ()),
    (STOPPING, Input.EXITED, STOPPED, ()),
    (STOPPING, Input.TIMEOUT, STOPPING, KILL),
]


@pytest.mark.parametrize(("state", "happened", "after", "effects"), MOVES)
def test_each_move_of_the_table(
    state: State, happened: Input, after: State, effects: tuple[Effect, ...]
) -> None:
    assert TABLE[state, happened] == (after, effects)


def test_every_other_input_changes_nothing_and_none_is_missing() -> None:
    moving = {(state, happened) for state, happened, _, _ in MOVES}
    assert set(TABLE) == {(state, happened) for state in State for happened in Input}
    for pair in set(TABLE) - moving:
        assert TABLE[pair] == (pair[0], ())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(list(Input)), max_size=40))
def test_there_is_never_a_second_process_nor_a_signal_to_none(inputs: list[Input]) -> None:
    state, alive = STOPPED, False
    for happened in inputs:
        if happened is Input.EXITED and not alive:
            continue  # a process that is not there does not end
        if happened is Input.EXITED:
            alive = False
        state, effects = TABLE[state, happened]
        for effect in effects:
            assert alive == (effect in {Effect.TERMINATE, Effect.KILL})
            alive = alive or effect is Effect.SPAWN
        assert alive == (state in {STARTING, RUNNING, STOPPING})


def test_a_module_that_worked_is_started_again_at_once_however_often() -> None:
    history = History()
    for _ in range(200):
        history, wait = after_exit(history, worked_s=3.0)
        assert wait == 0.0


def test_a_module_that_never_gets_ready_is_slowed_down_to_five_seconds() -> None:
    history, waits = History(), []
    for _ in range(9):
        history, wait = after_exit(history, worked_s=None)
        waits.append(wait)
    assert waits == [0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0]


def test_a_module_that_is_killed_as_soon_as_it_is_ready_waits_a_second_at_most() -> None:
    history, waits = History(), []
    for _ in range(6):
        history, wait = after_exit(history, worked_s=0.1)
        waits.append(wait)
    assert waits == [0.0, 0.25, 0.5, 1.0, 1.0, 1.0]


def test_one_good_run_makes_up_for_all_young_deaths() -> None:
    history = History(young=20)
    history, wait = after_exit(history, worked_s=1.0)
    assert (history, wait) == (History(), 0.0)


def test_a_night_of_restarts_does_not_overflow() -> None:
    _, wait = after_exit(History(young=100_000), worked_s=None)
    assert wait == 5.0
