from typing import get_args

import pytest

from engine.api.attack_view import country_item, pattern_text, reading_item, source_item
from engine.api.models.attacks import AttackSourceItem, CdrAttacks
from engine.countries import Origin
from engine.store.attack_rows import (
    AttackReading,
    AttackSource,
    Device,
    Lockouts,
    Numbers,
    Pattern,
    PatternName,
    Run,
    Target,
)

FIGURES = dict.fromkeys(
    ("extensions", "suspensions", "times", "callers", "calls", "destinations", "prefixes"), 12
)
LOCKED = Lockouts(2, 1, 0, "1001", 2, (Run("extension", "1001", "1003", 3),), 1000, 2000)
SOURCE = AttackSource(
    "193.0.6.0/24", 2, Origin("country", "NL"), 1000, 2000, 5, 3, 1, tuple(range(24)),
    (Target("0044", 5, 3),), (Device("x", 5),),
    Numbers(5, 1, 2, runs=(Run("callee", "10", "14", 5),)), LOCKED,
    (Pattern("scanner", {"calls": 5}, ("x",)),),
)  # fmt: skip


def test_a_source_is_as_documented() -> None:
    item = source_item(SOURCE)
    assert set(item) == set(AttackSourceItem.model_fields)
    checked = AttackSourceItem.model_validate(item)
    assert checked.country.name_zh == "荷兰"
    assert checked.attempts == 8
    assert checked.lockouts.first == "1970-01-01T00:00:01.000Z"
    assert checked.patterns[0].text == "5 calls by scanning tools: x"


def test_a_reading_is_as_documented() -> None:
    reading = AttackReading((SOURCE,), 9, 50, 40, 3, False, Lockouts(), ((0, 2),), (), "somebody")
    item = reading_item(reading, ("1970-01-01T00:00:00.000Z", None), "network", "UTC")
    checked = CdrAttacks.model_validate(item | {"missing": []})
    assert (checked.total, checked.elsewhere, checked.by) == (9, 3, "network")
    assert checked.lockout_days[0].day == "1970-01-01T00:00:00.000Z"
    assert checked.lockouts.first is None


def test_only_a_country_has_a_name() -> None:
    assert country_item(Origin("private")) == {
        "kind": "private", "code": "", "name": "", "name_zh": "",
    }  # fmt: skip
    assert country_item(Origin("country", "ZZ"))["name"] == "ZZ"


@pytest.mark.parametrize("name", get_args(PatternName))
def test_every_pattern_is_a_sentence_with_its_figures(name: PatternName) -> None:
    text = pattern_text(Pattern(name, FIGURES, ("1001-1009",)))
    assert "12" in text or "1001-1009" in text
