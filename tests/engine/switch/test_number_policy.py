"""Parameters become rules about numbers."""

from engine.defence.number_rules import NumberPolicy, NumberRule, NumberSetting
from engine.parameters.values import defaults
from engine.switch.number_policy import RULE_NAMES, number_policy


def test_defaults_and_changes() -> None:
    assert number_policy(defaults()) == NumberPolicy()
    assert set(RULE_NAMES) == set(NumberRule)
    changed = number_policy(
        {
            **defaults(),
            "SS_BLACK_LIST_DYNAMIC": 1,
            "SS_BLACK_LIST_NO_ANSWER_LIMIT": 4,
            "SS_BLACK_LIST_NO_ANSWER_PERIODS": 5,
            "SS_BLACK_LIST_NO_ANSWER_EXPIRE": 6,
            "SS_BLACK_LIST_DYNAMIC_RUN_MODE": 1,
            "SS_BLACK_LIST_DYNAMIC_GATEWAYS": "a, b",
        }
    )
    assert changed.setting(NumberRule.NO_ANSWER) == NumberSetting(4, 5, 6)
    assert changed.gateways == frozenset({"a", "b"})
