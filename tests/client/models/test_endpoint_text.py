"""Sentences, pills and notes of endpoints."""

from __future__ import annotations

from datetime import timedelta

import pytest

from client.formats import Formats
from client.models.endpoint_groups import Group, Run
from client.models.endpoint_rows import EndpointRow, Status, from_endpoint, from_suspension
from client.models.endpoint_text import EndpointText, status_pill
from tests.helpers.client_samples import NOON, binding, endpoint, suspension


@pytest.fixture
def text() -> EndpointText:
    return EndpointText(Formats("UTC"))


def test_a_lockout_is_a_sentence_with_reason_and_time_left(text: EndpointText) -> None:
    row = from_suspension(suspension())  # req 110, 111
    assert text.registration(row, NOON) == "6 wrong passwords · clears in 09:12"
    assert text.registration(row, NOON + timedelta(seconds=551)).endswith("clears in 00:01")
    assert text.registration(row, NOON + timedelta(seconds=552)).endswith("clearing now")


def test_one_wrong_password_is_not_plural_and_none_falls_back_on_the_reason(
    text: EndpointText,
) -> None:
    assert text.registration(from_suspension(suspension(failures=1)), NOON).startswith(
        "1 wrong password ·"
    )
    row = from_suspension(suspension(failures=0, reason="too many attempts"))
    assert text.registration(row, NOON).startswith("too many attempts ·")
    row = from_suspension(suspension(failures=0, reason=""))
    assert text.registration(row, NOON).startswith("wrong passwords ·")


def test_a_registration_says_since_when_and_for_how_long(text: EndpointText) -> None:
    row = from_endpoint(endpoint(status="registered", bindings=(binding(),)))
    assert text.registration(row, NOON) == "47 min ago · expires in 27 min"
    assert text.registration(EndpointRow("1", registered=True), NOON) == "registered"


def test_an_absent_phone_says_when_it_was_seen_and_what_failed(text: EndpointText) -> None:
    seen = EndpointRow("1", last_seen=NOON - timedelta(hours=3))
    assert text.registration(seen, NOON) == "last seen 3 h ago"
    assert "not seen so far" in text.registration(EndpointRow("1"), NOON)
    assert text.registration(EndpointRow("1", failures=1), NOON).endswith("1 wrong password")
    assert text.registration(EndpointRow("1", failures=4), NOON).endswith("4 wrong passwords")


def test_a_disabled_endpoint_says_who_decided(text: EndpointText) -> None:
    assert "operator" in text.registration(EndpointRow("1", enabled=False), NOON)


def test_every_state_has_icon_word_and_tone() -> None:  # req 109
    pills = [status_pill(status) for status in Status]
    assert len({pill.word for pill in pills}) == len(pills)
    assert len({pill.icon for pill in pills}) == len(pills)
    assert all(pill.tone for pill in pills)


def test_the_note_says_what_stands_out(text: EndpointText) -> None:  # req 113, 114
    assert text.note(from_suspension(suspension(repeats=2))) == "3 times so far"
    assert text.note(from_suspension(suspension(known=False))) == "no such endpoint"
    runs = (Run("1001", "1004", 4),)
    assert text.note(from_suspension(suspension()), runs) == "1001–1004 in sequence"
    assert text.note(EndpointRow("1001"), runs) == ""


def test_a_group_names_size_lockouts_and_sequence(text: EndpointText) -> None:  # req 112, 113
    group = Group("203.0.113.24", tuple(range(5)), 4, (Run("1001", "1004", 4),))
    assert text.group(group) == "5 extensions · 4 suspended · 1001–1004 in sequence"
    assert text.group(Group("192.0.2.1", (0,), 0, ())) == "1 extension"
