import re

import pytest

from client.api.alarm_rule_values import AlarmRule
from client.models.alarm_rule_draft import (
    addresses_in,
    figure_fits,
    name_fits,
    plain_number,
    threshold_in,
    whole,
)
from engine.api.models.alarms import AlarmRuleBody
from engine.store.alarm_rules import SHIPPED


def test_it_takes_what_the_engine_ships_and_writes_figures_as_the_engine_reads_them() -> None:
    assert all(name_fits(rule.name) and figure_fits(rule.figure) for rule in SHIPPED)
    pattern = AlarmRuleBody.model_json_schema()["properties"]["figure"]["pattern"]
    for text in ('a{b="c",d="e"}', "a{}", "a{b=c}", 'a{B="c"}', "", "a b", 'a{b="c"'):
        assert figure_fits(text) == bool(re.search(pattern, text)), text


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.1", 0.1), (" -3 ", -3.0), ("1e15", 1e15), ("1.1e15", None), ("nan", None),
     ("inf", None), ("", None), ("many", None)],
)  # fmt: skip
def test_a_threshold_is_a_number_within_bounds(text: str, value: float | None) -> None:
    assert threshold_in(text) == value


def test_a_number_can_be_typed_again() -> None:
    assert [plain_number(value) for value in (0.1, 30_000.0)] == ["0.1", "30000"]


def test_names_and_addresses() -> None:
    assert name_fits("x" * 60)
    assert not name_fits("x" * 61)
    assert not name_fits(" x")
    assert addresses_in(" a@b.org; c@d.org,, ") == ("a@b.org", "c@d.org")
    assert whole(AlarmRule("Disk", "disk_free"))
    assert not whole(AlarmRule("Disk", ""))
