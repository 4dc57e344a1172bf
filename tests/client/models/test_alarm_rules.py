from typing import Any

import pytest

from client.api.alarm_rule_values import AlarmRule, RuleTest
from client.api.decoding import decode
from client.formats import Formats
from client.models.alarm_rules import (
    RuleTable,
    condition,
    kinds_in_words,
    quiet,
    result_words,
    severities_in_words,
    state,
    where,
)
from tests.helpers.fake_alarms import rule

FORMATS = Formats("UTC")


def row(**changes: Any) -> AlarmRule:
    return decode(AlarmRule, rule(**changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "at or above 20 for 30 s"),
        ({"hold_s": 0}, "at or above 20"),
        ({"kind": "below", "threshold": 0.1}, "at or below 0.1 for 30 s"),
        ({"kind": "rise", "threshold": 30000, "hold_s": 0},
         "rises by 30,000 or more within 5 min"),
        ({"kind": "absence", "hold_s": 0}, "is not there"),
        ({"kind": "later"}, "later"),
    ],
)  # fmt: skip
def test_a_condition_in_words(qapp: object, changes: dict[str, Any], words: str) -> None:
    assert condition(row(**changes), FORMATS) == words


def test_where_it_goes_and_how_often(qapp: object) -> None:
    assert where(row()) == "only shown here"
    assert where(row(mail=["a@b.org"], webhook=True)) == "a@b.org, webhook"
    assert (quiet(row(), FORMATS), quiet(row(quiet_s=0), FORMATS)) == ("1 h", "none")
    pills = [state(row(enabled=on)) for on in (True, False)]
    assert len({pill.icon for pill in pills}) == len({pill.word for pill in pills}) == 2


def test_a_test_in_words(qapp: object) -> None:
    said = result_words(row(), RuleTest(3.0, ("a@b.org: sent",)))
    assert said == "switchwarden_journal_oldest_seconds is 3 now.\na@b.org: sent"
    nothing = result_words(row(), RuleTest())
    assert "no such figure" in nothing
    assert "Nobody was told" in nothing


def test_every_column_has_a_text_and_every_choice_a_word(qapp: object) -> None:
    table = RuleTable(FORMATS)
    table.set_rows([row()])
    assert all(table.index(0, place).data() for place in range(table.columnCount()))
    assert set(kinds_in_words()) == {"level", "below", "rise", "absence"}
    assert set(severities_in_words()) == {"warning", "critical"}
