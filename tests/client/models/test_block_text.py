"""What is blocked in words."""

from datetime import timedelta
from typing import Any

import pytest

from client.formats import Formats
from client.models.block_rows import Layer
from client.models.block_text import (
    hits_text,
    layer_pill,
    own_text,
    rule_word,
    until_text,
    who,
    why,
)
from tests.helpers.block_stubs import NOW, entry, limited, lock, row, throttled

FORMATS = Formats("UTC")


def test_layers_have_a_word_beside_their_colour() -> None:
    assert layer_pill(Layer.ADDRESS).word == "Address blocked"
    assert layer_pill(Layer.EXTENSION).word == "Extension locked"


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "blocked by hand, no reason given"),
        ({"reason": "scans"}, "scans"),
        ({"rule": "scanner"}, "Known scanner"),
        ({"rule": "scanner", "reason": "seen", "evidence": "UA: x"}, "Known scanner: seen · UA: x"),
        ({"rule": "brand_new"}, "brand_new"),
    ],
)
def test_why_an_address_is_blocked(more: dict[str, Any], text: str) -> None:
    assert why(row(entry(1, "203.0.113.9", **more))) == text


def test_every_rule_of_the_interface_has_a_name() -> None:
    rules = ("failed_registrations", "extensions", "illegal_calls", "malformed", "scanner",
             "call_rate")  # fmt: skip
    assert all(rule_word(rule) != rule for rule in rules)


def test_why_an_extension_is_locked() -> None:
    assert why(row(lock("1001"))) == "6 wrong passwords · from 203.0.113.24:5060"
    assert why(row(lock("1", failures=1))).startswith("1 wrong password ·")
    assert why(row(lock("9", failures=0, known=False))).endswith("no such endpoint")


def test_by_whom() -> None:
    assert who(row(entry(1, "203.0.113.9", by="maria"))) == "maria"
    assert who(row(entry(1, "203.0.113.9"))) == "an operator"
    assert who(row(entry(1, "203.0.113.9", rule="scanner"))) == "rule"
    assert who(row(lock("1001"))) == "rule"


def test_until_counts_down() -> None:
    def told(left_s: float | None) -> str:
        return until_text(row(entry(1, "203.0.113.9", left_s)), NOW, FORMATS)

    assert told(None) == "for good"
    assert told(90) == "12:01:30 · 01:30"
    assert told(0) == "ending now"
    assert told(13 * 3600) == "2026-11-24 01:00 · 13:00:00"
    assert told(11 * 3600) == "23:00:00 · 11:00:00"
    assert told(2 * 86_400) == "2026-11-25 12:00 · 2 d"


def test_dropped_messages_are_counted_for_addresses() -> None:
    assert hits_text(row(entry(1, "203.0.113.9", hits=4812)), FORMATS) == "4,812"
    assert hits_text(row(lock("1001")), FORMATS) == "–"


def test_the_operator_is_told_what_shuts_him_out() -> None:
    for_good = own_text(row(entry(1, "10.0.0.0/8", reason="oops")), "10.1.2.3", FORMATS)
    assert for_good == "Your own address 10.1.2.3 is blocked for good by 10.0.0.0/8: oops"
    timed = row(entry(1, "10.0.0.0/8", 60, since=NOW - timedelta(hours=1)))
    assert "until 2026-11-23 12:01:00" in own_text(timed, "10.1.2.3", FORMATS)


def test_limits_and_refused_sign_ins_are_told() -> None:
    stranger, own = row(limited(1, "192.0.2.7")), row(limited(2, "192.0.2.7", own=True))
    assert why(stranger) == "more than 2 new calls in 1 s · 7 refused · INVITE sip:9"
    assert "one of ours, never banned by a rule · 1 phone registered there" in why(own)
    assert until_text(stranger, NOW, FORMATS) == "while more comes"
    assert hits_text(stranger, FORMATS) == "7"
    assert "is limited, not blocked" in own_text(own, "192.0.2.7", FORMATS)
    named, anybody = row(throttled(1, "192.0.2.8")), row(throttled(2, "192.0.2.8", None))
    assert why(named) == "5 wrong passwords of operators, from 192.0.2.8"
    assert why(anybody).endswith("any name from 192.0.2.8")
    assert "are refused until 2026-11-23 12:05:00" in own_text(named, "192.0.2.8", FORMATS)
