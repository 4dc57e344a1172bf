import pytest

from engine.stack.machine import Action
from engine.stack.request_client import RequestClient, RequestClientInput, RequestClientState
from tests.helpers.wire import PHONE

I, S, A = RequestClientInput, RequestClientState, Action  # noqa: E741


@pytest.mark.parametrize(
    ("inputs", "state", "action"),
    [
        ([I.TIMER_E], S.TRYING, A.RESEND),
        ([I.TIMER_F], S.TERMINATED, A.GIVE_UP),
        ([I.TRANSPORT_ERROR], S.TERMINATED, A.GIVE_UP),
        ([I.STOP], S.TERMINATED, A.END),
        ([I.PROVISIONAL], S.PROCEEDING, A.PASS),
        ([I.PROVISIONAL, I.PROVISIONAL], S.PROCEEDING, A.PASS),
        ([I.PROVISIONAL, I.TIMER_E], S.PROCEEDING, A.RESEND),
        ([I.PROVISIONAL, I.TIMER_F], S.TERMINATED, A.GIVE_UP),
        ([I.PROVISIONAL, I.TRANSPORT_ERROR], S.TERMINATED, A.GIVE_UP),
        ([I.PROVISIONAL, I.STOP], S.TERMINATED, A.END),
        ([I.PROVISIONAL, I.FINAL], S.COMPLETED, A.PASS),
        ([I.FINAL], S.COMPLETED, A.PASS),
        ([I.FINAL, I.FINAL], S.COMPLETED, A.ABSORB),
        ([I.FINAL, I.PROVISIONAL], S.COMPLETED, A.ABSORB),
        ([I.FINAL, I.TRANSPORT_ERROR], S.COMPLETED, A.IGNORE),
        ([I.FINAL, I.TIMER_K], S.TERMINATED, A.END),
        ([I.FINAL, I.STOP], S.TERMINATED, A.END),
    ],
)
def test_the_walk_of_rfc_3261_section_17_1_2(
    inputs: list[RequestClientInput], state: RequestClientState, action: Action
) -> None:
    transaction = RequestClient(("branch", "BYE"), b"", PHONE, None)
    last = [transaction.step(one) for one in inputs][-1]
    assert (transaction.state, last) == (state, action)
