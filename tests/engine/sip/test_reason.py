"""Reason headers: read into numbers, written from numbers."""

from __future__ import annotations

import pytest

from engine.sip.reason import MAX_REASONS, Q850, SIP, Reason, reasons_of
from engine.sip.request import Request
from tests.helpers.wire import Value, request


def reasons(value: Value) -> tuple[Reason, ...]:
    return reasons_of(Request.parse(request("BYE", Reason=value)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("SIP;cause=200", (Reason(SIP, 200),)),
        ('sip ; cause=603 ;text="No"', (Reason(SIP, 603),)),
        ('Q.850;cause=16;text="a, b"', (Reason(Q850, 16),)),
        ("Q.850;cause=17, SIP;cause=486", (Reason(Q850, 17), Reason(SIP, 486))),
        (["SIP;cause=486", "SIP;cause=603"], (Reason(SIP, 486),)),
        ("preemption;cause=1", ()),
        ("preemption;cause=1, Q.850;cause=127", (Reason(Q850, 127),)),
        (None, ()),
    ],
)
def test_what_a_peer_says_is_read(value: Value, expected: tuple[Reason, ...]) -> None:
    assert reasons(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "", "SIP", "SIP;cause", "SIP;cause=", "SIP;cause=99", "SIP;cause=700", "Q.850;cause=0",
        "Q.850;cause=128", "SIP;cause=0200", "SIP;cause=-1", "SIP;cause=\u00b200",
        "SIP;cause=200;cause=1",
        'SIP;cause=200;text="open', ",,", "SIP;;", ";cause=200", 'SIP;cause="200"',
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_nothing(value: str) -> None:
    assert reasons(value) == ()


def test_no_more_are_looked_at_than_make_sense() -> None:
    assert reasons(", ".join(["SIP;cause=486"] * MAX_REASONS)) == (Reason(SIP, 486),)
    assert reasons(", ".join(["SIP;cause=486"] * (MAX_REASONS + 1))) == ()


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (Reason(SIP, 200), 'SIP;cause=200;text="Call completed elsewhere"'),
        (Reason(SIP, 486), 'SIP;cause=486;text="Busy Here"'),
        (Reason(Q850, 16), 'Q.850;cause=16;text="Normal call clearing"'),
        (Reason(Q850, 99), "Q.850;cause=99"),
        (Reason(SIP, 699), "SIP;cause=699"),
    ],
)
def test_it_is_written_with_texts_of_our_own(reason: Reason, text: str) -> None:
    assert str(reason) == text
    assert reasons(text) == (reason,)


def test_the_text_of_a_peer_is_not_repeated() -> None:
    (reason,) = reasons('SIP;cause=480;text="gw7.internal.example 10.0.0.7"')
    assert "internal" not in str(reason)
