import itertools

import pytest

from engine.billing.gates import (
    ILLEGAL_CALL,
    SERVER_HANG_UP,
    ZERO_HOLD_TIME,
    Gate,
    RecordPolicy,
    closed_gate,
)

TRUTH: dict[tuple[bool, bool, bool, bool], Gate | None] = {
    # In this order: is it illegal, was it answered, is either gate open.
    (False, False, True, True): None,  # req 5, 6
    (False, False, True, False): None,
    (False, False, False, True): ZERO_HOLD_TIME,  # req 7
    (False, False, False, False): ZERO_HOLD_TIME,
    (False, True, True, True): None,
    (False, True, True, False): None,
    (False, True, False, True): None,  # req 8, 11
    (False, True, False, False): None,
    (True, False, True, True): None,  # req 38
    (True, False, True, False): ILLEGAL_CALL,  # req 42
    (True, False, False, True): ZERO_HOLD_TIME,  # req 62: both are needed
    (True, False, False, False): ILLEGAL_CALL,
}


@pytest.mark.parametrize(("case", "gate"), list(TRUTH.items()))
def test_a_call_is_recorded_when_every_gate_that_applies_is_open(
    case: tuple[bool, bool, bool, bool], gate: Gate | None
) -> None:
    illegal, answered, zero_hold_time, illegal_call = case
    assert closed_gate(illegal, answered, RecordPolicy(zero_hold_time, illegal_call)) is gate


def test_the_table_is_complete() -> None:
    """An illegal call is never answered."""
    cases = set(itertools.product([False, True], repeat=4))
    assert set(TRUTH) == {case for case in cases if not (case[0] and case[1])}


def test_a_fresh_installation_records_everything() -> None:  # req 2, 35
    assert RecordPolicy() == (True, True, True)


@pytest.mark.parametrize("case", list(itertools.product([False, True], repeat=4)))
def test_a_call_that_the_server_ended_has_a_gate_of_its_own(
    case: tuple[bool, bool, bool, bool],
) -> None:
    """It stands before authorised calls that were not connected, and before no others."""
    answered, by_server, zero_hold_time, server_hang_up = case
    policy = RecordPolicy(zero_hold_time, server_hang_up=server_hang_up)
    gate = closed_gate(False, answered, policy, by_server=by_server)
    if answered:
        assert gate is None  # req 8, 11
    elif by_server and not server_hang_up:
        assert gate == SERVER_HANG_UP
    else:
        assert gate == (None if zero_hold_time else ZERO_HOLD_TIME)


def test_an_illegal_call_asks_its_own_gates_alone() -> None:  # req 38, 62
    assert closed_gate(True, False, RecordPolicy(server_hang_up=False), by_server=True) is None
