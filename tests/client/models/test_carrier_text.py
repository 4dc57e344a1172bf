"""Icon, word and sentence of a registration and of probes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from client.api.carrier_values import ProbeLive, RegistrationLive
from client.formats import DASH, Formats
from client.models.carrier_text import (
    probe_pill,
    probe_text,
    registration_pill,
    registration_text,
    registration_word,
)
from tests.helpers.call_stubs import NOON, gateway, live

FORMATS = Formats("UTC")


def said(registration: RegistrationLive) -> str:
    return registration_text(gateway(live=live(registration=registration)), FORMATS, NOON)


@pytest.mark.parametrize(
    ("state", "word", "tone"),
    [
        ("registering", "Registering", "accent"),
        ("registered", "Registered", "ok"),
        ("failed", "Not registered", "bad"),
    ],
)
def test_a_registration_has_icon_word_and_tone(state: str, word: str, tone: str) -> None:
    row = gateway(live=live(registration=RegistrationLive(state)))
    pill = registration_pill(row)
    assert pill is not None
    assert (pill.word, pill.tone, registration_word(row)) == (word, tone, word)
    assert pill.icon


@pytest.mark.parametrize("changes", [{}, {"live": None}, {"enabled": False}])
def test_where_there_is_none_there_is_a_dash(changes: dict[str, Any]) -> None:
    row = gateway(**changes)
    assert registration_pill(row) is None
    assert probe_pill(row) is None
    assert registration_word(row) == DASH
    assert registration_text(row, FORMATS, NOON) == DASH
    assert probe_text(row, FORMATS) == DASH


def test_a_registration_says_how_long_it_is_kept_and_what_comes_next() -> None:
    later = NOON + timedelta(seconds=90)
    assert "until" in said(RegistrationLive("registered", expires_at=later))
    assert said(RegistrationLive("registered")) == "The carrier keeps it."
    assert said(RegistrationLive("registering")) == "A REGISTER is under way."
    wrong = said(RegistrationLive("failed", next_try_at=later, last_status=401))
    assert wrong.startswith("The user name or the password is wrong. Next try")
    assert said(RegistrationLive("failed", last_status=408)) == "The carrier does not answer."
    why = RegistrationLive("failed", last_status=500, detail="answered 500")
    assert said(why) == "It failed: answered 500."


@pytest.mark.parametrize(
    ("probe", "word", "text"),
    [
        (ProbeLive("waiting"), "Asked", "waited for"),
        (ProbeLive("reachable", round_trip_ms=25.0, last_status=200), "Reachable", "200 within 25"),
        (ProbeLive("unreachable", last_status=408), "Unreachable", "no calls"),
    ],
)
def test_probes_have_a_word_and_a_sentence(probe: ProbeLive, word: str, text: str) -> None:
    row = gateway(live=live(probe=probe))
    pill = probe_pill(row)
    assert pill is not None
    assert pill.word == word
    assert text in probe_text(row, FORMATS)
