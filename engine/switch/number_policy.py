"""From parameters to the rules of the blacklist of numbers."""

from collections.abc import Mapping
from typing import Final

from engine.defence.number_rules import NumberPolicy, NumberRule, NumberSetting
from engine.parameters.lists import names_of

RULE_NAMES: Final = {
    NumberRule.MALICIOUS_CALLEE: ("SS_BLACK_LIST_MALICIOUS_CALL", "CHECK_INTERVAL"),
    NumberRule.MALICIOUS_CALLER: ("SS_BLACK_LIST_CALLER_MALICIOUS_CALL", "CHECK_INTERVAL"),
    NumberRule.NO_ANSWER: ("SS_BLACK_LIST_NO_ANSWER", "PERIODS"),
    NumberRule.CONCURRENT: ("SS_BLACK_LIST_CALLER_CONCURRENT", ""),
}
"""How the parameters of each rule begin, and how the one of its window ends."""


def number_policy(values: Mapping[str, int | str]) -> NumberPolicy:
    """What ``values``, which are complete, demand."""

    def setting(prefix: str, window: str) -> NumberSetting:
        seconds = int(values[f"{prefix}_{window}"]) if window else 1
        return NumberSetting(
            int(values[f"{prefix}_LIMIT"]), seconds, int(values[f"{prefix}_EXPIRE"])
        )

    standalone = bool(values["SS_BLACK_LIST_DYNAMIC_RUN_MODE"])
    named = frozenset(names_of(str(values["SS_BLACK_LIST_DYNAMIC_GATEWAYS"])))
    return NumberPolicy(
        enabled=bool(values["SS_BLACK_LIST_DYNAMIC"]),
        gateways=named if standalone else None,
        rules=tuple((rule, setting(*names)) for rule, names in RULE_NAMES.items()),
        growth=int(values["SS_BLACK_LIST_DYNAMIC_GROWTH"]),
        longest_s=int(values["SS_BLACK_LIST_DYNAMIC_EXPIRE_MAXIMUM"]),
    )
