"""Both machines, every state with every input."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine.stack
from engine.sip import LocalError
from engine.stack import InviteServer, InviteState, RequestServer, RequestState, ServerTransaction
from engine.stack.invite_server import InviteInput
from engine.stack.machine import Action
from engine.stack.request_server import RequestInput
from tests.helpers.wire import PHONE

MACHINES = [
    (InviteServer, InviteState, InviteInput),
    (RequestServer, RequestState, RequestInput),
]
Machine = type[InviteServer] | type[RequestServer]
inputs = st.lists(st.sampled_from([*InviteInput, *RequestInput]), max_size=30)


@pytest.mark.parametrize("kind", [InviteServer, RequestServer])
@given(given_inputs=inputs)
def test_an_input_is_in_the_table_or_raises_and_changes_nothing(
    kind: Machine, given_inputs: list[int]
) -> None:
    transaction = kind(("key",), PHONE)
    for one in given_inputs:
        before = transaction.state
        row = kind.TABLE.get((before, one))
        if row is None:
            with pytest.raises(LocalError):
                transaction.step(one)
            assert transaction.state == before
        else:
            assert transaction.step(one) is row[1]
            assert transaction.state == row[0]


@pytest.mark.parametrize(("kind", "states", "_inputs"), MACHINES)
def test_every_state_can_be_reached_and_left_except_the_last(
    kind: Machine, states: type[InviteState] | type[RequestState], _inputs: object
) -> None:
    reached = {int(kind.INITIAL)} | {target for target, _ in kind.TABLE.values()}
    assert reached == {int(state) for state in states}
    assert {state for state, _ in kind.TABLE} == reached - {int(kind.LAST)}


@pytest.mark.parametrize("kind", [InviteServer, RequestServer])
def test_every_timer_that_runs_in_a_state_is_an_input_there(kind: Machine) -> None:
    for state, timers in kind.TIMERS.items():
        for timer in timers:
            assert (state, kind.EXPIRY[timer]) in kind.TABLE


@pytest.mark.parametrize("kind", [InviteServer, RequestServer])
def test_what_a_peer_may_send_is_named_in_every_state(kind: Machine) -> None:
    peer = [InviteInput.INVITE, InviteInput.ACK] if kind is InviteServer else [RequestInput.REQUEST]
    for state in {state for state, _ in kind.TABLE}:
        assert all((state, one) in kind.TABLE for one in peer)


@pytest.mark.parametrize("kind", [InviteServer, RequestServer])
def test_a_transaction_ends_in_its_last_state_and_nowhere_else(kind: Machine) -> None:
    for target, action in kind.TABLE.values():
        assert (target == kind.LAST) == (action is Action.END)


def test_the_state_is_set_at_the_start_and_in_step_only() -> None:
    sites = []
    for path in sorted(Path(engine.stack.__file__).parent.glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                sites += [
                    (path.name, function.name)
                    for node in ast.walk(function)
                    if isinstance(node, ast.Attribute)
                    and node.attr == "state"
                    and isinstance(node.ctx, ast.Store)
                ]
    assert sites == [("machine.py", "__init__"), ("machine.py", "step")]


def test_a_transaction_has_no_dictionary() -> None:
    assert not hasattr(InviteServer((), PHONE), "__dict__")
    assert issubclass(RequestServer, ServerTransaction)
