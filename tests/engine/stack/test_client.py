from engine.stack.client import ClientTransaction
from engine.stack.invite_client import InviteClient, InviteClientInput, InviteClientState
from engine.stack.request_client import RequestClient, RequestClientInput
from tests.helpers.wire import PHONE


def test_a_transaction_begins_unanswered() -> None:
    owner = object()
    transaction = InviteClient(("z9hG4bK1", "INVITE"), b"data", PHONE, owner)
    assert (transaction.key, transaction.data) == (("z9hG4bK1", "INVITE"), b"data")
    assert (transaction.destination, transaction.owner) == (PHONE, owner)
    assert transaction.state == InviteClientState.CALLING
    assert not transaction.finished


def test_a_final_answer_finishes_it_and_a_provisional_one_does_not() -> None:
    for final in (InviteClientInput.SUCCESS, InviteClientInput.FAILURE, InviteClientInput.STOP):
        invite = InviteClient(("b", "INVITE"), b"", PHONE, None)
        assert finished_after(invite, InviteClientInput.PROVISIONAL, final) == [False, True]
    bye = RequestClient(("b", "BYE"), b"", PHONE, None)
    inputs = (RequestClientInput.PROVISIONAL, RequestClientInput.FINAL, RequestClientInput.TIMER_K)
    assert finished_after(bye, *inputs) == [False, True, True]


def finished_after(transaction: ClientTransaction, *inputs: int) -> list[bool]:
    found = []
    for given in inputs:
        transaction.step(given)
        found.append(transaction.finished)
    return found
