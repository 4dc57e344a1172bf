"""Play-scripts: what comes in when, and what goes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import Source
from engine.stack import (
    InviteState,
    New,
    Outcome,
    RequestState,
    Resend,
    Send,
    ServerTransaction,
    Transactions,
)
from engine.stack.effects import Received
from tests.helpers.wire import PHONE, STREAM, Value, received, request


def receive(
    transactions: Transactions,
    now: float = 0.0,
    method: str = "OPTIONS",
    source: Source = PHONE,
    **changes: Value,
) -> Received:
    return transactions.receive(received(request(method, headers=changes), source), source, now)


def opened(
    transactions: Transactions,
    now: float = 0.0,
    method: str = "OPTIONS",
    source: Source = PHONE,
    **changes: Value,
) -> ServerTransaction:
    outcome = receive(transactions, now, method, source, **changes)
    assert isinstance(outcome, New)
    return outcome.transaction


def branch(number: int) -> str:
    return f"SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK{number}"


def test_a_retransmission_before_the_answer_is_absorbed() -> None:
    transactions = Transactions()
    opened(transactions)
    assert receive(transactions, 0.5) is Outcome.ABSORBED
    assert transactions.absorbed == 1


def test_a_retransmission_after_the_answer_gets_the_same_bytes() -> None:
    transactions = Transactions()
    transaction = opened(transactions)
    assert transactions.respond(transaction, 200, b"answer", 0.1)
    assert receive(transactions, 0.5) == Resend(b"answer", PHONE)
    assert transactions.resent == 1


def test_a_second_final_answer_is_not_sent() -> None:
    transactions = Transactions()
    transaction = opened(transactions)
    assert transactions.respond(transaction, 100, b"first", 0.0)
    assert transactions.respond(transaction, 200, b"second", 0.0)
    assert not transactions.respond(transaction, 500, b"third", 0.0)
    assert receive(transactions, 0.5) == Resend(b"second", PHONE)


def test_timer_j_forgets_after_32_seconds() -> None:
    transactions = Transactions()
    transactions.respond(opened(transactions), 200, b"x", 1.0)
    assert transactions.next_deadline() == 33.0
    assert transactions.on_timer(32.9) == []
    assert len(transactions) == 1
    assert transactions.on_timer(33.0) == []
    assert len(transactions) == 0
    assert isinstance(receive(transactions, 33.0), New)


def test_on_a_stream_an_answered_request_is_forgotten_at_once() -> None:
    transactions = Transactions()
    transaction = opened(transactions, source=STREAM)
    assert transactions.respond(transaction, 200, b"x", 0.0)
    assert transaction.state == RequestState.TERMINATED
    assert len(transactions) == 0
    assert transactions.next_deadline() is None


def test_a_refused_invite_is_answered_again_until_the_ack() -> None:
    transactions = Transactions()
    transaction = opened(transactions, method="INVITE")
    assert transactions.respond(transaction, 403, b"no", 0.0)
    resend = [Send(b"no", PHONE)]
    sent = []
    while (deadline := transactions.next_deadline()) is not None and deadline < 16.0:
        assert transactions.on_timer(deadline) == resend
        sent.append(deadline)
    assert sent == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5]
    assert receive(transactions, 16.0, "INVITE") == Resend(b"no", PHONE)
    assert receive(transactions, 16.1, "ACK") is Outcome.ABSORBED
    assert transaction.state == InviteState.CONFIRMED
    assert receive(transactions, 16.2, "ACK") is Outcome.ABSORBED
    assert receive(transactions, 16.3, "INVITE") is Outcome.ABSORBED
    assert transactions.next_deadline() == 21.1
    assert transactions.on_timer(21.1) == []
    assert len(transactions) == 0


def test_without_an_ack_timer_h_gives_up() -> None:
    transactions = Transactions()
    transactions.respond(opened(transactions, method="INVITE"), 403, b"no", 0.0)
    assert transactions.on_timer(32.0) == []
    assert (len(transactions), transactions.unacknowledged) == (0, 1)
    assert transactions.next_deadline() is None


def test_on_a_stream_a_refusal_is_not_sent_again_and_the_ack_ends_it() -> None:
    transactions = Transactions()
    transactions.respond(opened(transactions, method="INVITE", source=STREAM), 403, b"no", 0.0)
    assert transactions.next_deadline() == 32.0
    assert receive(transactions, 1.0, "ACK", STREAM) is Outcome.ABSORBED
    assert len(transactions) == 0


def test_after_a_2xx_the_ack_goes_to_the_call_and_invites_are_absorbed() -> None:
    transactions = Transactions()
    transaction = opened(transactions, method="INVITE")
    assert transactions.respond(transaction, 180, b"ringing", 0.0)
    assert receive(transactions, 0.5, "INVITE") == Resend(b"ringing", PHONE)
    assert transactions.respond(transaction, 200, b"ok", 1.0)
    assert receive(transactions, 1.5, "INVITE") is Outcome.ABSORBED
    assert receive(transactions, 2.0, "ACK") is Outcome.UNMATCHED
    assert transactions.respond(transaction, 200, b"ok", 2.5)
    assert transactions.next_deadline() == 33.0
    transactions.on_timer(33.0)
    assert len(transactions) == 0


def test_an_ack_of_nothing_is_unmatched_and_leaves_no_trace() -> None:
    transactions = Transactions()
    assert receive(transactions, 0.0, "ACK") is Outcome.UNMATCHED
    assert len(transactions) == 0


def test_an_invite_refused_in_silence_gets_no_answer_however_often_it_comes() -> None:
    transactions = Transactions()
    transactions.respond(opened(transactions, method="INVITE"), 403, b"", 0.0)
    assert transactions.on_timer(0.5) == []
    assert receive(transactions, 0.6, "INVITE") is Outcome.ABSORBED
    assert transactions.on_timer(40.0) == []
    assert len(transactions) == 0


def test_a_cancel_has_its_own_transaction_and_finds_the_invite() -> None:
    transactions = Transactions()
    invite = opened(transactions, method="INVITE")
    cancel = opened(transactions, method="CANCEL")
    assert cancel is not invite
    assert transactions.cancelled(received(request("CANCEL")), PHONE) is invite
    assert transactions.cancelled(received(request("CANCEL", Via=branch(7))), PHONE) is None


@pytest.mark.parametrize(("method", "left"), [("OPTIONS", 0), ("INVITE", 0)])
def test_an_answer_that_cannot_be_sent_ends_the_transaction(method: str, left: int) -> None:
    transactions = Transactions()
    transaction = opened(transactions, method=method)
    transactions.respond(transaction, 403, b"x", 0.0)
    transactions.failed(transaction, 0.1)
    transactions.failed(transaction, 0.2)
    assert len(transactions) == left
    assert transactions.next_deadline() is None


@pytest.mark.parametrize("method", ["INVITE", "OPTIONS"])
def test_a_request_whose_handling_failed_is_forgotten_unless_it_was_answered(method: str) -> None:
    transactions = Transactions()
    asked = received(request(method))
    transactions.receive(asked, PHONE, 0.0)
    transactions.abandon(asked, PHONE, 0.0)
    assert len(transactions) == 0
    transactions.abandon(asked, PHONE, 0.0)
    transactions.respond(opened(transactions, method=method), 403, b"x", 0.0)
    transactions.abandon(asked, PHONE, 0.0)
    assert len(transactions) == 1, "its answer may have to be given again"


def test_a_full_table_forgets_what_finished_first() -> None:
    transactions = Transactions(limit=3)
    for number in range(3):
        transactions.respond(opened(transactions, Via=branch(number)), 200, b"x", float(number))
    opened(transactions, 3.0, Via=branch(3))
    assert (len(transactions), transactions.forgotten) == (3, 1)
    assert isinstance(receive(transactions, 3.0, Via=branch(1)), Resend)
    assert isinstance(receive(transactions, 3.0, Via=branch(0)), New)


def test_answers_that_are_too_large_together_are_forgotten_oldest_first() -> None:
    transactions = Transactions(most_bytes=100)
    for number in range(2):
        transactions.respond(opened(transactions, Via=branch(number)), 200, b"x" * 50, number)
    assert (len(transactions), transactions.forgotten) == (2, 0)
    transactions.respond(opened(transactions, Via=branch(2)), 200, b"y", 2.0)
    assert (len(transactions), transactions.forgotten) == (2, 1)
    transactions.on_timer(100.0)
    transactions.respond(opened(transactions, 100.0, Via=branch(3)), 200, b"x" * 100, 100.0)
    assert (len(transactions), transactions.forgotten) == (1, 1), "what ended takes no room"


def test_a_full_table_forgets_a_refused_invite_with_all_its_timers() -> None:
    transactions = Transactions(limit=1)
    transactions.respond(opened(transactions, method="INVITE"), 403, b"x", 0.0)
    opened(transactions, 0.1, Via=branch(2))
    assert transactions.next_deadline() is None


def test_a_table_full_of_unfinished_transactions_takes_no_more() -> None:
    transactions = Transactions(limit=2)
    opened(transactions, Via=branch(1))
    opened(transactions, Via=branch(2), method="INVITE")
    assert receive(transactions, Via=branch(3)) is Outcome.FULL
    assert receive(transactions, Via=branch(1)) is Outcome.ABSORBED
    assert len(transactions) == 2


@pytest.mark.slow
def test_the_table_is_bounded_by_default() -> None:
    transactions = Transactions()
    parsed = received(request())
    for number in range(33_000):
        parsed._via = parsed.via._replace(params={"branch": f"z9hG4bK{number}"})
        outcome = transactions.receive(parsed, PHONE, number / 10_000)
        assert isinstance(outcome, New)
        transactions.respond(outcome.transaction, 200, b"x", number / 10_000)
    assert len(transactions) + transactions.forgotten == 33_000
    assert 16_384 * 0.99 <= len(transactions) <= 16_384


events = st.lists(
    st.tuples(
        st.sampled_from(["INVITE", "ACK", "OPTIONS", "CANCEL", "answer", "time", "failed"]),
        st.integers(0, 4),
        st.sampled_from([100, 180, 200, 302, 403, 603]),
        st.floats(0.0, 9.0),
        st.sampled_from([PHONE, STREAM]),
    ),
    max_size=60,
)


@given(events)
def test_whatever_happens_nothing_raises_and_nothing_is_left_in_the_end(
    script: list[tuple[str, int, int, float, Source]],
) -> None:
    transactions = Transactions(limit=4)
    live: list[ServerTransaction] = []
    now = 0.0
    for what, number, status, delay, source in script:
        now += delay
        if what == "time":
            transactions.on_timer(now)
        elif what == "failed" and live:
            transactions.failed(live[number % len(live)], now)
        elif what == "answer" and live:
            transaction = live[number % len(live)]
            if transaction.state != transaction.LAST:
                transactions.respond(transaction, status, b"x", now)
        elif what not in ("failed", "answer"):
            outcome = receive(transactions, now, what, source, Via=branch(number))
            if isinstance(outcome, New):
                live.append(outcome.transaction)
        assert len(transactions) <= 4
    for transaction in live:
        if transaction.state != transaction.LAST:
            transactions.respond(transaction, 500, b"x", now)
    transactions.on_timer(now + 40.0)
    transactions.on_timer(now + 80.0)
    assert (len(transactions), transactions.next_deadline()) == (0, None)


def test_a_repetition_is_told_from_a_new_request_without_a_change() -> None:
    transactions = Transactions()
    bye = received(request("BYE"))
    assert not transactions.knows(bye, PHONE)
    assert isinstance(transactions.receive(bye, PHONE, 0.0), New)
    assert transactions.knows(bye, PHONE)
    assert not transactions.knows(bye, PHONE._replace(ip="192.0.2.99"))
    assert not transactions.knows(received(request("INFO")), PHONE)
    assert len(transactions) == 1
