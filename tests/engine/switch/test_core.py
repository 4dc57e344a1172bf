"""One message in, the right answer and the right lines out; garbage is only counted."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.defence.rules import Rule
from engine.registrar import Registrar
from engine.sip.nat import Source
from engine.switch.core import ALLOWED
from engine.switch.recorder import Recorder
from tests.engine.switch.rig import (
    ATTACKER,
    PASSWORD,
    Rig,
    contact,
    credentials,
    message,
    status_of,
)
from tests.engine.switch.talk import kinds


def test_options_tells_what_is_served(rig: Rig) -> None:
    answer = rig.ask(message("OPTIONS"))
    assert status_of(answer) == 200
    assert f"Allow: {', '.join(ALLOWED)}\r\n".encode() in answer
    assert len(rig.transactions) == 0, "an answer that needs no memory takes none"


def test_a_register_without_credentials_is_challenged_without_a_transaction(rig: Rig) -> None:
    answer = rig.ask(message("REGISTER", extra=contact()))
    assert status_of(answer) == 401
    assert answer.count(b"WWW-Authenticate: Digest") == 2
    assert len(rig.transactions) == 0
    assert rig.counters.auth_challenges == 1


def test_a_registration_is_in_the_state_lines_of_the_batch_that_answers_it(rig: Rig) -> None:
    batch = rig.register()
    assert status_of(batch.sends[0][0]) == 200
    (line,) = map(msgspec.json.decode, batch.state)
    assert line[0] == "loc"
    assert line[1][0] == "1001"


def test_a_retransmitted_registration_is_answered_again_and_done_once(rig: Rig) -> None:
    rig.register()
    challenge = rig.ask(message("REGISTER", extra=contact()))
    nonce = challenge.split(b'nonce="')[1].split(b'"')[0].decode()
    data = message("REGISTER", extra=contact() + credentials("1001", nonce, PASSWORD), sequence=9)
    first, second = rig.send(data), rig.send(data)
    assert first.sends == second.sends
    assert (len(first.state), len(second.state)) == (1, 0)
    assert rig.counters.sip_retransmissions == 1


def test_an_illegal_invite_is_refused_and_recorded_once(rig: Rig) -> None:
    data = message("INVITE", callee="008613800000000")
    first, second = rig.send(data, ATTACKER), rig.send(data, ATTACKER)
    assert status_of(first.sends[0][0]) == 403
    assert first.sends == second.sends
    (record,) = map(msgspec.json.decode, first.calls + second.calls)  # req 38, 41
    assert (record["billing_mode"], record["end_reason"], record["sip_status"]) == (9, -9, 403)
    assert record["caller_ip"] == ATTACKER.ip


def test_the_ack_of_a_refusal_is_absorbed(rig: Rig) -> None:
    rig.send(message("INVITE", callee="1", branch="z9hG4bKack"), ATTACKER)
    assert not rig.send(message("ACK", callee="1", branch="z9hG4bKack"), ATTACKER).sends
    assert rig.transactions.next_deadline() is not None
    rig.clock.advance(4.0)
    assert not rig.transactions.on_timer(rig.clock.now()), "nothing is sent after the ACK"


def test_an_illegal_call_may_be_left_without_an_answer_and_is_recorded_once(rig: Rig) -> None:
    rig.set(SS_REPLY_UNAUTHORIZED=0)
    data = message("INVITE", callee="1")
    first, second = rig.send(data, ATTACKER), rig.send(data, ATTACKER)
    assert first.sends == second.sends == []
    assert len(first.calls + second.calls) == 1
    assert rig.counters.sip_silenced == 1
    rig.clock.advance(1.0)
    assert not rig.transactions.on_timer(rig.clock.now()), "timer G has nothing to send"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (message("SUBSCRIBE"), 405),
        (message("NONSENSE"), 501),
        (message("OPTIONS").replace(b"OPTIONS sip:", b"OPTIONS http:", 1), 416),
        (message("OPTIONS", extra="Require: nothing-known\r\n"), 420),
        (message("INVITE", callee="1").replace(b"Forwards: 70", b"Forwards: 0"), 483),
        (message("OPTIONS").replace(b"1 OPTIONS", b"1 INVITE"), 400),
        (message("OPTIONS").replace(b"SIP/2.0\r\nVia", b"SIP/3.0\r\nVia", 1), 505),
        (message("BYE"), 481),
        (message("CANCEL", callee="1"), 481),
        (message("OPTIONS").replace(b"CSeq: 1", b"CSeq: x"), 400),
    ],
)
def test_what_cannot_be_served_is_refused_as_the_rfc_asks(
    rig: Rig, data: bytes, status: int
) -> None:
    assert status_of(rig.ask(data)) == status
    assert rig.counters.statuses[status // 100] == 1


def test_a_cancel_that_comes_too_late_is_answered_200(rig: Rig) -> None:
    rig.send(message("INVITE", callee="1", branch="z9hG4bKlate"), ATTACKER)
    answer = rig.ask(message("CANCEL", callee="1", branch="z9hG4bKlate"), ATTACKER)
    assert status_of(answer) == 200


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0\0\0\0"])
def test_keep_alives_are_no_garbage(rig: Rig, data: bytes) -> None:
    assert not rig.send(data).sends
    assert rig.counters.sip_malformed == 0


def test_responses_are_counted_and_not_answered(rig: Rig) -> None:
    data = message("OPTIONS").replace(b"OPTIONS sip:example.org SIP/2.0", b"SIP/2.0 200 OK", 1)
    assert not rig.send(data).sends
    assert rig.counters.sip_responses_received == 1


@pytest.mark.parametrize(
    "data",
    [b"x", b"\xff" * 100, b"INVITE\r\n\r\n", b"OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n"],
)
def test_garbage_is_counted_and_remembered_for_one_log_line(rig: Rig, data: bytes) -> None:
    batch = rig.send(data, ATTACKER)
    assert not batch.sends
    assert rig.counters.sip_malformed == 1
    assert [(each.rule, each.source) for each in batch.seen] == [(Rule.MALFORMED, ATTACKER.ip)]


def test_a_broken_ack_is_never_answered(rig: Rig) -> None:
    assert not rig.send(message("ACK").replace(b"Max-Forwards: 70", b"Max-Forwards: x")).sends
    assert not rig.send(message("ACK").replace(b"CSeq: 1", b"CSeq: y")).sends


def test_options_within_a_call_that_nobody_knows_is_no_sign_of_life(rig: Rig) -> None:
    within = message("OPTIONS").replace(b"\r\nCall-ID", b";tag=gone\r\nCall-ID")
    assert status_of(rig.ask(within)) == 481
    assert len(rig.transactions) == 0


def test_a_full_table_of_transactions_drops_and_goes_on(rig: Rig) -> None:
    rig.transactions = rig.core.transactions
    for _ in range(1_500):
        rig.send(message("INVITE", callee="1"), ATTACKER)
    assert len(rig.transactions) <= 1_000
    assert status_of(rig.ask(message("OPTIONS"))) == 200


def test_a_mistake_of_ours_costs_one_message_and_is_answered_500(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Registrar, "handle", fail)
    batch = rig.batch()
    rig.core.datagrams([(message("REGISTER"), ATTACKER)], batch)
    assert [status_of(data) for data, _ in batch.sends] == [500]
    assert isinstance(batch.faults[0].error, ZeroDivisionError)
    assert rig.counters.internal_errors == 1
    assert status_of(rig.ask(message("OPTIONS"))) == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (message("INVITE", callee="1").replace(b"Forwards: 70", b"Forwards: 0"), 483),
        (message("INVITE", callee="2", extra="Require: nothing-known\r\n"), 420),
        (message("INVITE", callee="3").replace(b"INVITE sip:", b"INVITE http:", 1), 416),
        (message("INVITE", callee="4").replace(b"1 INVITE", b"1 BYE"), 400),
        (message("INVITE", callee="5").replace(b"SIP/2.0\r\nVia", b"SIP/3.0\r\nVia", 1), 505),
    ],
)
def test_an_invite_refused_before_anybody_asks_who_may_call_is_recorded_once(
    rig: Rig, data: bytes, status: int
) -> None:  # req 6, 38
    first, second = rig.send(data, ATTACKER), rig.send(data, ATTACKER)
    assert status_of(first.sends[0][0]) == status
    assert first.sends == second.sends
    (record,) = map(msgspec.json.decode, first.calls + second.calls)
    assert (record["billing_mode"], record["end_reason"]) == (9, -9)
    assert record["sip_status"] == status


def test_an_invite_refused_early_passes_the_gates_too(rig: Rig) -> None:  # req 42
    rig.set(SERVER_BILLING_RECORD_ILLEGAL_CALL=0)
    batch = rig.send(message("INVITE", callee="1", extra="Require: x\r\n"), ATTACKER)
    assert status_of(batch.sends[0][0]) == 420
    assert batch.calls == []
    assert rig.counters.not_recorded == {"illegal_call": 1}


def test_an_invite_refused_early_is_left_without_an_answer_like_any_illegal_one(rig: Rig) -> None:
    rig.set(SS_REPLY_UNAUTHORIZED=0)
    batch = rig.send(message("INVITE", callee="1", extra="Require: x\r\n"), ATTACKER)
    assert batch.sends == []
    assert len(batch.calls) == 1


def test_the_ack_of_an_early_refusal_ends_it_though_it_could_be_refused_too(rig: Rig) -> None:
    hopless = [
        message(method, callee="1", branch="z9hG4bKhop").replace(b"Forwards: 70", b"Forwards: 0")
        for method in ("INVITE", "ACK")
    ]
    rig.send(hopless[0], ATTACKER)
    assert not rig.send(hopless[1], ATTACKER).sends
    rig.clock.advance(4.0)
    assert not rig.transactions.on_timer(rig.clock.now()), "nothing is sent after the ACK"


def test_a_mistake_of_ours_leaves_no_transaction_behind(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Recorder, "handle", fail)
    batch = rig.batch()
    rig.core.datagrams([(message("INVITE", callee="1"), ATTACKER)], batch)
    assert [status_of(data) for data, _ in batch.sends] == [500]
    assert len(rig.transactions) == 0, "one that never gets an answer would stay for ever"


def test_answers_go_where_the_request_came_from(rig: Rig) -> None:
    elsewhere = Source("203.0.113.9", 40_000, "UDP", 3)
    (sent,) = rig.send(message("OPTIONS"), elsewhere).sends
    assert sent[1] == elsewhere
    assert b"received=203.0.113.9" in sent[0]
    assert b"rport=40000" in sent[0]


VALID = [
    message("REGISTER", extra=contact()),
    message("INVITE", callee="1"),
    message("OPTIONS"),
    message("ACK"),
]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.sampled_from(VALID),
    at=st.integers(0, 400),
    cut=st.integers(0, 20),
    noise=st.binary(max_size=12),
)
def test_no_mutated_message_is_a_fault(
    rig: Rig, data: bytes, at: int, cut: int, noise: bytes
) -> None:
    batch = rig.batch()
    rig.core.datagrams([(data[:at] + noise + data[at + cut :], ATTACKER)], batch)
    assert not batch.faults
    assert rig.counters.internal_errors == 0


def test_what_is_allowed_is_what_is_served(rig: Rig) -> None:
    assert {"UPDATE", "INFO"} <= set(ALLOWED)
    for method in ALLOWED:
        batch = rig.send(message(method, callee="1"), ATTACKER)
        assert "405" not in [status for status, _ in kinds(batch)]
