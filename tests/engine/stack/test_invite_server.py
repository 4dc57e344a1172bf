import pytest

from engine.stack.invite_server import InviteInput, InviteServer, InviteState
from engine.stack.machine import Action
from tests.helpers.wire import PHONE

I, S, A = InviteInput, InviteState, Action  # noqa: E741


@pytest.mark.parametrize(
    ("inputs", "state", "action"),
    [
        ([I.INVITE], S.PROCEEDING, A.RESEND),
        ([I.ACK], S.PROCEEDING, A.ABSORB),
        ([I.PROVISIONAL], S.PROCEEDING, A.SEND),
        ([I.FAILURE], S.COMPLETED, A.SEND),
        ([I.FAILURE, I.INVITE], S.COMPLETED, A.RESEND),
        ([I.FAILURE, I.TIMER_G], S.COMPLETED, A.RESEND),
        ([I.FAILURE, I.SUCCESS], S.COMPLETED, A.IGNORE),
        ([I.FAILURE, I.TIMER_H], S.TERMINATED, A.END),
        ([I.FAILURE, I.ACK], S.CONFIRMED, A.ABSORB),
        ([I.FAILURE, I.ACK, I.ACK], S.CONFIRMED, A.ABSORB),
        ([I.FAILURE, I.ACK, I.INVITE], S.CONFIRMED, A.ABSORB),
        ([I.FAILURE, I.ACK, I.TIMER_I], S.TERMINATED, A.END),
        # RFC 6026: a 2xx does not end the transaction.
        ([I.SUCCESS], S.ACCEPTED, A.SEND),
        ([I.SUCCESS, I.INVITE], S.ACCEPTED, A.ABSORB),
        ([I.SUCCESS, I.ACK], S.ACCEPTED, A.PASS),
        ([I.SUCCESS, I.SUCCESS], S.ACCEPTED, A.SEND),
        ([I.SUCCESS, I.TRANSPORT_ERROR], S.ACCEPTED, A.IGNORE),
        ([I.SUCCESS, I.TIMER_L], S.TERMINATED, A.END),
    ],
)
def test_the_walk_of_rfc_3261_section_17_2_1_and_rfc_6026(
    inputs: list[InviteInput], state: InviteState, action: Action
) -> None:
    transaction = InviteServer((), PHONE)
    last = [transaction.step(one) for one in inputs][-1]
    assert (transaction.state, last) == (state, action)
