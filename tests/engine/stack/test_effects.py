from engine.stack import New, Outcome, RequestServer, Resend, Send
from tests.helpers.wire import PHONE


def test_effects_are_values() -> None:
    assert Send(b"x", PHONE) == Send(b"x", PHONE)
    assert Resend(b"x", PHONE).destination is PHONE
    transaction = RequestServer((), PHONE)
    assert New(transaction).transaction is transaction


def test_outcomes_say_what_they_mean() -> None:
    assert {outcome.name for outcome in Outcome} == {"ABSORBED", "UNMATCHED", "FULL"}
    assert all(outcome.value for outcome in Outcome)
