from client.api.decoding import decode
from client.api.operator_values import Operator, SignedIn
from tests.helpers.fake_operators import session, staff


def test_operators_and_sessions_are_read() -> None:
    maria = decode(Operator, staff()["operators"][2])
    assert (maria.failures, maria.failed[0].address) == (1, "203.0.113.9")
    assert decode(SignedIn, session(current=True)).current
