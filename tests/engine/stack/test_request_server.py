import pytest

from engine.stack.machine import Action
from engine.stack.request_server import RequestInput, RequestServer, RequestState
from tests.helpers.wire import PHONE

I, S, A = RequestInput, RequestState, Action  # noqa: E741


@pytest.mark.parametrize(
    ("inputs", "state", "action"),
    [
        ([I.REQUEST], S.TRYING, A.ABSORB),
        ([I.PROVISIONAL, I.REQUEST], S.PROCEEDING, A.RESEND),
        ([I.PROVISIONAL, I.PROVISIONAL], S.PROCEEDING, A.SEND),
        ([I.FINAL], S.COMPLETED, A.SEND),
        ([I.PROVISIONAL, I.FINAL, I.REQUEST], S.COMPLETED, A.RESEND),
        ([I.FINAL, I.FINAL], S.COMPLETED, A.IGNORE),
        ([I.FINAL, I.PROVISIONAL], S.COMPLETED, A.IGNORE),
        ([I.FINAL, I.TIMER_J], S.TERMINATED, A.END),
        ([I.FINAL, I.TRANSPORT_ERROR], S.TERMINATED, A.END),
    ],
)
def test_the_walk_of_rfc_3261_section_17_2_2(
    inputs: list[RequestInput], state: RequestState, action: Action
) -> None:
    transaction = RequestServer((), PHONE)
    last = [transaction.step(one) for one in inputs][-1]
    assert (transaction.state, last) == (state, action)
