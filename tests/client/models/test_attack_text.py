"""Every pattern has a name, a sentence with its figures, and something to do about it."""

from __future__ import annotations

from typing import Any

import pytest

from client.api.attack_values import AttackPattern, AttackReading, Country
from client.api.decoding import decode
from client.formats import Formats
from client.models.attack_text import (
    country_tip,
    country_word,
    data_word,
    lacking,
    pattern_advice,
    pattern_sentence,
    pattern_word,
    patterns_text,
    rhythm_text,
    targets_text,
    together,
)
from tests.helpers.fake_data import attack

FORMATS = Formats("UTC")
NAMES = (
    "many_extensions_locked", "extensions_locked_in_sequence", "extension_locked_again",
    "mass_lockout", "callees_in_sequence", "callers_in_sequence", "many_callers", "one_target",
    "prefix_probing", "international_numbers", "premium_numbers", "scanner",
)  # fmt: skip
FIGURES = dict.fromkeys(
    ("extensions", "suspensions", "unknown", "times", "callers", "calls", "destinations",
     "prefixes", "runs", "longest"), 1234,
)  # fmt: skip


def reading(**more: Any) -> AttackReading:
    return decode(AttackReading, attack.reading(**more))


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_of_the_engine_has_its_words(name: str) -> None:
    pattern = AttackPattern(name, "engine", FIGURES, ("1001-1009",))
    sentence = pattern_sentence(pattern, FORMATS)
    assert sentence != "engine"
    assert "1,234" in sentence or "1001-1009" in sentence
    assert pattern_word(name)[0].isupper()
    assert pattern_advice(name).endswith(".")


def test_a_pattern_of_a_newer_engine_is_shown_in_its_own_words() -> None:
    unknown = AttackPattern("time_of_tea", "It pauses at five.")
    assert pattern_sentence(unknown, FORMATS) == "It pauses at five."
    assert (pattern_word("time_of_tea"), pattern_advice("time_of_tea")) == ("time of tea", "")
    changed = AttackPattern("many_callers", "40 numbers", {"numbers": 40})
    assert pattern_sentence(changed, FORMATS) == "40 numbers"


def test_a_country_is_that_of_the_registration() -> None:
    country = Country("country", "NL", "Netherlands", "荷兰")
    assert (country_word(country, "en"), country_word(country, "zh_CN")) == ("Netherlands", "荷兰")
    assert "may be elsewhere" in country_tip(country, "en")
    assert country_word(Country("country", "ZZ"), "en") == "ZZ"
    for kind, word in (
        ("private", "Private network"), ("loopback", "This machine"),
        ("reserved", "Reserved range"), ("unknown", "Unknown"),
    ):  # fmt: skip
        assert country_word(Country(kind), "en") == word
        assert country_tip(Country(kind), "en").endswith(".")
    assert data_word("mine.mmdb (GeoLite2)") == "mine.mmdb (GeoLite2)"
    assert data_word("") == "regional Internet registries"


def test_the_rhythm_names_the_busiest_hours() -> None:
    hours = [0] * 24
    assert rhythm_text(hours, FORMATS) == "No attempts to call"
    hours[14], hours[3], hours[4], hours[5] = 2000, 5, 5, 1
    assert rhythm_text(hours, FORMATS) == "Most at 14:00 (2,000), 03:00 (5), 04:00 (5)"


def test_cells_name_targets_and_patterns() -> None:
    flood, guesser, counted = reading().items
    assert targets_text(flood) == "009725…"
    assert targets_text(guesser) == "–"
    assert patterns_text(flood) == "Sequential called numbers, Scanning tool"
    assert patterns_text(counted) == "–"


def test_lockouts_of_all_sources_are_one_notice() -> None:
    assert together(reading(), FORMATS) == (
        "Lockouts: 24, over 12 extensions. Worst day: 2026-11-22 with 20 lockouts."
    )
    assert together(reading(patterns=[]), FORMATS) == ""


def test_what_is_lacking_is_said() -> None:
    assert lacking(reading(), FORMATS) == ""
    assert lacking(reading(elsewhere=1200), FORMATS).startswith("1,200 attempts")
