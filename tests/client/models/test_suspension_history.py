"""Past lockouts as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from client.api.values import SuspensionEvent
from client.formats import Formats
from client.models.suspension_history import detail, headline, totals
from tests.helpers.client_samples import NOON

FORMATS = Formats("UTC")
LOCKED = SuspensionEvent(
    NOON, "suspended", "1001", since=NOON, until=NOON + timedelta(minutes=10), failures=6,
    sources=("203.0.113.24",), user_agent="friendly-scanner",
)  # fmt: skip


def test_a_lockout_says_why_for_how_long_and_from_where() -> None:  # req 104
    assert headline(LOCKED, FORMATS) == "Suspended · 2026-11-23 12:00:00"
    assert detail(LOCKED, FORMATS) == (
        "6 wrong passwords · for 10 min · 203.0.113.24 · friendly-scanner"
    )


@pytest.mark.parametrize(
    ("action", "by", "word"),
    [
        ("cleared", "admin", "Cleared by admin"),
        ("cleared", "", "Cleared by an operator"),
        ("expired", "", "Over by itself"),
        ("lifted", "", "Lifted"),
        ("invented", "", "invented"),
    ],
)
def test_every_end_has_its_words(action: str, by: str, word: str) -> None:
    event = SuspensionEvent(NOON, action, "1001", by=by)
    assert headline(event, FORMATS).startswith(word)
    assert detail(event, FORMATS) == ""


def test_one_failure_is_not_plural_and_none_falls_back_on_the_reason() -> None:
    assert detail(replace(LOCKED, failures=1), FORMATS).startswith("1 wrong password ·")
    assert detail(replace(LOCKED, failures=0, reason="why"), FORMATS).startswith("why ·")


def test_totals_over_time() -> None:  # req 114, 115
    events = [
        LOCKED,
        replace(LOCKED, at=NOON - timedelta(days=2)),
        replace(LOCKED, action="expired"),
    ]
    assert totals(events, NOON, FORMATS) == "Suspended 2 times, 1 of them in the last 24 hours."
    assert totals([LOCKED], NOON, FORMATS) == "Suspended once."
    assert totals([], NOON, FORMATS) == "Never suspended."
