import pytest

from engine.stack.invite_client import InviteClient, InviteClientInput, InviteClientState
from engine.stack.machine import Action
from tests.helpers.wire import PHONE

I, S, A = InviteClientInput, InviteClientState, Action  # noqa: E741


@pytest.mark.parametrize(
    ("inputs", "state", "action"),
    [
        ([I.TIMER_A], S.CALLING, A.RESEND),
        ([I.TIMER_B], S.TERMINATED, A.GIVE_UP),
        ([I.TRANSPORT_ERROR], S.TERMINATED, A.GIVE_UP),
        ([I.STOP], S.TERMINATED, A.END),
        ([I.PROVISIONAL], S.PROCEEDING, A.PASS),
        ([I.PROVISIONAL, I.PROVISIONAL], S.PROCEEDING, A.PASS),
        ([I.PROVISIONAL, I.TRANSPORT_ERROR], S.PROCEEDING, A.IGNORE),
        ([I.PROVISIONAL, I.STOP], S.TERMINATED, A.END),
        ([I.PROVISIONAL, I.FAILURE], S.COMPLETED, A.ACK),
        ([I.FAILURE], S.COMPLETED, A.ACK),
        ([I.FAILURE, I.FAILURE], S.COMPLETED, A.RESEND),
        ([I.FAILURE, I.PROVISIONAL], S.COMPLETED, A.ABSORB),
        ([I.FAILURE, I.SUCCESS], S.COMPLETED, A.ABSORB),
        ([I.FAILURE, I.TIMER_D], S.TERMINATED, A.END),
        ([I.FAILURE, I.TRANSPORT_ERROR], S.TERMINATED, A.END),
        ([I.FAILURE, I.STOP], S.TERMINATED, A.END),
        # RFC 6026: a 2xx does not end the transaction.
        ([I.SUCCESS], S.ACCEPTED, A.PASS),
        ([I.PROVISIONAL, I.SUCCESS], S.ACCEPTED, A.PASS),
        ([I.SUCCESS, I.SUCCESS], S.ACCEPTED, A.PASS),
        ([I.SUCCESS, I.PROVISIONAL], S.ACCEPTED, A.ABSORB),
        ([I.SUCCESS, I.FAILURE], S.ACCEPTED, A.ABSORB),
        ([I.SUCCESS, I.TRANSPORT_ERROR], S.ACCEPTED, A.IGNORE),
        ([I.SUCCESS, I.TIMER_M], S.TERMINATED, A.END),
        ([I.SUCCESS, I.STOP], S.TERMINATED, A.END),
    ],
)
def test_the_walk_of_rfc_3261_section_17_1_1_and_rfc_6026(
    inputs: list[InviteClientInput], state: InviteClientState, action: Action
) -> None:
    transaction = InviteClient(("branch", "INVITE"), b"", PHONE, None)
    last = [transaction.step(one) for one in inputs][-1]
    assert (transaction.state, last) == (state, action)


def test_an_invite_that_rings_has_no_time_limit_of_its_own() -> None:
    assert InviteClient.RUNNING[InviteClientState.PROCEEDING] == ()
