"""All machines, every state with every input."""

import ast
from enum import IntEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine.stack
from engine.sip import LocalError
from engine.stack import (
    InviteServer,
    InviteState,
    RequestServer,
    RequestState,
    ServerTransaction,
)
from engine.stack.client import ClientTransaction
from engine.stack.invite_client import InviteClient, InviteClientState
from engine.stack.invite_server import InviteInput
from engine.stack.machine import Action, Machine
from engine.stack.request_client import RequestClient, RequestClientState
from engine.stack.request_server import RequestInput
from tests.helpers.wire import PHONE

MACHINES: list[tuple[type[Machine], type[IntEnum]]] = [
    (InviteServer, InviteState),
    (RequestServer, RequestState),
    (InviteClient, InviteClientState),
    (RequestClient, RequestClientState),
]
KINDS = [kind for kind, _ in MACHINES]
ENDS = (Action.END, Action.GIVE_UP)
inputs = st.lists(st.integers(0, 9), max_size=30)


def made(kind: type[Machine]) -> Machine:
    if issubclass(kind, ServerTransaction):
        return kind(("key",), PHONE)
    assert issubclass(kind, ClientTransaction)
    return kind(("branch", "method"), b"", PHONE, None)


@pytest.mark.parametrize("kind", KINDS)
@given(given_inputs=inputs)
def test_an_input_is_in_the_table_or_raises_and_changes_nothing(
    kind: type[Machine], given_inputs: list[int]
) -> None:
    transaction = made(kind)
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


@pytest.mark.parametrize(("kind", "states"), MACHINES)
def test_every_state_can_be_reached_and_left_except_the_last(
    kind: type[Machine], states: type[IntEnum]
) -> None:
    reached = {int(kind.INITIAL)} | {target for target, _ in kind.TABLE.values()}
    assert reached == {int(state) for state in states}
    assert {state for state, _ in kind.TABLE} == reached - {int(kind.LAST)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_timer_that_runs_in_a_state_is_an_input_there(kind: type[Machine]) -> None:
    for state, timers in kind.TIMERS.items():
        for timer in timers:
            assert (state, kind.EXPIRY[timer]) in kind.TABLE


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_peer_may_send_is_named_in_every_state(kind: type[Machine]) -> None:
    if issubclass(kind, ClientTransaction):
        peer = [kind.PROVISIONAL, kind.SUCCESS, kind.FAILURE]
    else:
        peer = [InviteInput.INVITE, InviteInput.ACK]
        peer = peer if kind is InviteServer else [RequestInput.REQUEST]
    for state in {state for state, _ in kind.TABLE}:
        assert all((state, one) in kind.TABLE for one in peer)


@pytest.mark.parametrize("kind", KINDS)
def test_a_transaction_ends_in_its_last_state_and_nowhere_else(kind: type[Machine]) -> None:
    for target, action in kind.TABLE.values():
        assert (target == kind.LAST) == (action in ENDS)


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
    assert sites == [
        ("client.py", "__init__"),
        ("machine.py", "step"),
        ("machine.py", "__init__"),
    ]


def test_a_transaction_has_no_dictionary() -> None:
    assert not [kind for kind in KINDS if hasattr(made(kind), "__dict__")]
