"""The echo, spoken to as the switch does."""

import itertools

import pytest

from engine.calls.tools import Names
from engine.calls.trialecho import MAX_ANSWERS, MAX_RESENDS, RESEND_S, EchoPhone
from engine.sip.nat import Source

LOCAL = Source("127.0.0.1", 40_001)
NUMBER = "5ec3e7"


def names() -> Names:
    count = itertools.count(1)
    return Names(
        lambda: f"tag{next(count)}", lambda: f"z9hG4bK{next(count)}", lambda: f"id{next(count)}"
    )


def echo(*, answers: bool) -> EchoPhone:
    return EchoPhone(LOCAL, NUMBER, b"answer", names(), answers=answers)


def ask(
    method: str, *, number: str = NUMBER, branch: str = "b1", call_id: str = "c1", tag: str = ""
) -> bytes:
    to = f"<sip:echo@127.0.0.1>{f';tag={tag}' if tag else ''}"
    return (
        f"{method} sip:{number}@127.0.0.1:40001 SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK{branch};rport\r\n"
        f"From: <sip:test-call@127.0.0.1>;tag=f1\r\nTo: {to}\r\nCall-ID: {call_id}\r\n"
        f"CSeq: 1 {method}\r\nMax-Forwards: 70\r\nContact: <sip:127.0.0.1:5060>\r\n"
        "Content-Length: 5\r\n\r\noffer"
    ).encode()


def statuses(sent: list[bytes]) -> list[int]:
    return [int(data.split(b" ", 2)[1]) for data in sent]


def test_it_rings_and_answers_a_call_that_is_to_stay_up() -> None:
    phone = echo(answers=True)
    said = phone.receive(ask("INVITE"), 0.0)
    assert statuses(said) == [180, 200]
    assert said[1].endswith(b"\r\n\r\nanswer")
    assert phone.offer == b"offer"
    assert phone.receive(ask("ACK"), 0.1) == []
    assert phone.tick(5.0) == [], "the ACK has come"
    assert statuses(phone.receive(ask("BYE", branch="b2", tag="tag1"), 5.0)) == [200]
    assert phone.over


def test_it_only_rings_for_a_call_that_hangs_up_at_once() -> None:
    phone = echo(answers=False)
    assert statuses(phone.receive(ask("INVITE"), 0.0)) == [180]
    assert statuses(phone.receive(ask("CANCEL"), 0.1)) == [487, 200]
    assert phone.over
    assert statuses(phone.receive(ask("CANCEL"), 0.2)) == [200], "asked again, answered again"
    assert statuses(phone.receive(ask("INVITE"), 0.2)) == [487]


def test_a_cancel_after_the_answer_comes_too_late() -> None:
    phone = echo(answers=True)
    phone.receive(ask("INVITE"), 0.0)
    assert statuses(phone.receive(ask("CANCEL"), 0.1)) == [200]
    assert not phone.over


def test_a_final_answer_is_repeated_until_its_ack_and_not_for_ever() -> None:
    phone = echo(answers=True)
    answer = phone.receive(ask("INVITE"), 0.0)[1]
    assert phone.tick(RESEND_S - 0.01) == []
    repeated = [sent for beat in range(1, 100) for sent in phone.tick(beat * RESEND_S)]
    assert repeated == [answer] * MAX_RESENDS


def test_another_number_and_a_second_call_get_nothing() -> None:
    phone = echo(answers=True)
    assert statuses(phone.receive(ask("INVITE", number="100"), 0.0)) == [404]
    phone.receive(ask("INVITE", branch="b2"), 0.0)
    assert statuses(phone.receive(ask("INVITE", branch="b3", call_id="c2"), 0.0)) == [486]


@pytest.mark.parametrize("method", ["BYE", "CANCEL", "INFO", "OPTIONS"])
def test_a_request_of_no_call_is_told_so(method: str) -> None:
    assert statuses(echo(answers=True).receive(ask(method), 0.0)) == [481]


def test_what_is_no_request_says_nothing() -> None:
    phone = echo(answers=True)
    for data in (b"", b"\r\n\r\n", b"SIP/2.0 200 OK\r\n\r\n", b"\xff" * 2_000):
        assert phone.receive(data, 0.0) == []


@pytest.mark.parametrize("asked", [MAX_ANSWERS, MAX_ANSWERS + 1])
def test_answers_are_kept_up_to_a_limit(asked: int) -> None:
    phone = echo(answers=True)
    for number in range(asked):
        phone.receive(ask("OPTIONS", branch=f"x{number}"), 0.0)
    assert len(phone._said) == MAX_ANSWERS
