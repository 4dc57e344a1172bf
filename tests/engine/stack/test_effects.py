from engine.stack import (
    Final,
    New,
    Outcome,
    Provisional,
    RequestClient,
    RequestServer,
    Resend,
    Send,
    Unused,
)
from tests.helpers.wire import PHONE, answer, response


def test_effects_are_values() -> None:
    assert Send(b"x", PHONE) == Send(b"x", PHONE)
    assert Resend(b"x", PHONE).destination is PHONE
    transaction = RequestServer((), PHONE)
    assert New(transaction).transaction is transaction


def test_outcomes_say_what_they_mean() -> None:
    assert {outcome.name for outcome in Outcome} == {"ABSORBED", "UNMATCHED", "FULL"}
    assert all(outcome.value for outcome in Outcome)
    assert {unused.name for unused in Unused} == {"ABSORBED", "UNMATCHED"}
    assert all(unused.value for unused in Unused)


def test_an_answer_names_its_owner() -> None:
    owner = object()
    transaction = RequestClient(("b", "BYE"), b"x", PHONE, owner)
    assert Provisional(transaction, answer(response(180))).owner is owner
    final = Final(transaction, answer(response(200)))
    assert (final.owner, final.ack) == (owner, b"")
