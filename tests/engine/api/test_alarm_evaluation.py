import itertools
from typing import Any

import pytest

from engine.api.alarm_evaluation import TABLE, Figure, Phase, RuleState, look, measure
from engine.store.alarm_rules import SHIPPED, AlarmRule


def rule(kind: Any, threshold: float = 10, **more: Any) -> AlarmRule:
    return AlarmRule("r", "x", kind, threshold, **more)


def walk(one: AlarmRule, values: list[float | None], step: float = 10.0) -> list[bool]:
    state, found = RuleState(), []
    for place, value in enumerate(values):
        figures = [] if value is None else [Figure("x", {}, value)]
        found.append(look(one, state, figures, 100.0 + place * step).standing)
    return found


def test_the_table_has_every_case_that_there_is() -> None:
    cases = {(p, h, e) for p, h, e in itertools.product(Phase, (False, True), (False, True))}
    assert cases - TABLE.keys() == {(phase, False, True) for phase in Phase}


@pytest.mark.parametrize(
    ("one", "values", "standing"),
    [
        (rule("level"), [9, 10, 11, 9], [False, True, True, False]),
        (rule("below"), [11, 10, None, 9], [False, True, False, True]),
        (rule("level", hold_s=20), [10, 10, 10, 9, 10], [False, False, True, False, False]),
        (rule("rise", window_s=30), [100, 105, 110, 110, 110, 110],
         [False, False, True, True, False, False]),
        (rule("rise", window_s=30), [100, 3, 12], [False, False, True]),
        (rule("rise"), [None, 500, None, 500], [False, False, False, False]),
        (rule("absence", hold_s=10), [None, None, 1, None], [False, True, False, False]),
        (rule("level", enabled=False), [99, 99], [False, False]),
    ],
)  # fmt: skip
def test_rules_by_their_values(
    one: AlarmRule, values: list[float | None], standing: list[bool]
) -> None:
    assert walk(one, values) == standing


@pytest.mark.parametrize(
    ("one", "values", "standing"),
    [
        (rule("level"), [None, None, None, None], [True, True, False, False]),
        (rule("level", hold_s=60), [None, 10, 10, 10], [True, True, True, True]),
        (rule("level"), [9, 10], [False, True]),
        (rule("below"), [None, 11], [True, False]),
        (rule("rise", window_s=15), [5, 5, 5, 5], [True, True, False, False]),
        (rule("level", enabled=False), [None], [False]),
    ],
)
def test_what_stood_before_a_restart_stands_while_nothing_else_is_known(
    one: AlarmRule, values: list[float | None], standing: list[bool]
) -> None:
    state = RuleState(Phase.STANDING, 100.0, kept_until=120.0)
    found = []
    for place, value in enumerate(values):
        figures = [] if value is None else [Figure("x", {}, value)]
        found.append(look(one, state, figures, 100.0 + place * 10).standing)
    assert found == standing


def test_figures_that_fit_are_added_up() -> None:
    figures = [Figure("x", {"a": "1", "b": "2"}, 3), Figure("x", {"a": "1"}, 4), Figure("y", {}, 5)]
    for selector, value in (("x", 7), ('x{a="1"}', 7), ('x{a="1",b="2"}', 3), ('x{a="9"}', None)):
        assert measure(AlarmRule("r", selector, "level"), figures) == value
    assert measure(AlarmRule("r", "not a figure!", "level"), figures) is None
    assert all(measure(each, []) is None for each in SHIPPED)


def test_what_changed_is_news_once() -> None:
    state = RuleState()
    figures = [Figure("x", {}, 10)]
    assert [look(rule("level"), state, figures, at).news for at in (1.0, 2.0)] == [True, False]
