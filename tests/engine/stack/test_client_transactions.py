"""Play-scripts: what we send when, what comes back, and what goes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sip import LocalError, PeerError, Request, Source
from engine.stack import (
    ClientTransaction,
    ClientTransactions,
    Final,
    InviteClientState,
    Provisional,
    RequestClientState,
    Send,
    Unused,
)
from engine.stack.effects import Answered
from tests.helpers.wire import PHONE, STREAM, Value, answer, request, response

OWNER = object()


def via(number: int) -> str:
    return f"SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{number}"


def sent(method: str = "INVITE", number: int = 1) -> bytes:
    return request(method, headers={"Via": via(number), "Route": "<sip:p1;lr>"})


def start(
    client: ClientTransactions,
    now: float = 0.0,
    method: str = "INVITE",
    destination: Source = PHONE,
    number: int = 1,
) -> ClientTransaction:
    data = sent(method, number)
    return client.start(data, method, f"z9hG4bK{number}", destination, now, OWNER)


def receive(
    client: ClientTransactions,
    status: int,
    now: float = 0.0,
    method: str = "INVITE",
    source: Source = PHONE,
    number: int = 1,
    **changes: Value,
) -> Answered:
    fields: dict[str, Value] = {"Via": via(number), "CSeq": f"1 {method}", **changes}
    return client.receive(answer(response(status, "Said", **fields)), source, now)


def resends(client: ClientTransactions, until: float) -> list[float]:
    """When the request was sent again up to a time."""
    times = []
    while (deadline := client.next_deadline()) is not None and deadline < until:
        sends, timeouts = client.on_timer(deadline)
        assert (len(sends), timeouts) == (1, [])
        times.append(deadline)
    return times


def test_an_invite_is_sent_again_until_timer_b() -> None:
    client = ClientTransactions()
    transaction = start(client)
    assert client.next_deadline() == 0.5
    assert client.on_timer(0.5) == ([Send(sent(), PHONE)], [])
    assert resends(client, 32.0) == [1.5, 3.5, 7.5, 15.5, 31.5]
    assert client.on_timer(32.0) == ([], [transaction])
    assert (len(client), client.resent, client.timed_out) == (0, 6, 1)
    assert client.next_deadline() is None
    assert transaction.owner is OWNER


def test_another_request_is_sent_again_until_timer_f() -> None:
    client = ClientTransactions()
    transaction = start(client, method="BYE")
    assert resends(client, 32.0) == [0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
    assert client.on_timer(32.0) == ([], [transaction])
    assert len(client) == 0


def test_a_provisional_answer_makes_other_requests_rarer_and_does_not_stop_timer_f() -> None:
    client = ClientTransactions()
    transaction = start(client, method="BYE")
    assert isinstance(receive(client, 100, 0.1, "BYE"), Provisional)
    assert resends(client, 32.0) == [0.5, 4.5, 8.5, 12.5, 16.5, 20.5, 24.5, 28.5]
    assert client.on_timer(32.0) == ([], [transaction])


def test_after_a_provisional_answer_an_invite_is_neither_sent_again_nor_given_up() -> None:
    client = ClientTransactions()
    transaction = start(client)
    answered = receive(client, 180, 0.1)
    assert isinstance(answered, Provisional)
    assert (answered.transaction, answered.owner) == (transaction, OWNER)
    assert answered.response.status == 180
    assert client.next_deadline() is None
    assert client.on_timer(999.0) == ([], [])
    assert isinstance(receive(client, 183, 999.0), Provisional)
    assert len(client) == 1


def test_on_a_stream_nothing_is_sent_again() -> None:
    client = ClientTransactions()
    transaction = start(client, destination=STREAM)
    assert client.next_deadline() == 32.0
    assert client.on_timer(32.0) == ([], [transaction])


@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_on_a_stream_a_refusal_ends_the_transaction_at_once(method: str) -> None:
    client = ClientTransactions()
    start(client, method=method, destination=STREAM)
    answered = receive(client, 486, 1.0, method, STREAM)
    assert isinstance(answered, Final)
    assert answered.ack.startswith(b"ACK ") == (method == "INVITE")
    assert (len(client), client.next_deadline()) == (0, None)


def test_a_refusal_is_acknowledged_each_time_it_comes() -> None:
    client = ClientTransactions()
    transaction = start(client)
    answered = receive(client, 486, 1.0, To="<sip:b@c>;tag=busy")
    assert isinstance(answered, Final)
    assert answered.owner is OWNER
    ack, invite = Request.parse(answered.ack), Request.parse(sent())
    for name in ("via", "from", "call-id", "route", "max-forwards"):
        assert ack.header(name) == invite.header(name)
    assert (ack.method, ack.uri_text) == ("ACK", invite.uri_text)
    assert (str(ack.cseq), ack.to.tag) == ("1 ACK", "busy")
    assert receive(client, 486, 1.5) == Send(answered.ack, PHONE)
    assert receive(client, 180, 1.6) is Unused.ABSORBED
    assert receive(client, 200, 1.7) is Unused.ABSORBED
    assert (client.next_deadline(), transaction.state) == (33.0, InviteClientState.COMPLETED)
    assert client.on_timer(33.0) == ([], [])
    assert len(client) == 0
    assert receive(client, 486, 33.1) is Unused.UNMATCHED


def test_every_2xx_is_passed_up_those_of_other_forks_too() -> None:
    client = ClientTransactions()
    start(client)
    receive(client, 180, 0.1)
    for tag, now in (("one", 1.0), ("one", 1.5), ("two", 2.0)):
        answered = receive(client, 200, now, To=f"<sip:b@c>;tag={tag}")
        assert isinstance(answered, Final)
        assert (answered.response.to.tag, answered.ack) == (tag, b"")
    assert receive(client, 180, 2.1) is Unused.ABSORBED
    assert receive(client, 486, 2.2) is Unused.ABSORBED
    assert client.next_deadline() == 33.0
    client.on_timer(33.0)
    assert len(client) == 0


def test_the_answer_to_another_request_is_passed_up_once() -> None:
    client = ClientTransactions()
    start(client, method="BYE")
    answered = receive(client, 481, 1.0, "BYE")
    assert isinstance(answered, Final)
    assert answered.ack == b""
    assert receive(client, 481, 1.5, "BYE") is Unused.ABSORBED
    assert receive(client, 100, 1.5, "BYE") is Unused.ABSORBED
    assert (client.absorbed, client.next_deadline()) == (2, 6.0)
    assert client.on_timer(6.0) == ([], [])
    assert len(client) == 0


def test_branch_and_method_find_the_transaction() -> None:
    client = ClientTransactions()
    start(client)
    assert receive(client, 200, number=2) is Unused.UNMATCHED
    assert receive(client, 200, method="BYE") is Unused.UNMATCHED
    assert client.unmatched == 2
    assert isinstance(receive(client, 200), Final)


def test_another_host_than_was_asked_is_not_believed_but_another_port_is() -> None:
    client = ClientTransactions()
    start(client)
    assert receive(client, 200, source=Source("198.51.100.7", 5062)) is Unused.UNMATCHED
    assert isinstance(receive(client, 180, source=Source(PHONE.ip, 9)), Provisional)


def test_an_answer_that_was_meant_for_somebody_else_is_not_ours() -> None:
    client = ClientTransactions()
    start(client)
    assert receive(client, 200, Via=[via(1), via(2)]) is Unused.UNMATCHED
    assert receive(client, 200, Via=f"{via(1)}, {via(2)}") is Unused.UNMATCHED


@pytest.mark.parametrize(
    "changes",
    [
        {"To": None},
        {"To": "<sip:a@b>;tag=1;tag=2"},
        {"From": "<"},
        {"Call-ID": None},
        {"CSeq": "x INVITE"},
        {"Via": None},
        {"Via": "nonsense"},
    ],
)
def test_an_answer_that_cannot_be_read_changes_nothing(changes: dict[str, Value]) -> None:
    client = ClientTransactions()
    transaction = start(client)
    fields: dict[str, Value] = {"Via": via(1), "CSeq": "1 INVITE"}
    unreadable = answer(response(486, "Said", **fields | changes))
    with pytest.raises(PeerError):
        client.receive(unreadable, PHONE, 0.0)
    assert transaction.state == InviteClientState.CALLING
    assert client.next_deadline() == 0.5


def test_a_cancel_has_its_own_transaction() -> None:
    client = ClientTransactions()
    invite = start(client)
    assert client.cancel(invite, 0.1, OWNER) is None, "no provisional answer yet (§9.1)"
    receive(client, 180, 0.2)
    cancel = client.cancel(invite, 0.3, OWNER)
    assert cancel is not None
    found, asked = Request.parse(cancel.data), Request.parse(sent())
    for name in ("via", "from", "to", "call-id", "route"):
        assert found.header(name) == asked.header(name)
    assert (found.uri_text, str(found.cseq)) == (asked.uri_text, "1 CANCEL")
    assert cancel.destination == invite.destination
    answered = receive(client, 200, 0.4, "CANCEL")
    assert isinstance(answered, Final)
    assert answered.transaction is cancel
    refused = receive(client, 487, 0.5)
    assert isinstance(refused, Final)
    assert (refused.transaction, refused.ack[:4]) == (invite, b"ACK ")
    assert client.cancel(invite, 0.6, OWNER) is None, "answered already"


def test_only_an_invite_is_cancelled_and_only_once() -> None:
    client = ClientTransactions()
    bye = start(client, method="BYE", number=2)
    receive(client, 100, 0.0, "BYE", number=2)
    assert client.cancel(bye, 0.1, OWNER) is None
    invite = start(client)
    receive(client, 180)
    client.cancel(invite, 0.2, OWNER)
    with pytest.raises(LocalError):
        client.cancel(invite, 0.3, OWNER)


def test_a_request_that_cannot_be_sent_ends() -> None:
    client = ClientTransactions()
    transaction = start(client)
    assert client.failed(transaction, 0.1)
    assert not client.failed(transaction, 0.2), "told once"
    assert (len(client), client.next_deadline()) == (0, None)


def test_an_error_after_the_answer_is_nothing_to_tell() -> None:
    client = ClientTransactions()
    refused, ringing, accepted = (start(client, number=number) for number in (1, 2, 3))
    receive(client, 486, number=1)
    receive(client, 180, number=2)
    receive(client, 200, number=3)
    assert not any(client.failed(each, 0.1) for each in (refused, ringing, accepted))
    assert len(client) == 2, "that with the ACK that could not be sent is over (§17.1.1.2)"


@pytest.mark.parametrize("status", [None, 180, 200, 486])
def test_a_transaction_can_be_stopped_at_any_time(status: int | None) -> None:
    client = ClientTransactions()
    transaction = start(client)
    if status:
        receive(client, status)
    client.stop(transaction, 1.0)
    client.stop(transaction, 1.0)
    assert (len(client), client.next_deadline()) == (0, None)
    assert receive(client, 200, 1.1) is Unused.UNMATCHED


def test_an_old_transaction_does_not_end_a_new_one_of_the_same_name() -> None:
    client = ClientTransactions()
    old = start(client)
    client.stop(old, 0.0)
    start(client)
    client.stop(old, 0.1)
    assert not client.failed(old, 0.1)
    assert len(client) == 1


def test_a_branch_is_used_once_and_an_ack_opens_nothing() -> None:
    client = ClientTransactions()
    start(client)
    with pytest.raises(LocalError):
        start(client)
    with pytest.raises(LocalError):
        start(client, method="ACK", number=2)


def test_a_table_full_of_unanswered_requests_takes_no_more() -> None:
    client = ClientTransactions(limit=2)
    start(client, number=1)
    start(client, number=2)
    with pytest.raises(PeerError) as caught:
        start(client, number=3)
    assert (caught.value.status, len(client)) == (503, 2)


def test_a_full_table_forgets_what_was_answered_first() -> None:
    client = ClientTransactions(limit=2)
    start(client, number=1)
    receive(client, 200, 1.0, number=1)
    start(client, 1.0, number=2)
    start(client, 1.0, number=3)
    assert (len(client), client.forgotten) == (2, 1)
    assert receive(client, 200, 1.1, number=1) is Unused.UNMATCHED
    assert isinstance(receive(client, 200, 1.1, number=2), Final)


def test_requests_are_bounded_in_bytes_and_answered_ones_take_none() -> None:
    size = len(sent())
    client = ClientTransactions(most_bytes=2 * size)
    start(client, number=1)
    start(client, number=2)
    with pytest.raises(PeerError):
        start(client, number=3)
    receive(client, 200, number=1)
    start(client, number=3)
    assert client.forgotten == 0
    client.on_timer(40.0)
    assert client._bytes == 0


events = st.lists(
    st.tuples(
        st.sampled_from(
            ["INVITE", "BYE", "answer", "stranger", "time", "failed", "stop", "cancel"]
        ),
        st.integers(0, 5),
        st.sampled_from([100, 180, 200, 302, 403, 603]),
        st.floats(0.0, 9.0),
        st.sampled_from([PHONE, STREAM]),
    ),
    max_size=60,
)


@given(events)
def test_whatever_happens_nothing_else_raises_and_nothing_is_left_in_the_end(
    script: list[tuple[str, int, int, float, Source]],
) -> None:
    client = ClientTransactions(limit=4)
    made: list[ClientTransaction] = []
    given_up: list[ClientTransaction] = []
    now = 0.0
    for what, number, status, delay, source in script:
        now += delay
        given_up += client.on_timer(now)[1] if what == "time" else []
        if what in ("INVITE", "BYE"):
            try:
                made.append(start(client, now, what, source, number))
            except (PeerError, LocalError):
                assert len(client) == 4 or any(
                    each.key == (f"z9hG4bK{number}", what) for each in made
                )
        elif made and what != "time":
            one = made[number % len(made)]
            method, branch = one.key[1], int(one.key[0][7:])
            if what == "failed" and client.failed(one, now):
                given_up.append(one)
            elif what == "stop":
                client.stop(one, now)
            elif what == "cancel":
                try:
                    cancelling = client.cancel(one, now, OWNER)
                except (PeerError, LocalError):
                    continue
                made += [cancelling] if cancelling else []
            elif what in ("answer", "stranger"):
                seen = PHONE if what == "answer" else Source("198.51.100.7", 1)
                outcome = receive(client, status, now, method, seen, branch)
                assert what == "answer" or outcome is Unused.UNMATCHED
        assert len(client) <= 4
    assert len(given_up) == len(set(map(id, given_up))), "told once"
    for one in made:
        if one.state == InviteClientState.PROCEEDING and one.key[1] == "INVITE":
            client.stop(one, now)
    client.on_timer(now + 40.0)
    client.on_timer(now + 80.0)
    assert (len(client), client.next_deadline(), client._bytes) == (0, None, 0)
    assert all(one.state in (one.LAST, RequestClientState.TERMINATED) for one in made)


def test_a_branch_of_ours_is_known_while_its_invite_is() -> None:
    clients = ClientTransactions()
    sent = clients.start(b"INVITE", "INVITE", "z9hG4bKours", PHONE, 0.0, None)
    assert clients.asked("z9hG4bKours")
    assert not clients.asked("z9hG4bKother")
    clients.stop(sent, 0.0)
    assert not clients.asked("z9hG4bKours")
