"""From parameters and gateways to the rules of the blacklist of numbers."""

from collections.abc import Iterable, Mapping
from typing import Final

from engine.control.gateways import GatewayConfig
from engine.control.number_limits import FIELDS, INHERIT
from engine.defence.number_rules import GatewayNumbers, NumberPolicy, NumberRule, NumberSetting
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


def own_numbers(gateways: Iterable[GatewayConfig]) -> dict[str, GatewayNumbers]:
    """What single mapping gateways demand; those that demand nothing are left out."""
    watched = {"inherit": None, "on": True, "off": False}
    found = {}
    for each in gateways:
        limits = tuple(
            (NumberRule(rule), limit)
            for rule, name in FIELDS.items()
            if (limit := int(getattr(each, name))) != INHERIT
        )
        own = GatewayNumbers(watched[each.number_watch], limits)
        if each.kind == "mapping" and each.enabled and own != GatewayNumbers():
            found[each.name] = own
    return found
