"""Parameters become rules about numbers."""

from engine.control.gateways import GatewayConfig
from engine.defence.number_rules import GatewayNumbers, NumberPolicy, NumberRule, NumberSetting
from engine.parameters.values import defaults
from engine.switch.number_policy import RULE_NAMES, number_policy, own_numbers


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


def test_gateways_say_what_they_have_of_their_own() -> None:
    gateways = [
        GatewayConfig("a", "mapping", ("192.0.2.1",), concurrent_limit=3, no_answer_limit=0),
        GatewayConfig("b", "mapping", ("192.0.2.2",), number_watch="off"),
        GatewayConfig("c", "mapping", ("192.0.2.3",)),
        GatewayConfig("d", "mapping", ("192.0.2.4",), number_watch="on", enabled=False),
        GatewayConfig("e", "routing", ("192.0.2.5",), number_watch="on"),
    ]
    assert own_numbers(gateways) == {
        "a": GatewayNumbers(None, ((NumberRule.NO_ANSWER, 0), (NumberRule.CONCURRENT, 3))),
        "b": GatewayNumbers(watched=False),
    }
