"""From parameters to the rules of the blacklist."""

from collections.abc import Callable
from typing import Final

from engine.defence.rates import RatePolicy
from engine.defence.rules import DefencePolicy, Rule, RuleSetting

RULE_WORDS: Final = {
    Rule.FAILED_REGISTRATIONS: "REGISTER",
    Rule.EXTENSIONS: "EXTENSION",
    Rule.ILLEGAL_CALLS: "ILLEGAL_CALL",
    Rule.MALFORMED: "MALFORMED",
    Rule.SCANNER: "SCANNER",
    Rule.CALL_RATE: "CALL_RATE",
}
"""How the parameters of each rule are named ..."""

RULE_PARTS: Final = ("LIMIT", "INTERVAL", "EXPIRE", "GROWTH")
"""... and their ends, in the order of :class:`RuleSetting`."""


def defence_policy(number: Callable[[str], int]) -> DefencePolicy:
    """What the parameters demand; ``number`` knows the value of each."""

    def setting(word: str) -> RuleSetting:
        name = f"SS_BLACK_LIST_IP_{word}"
        limit, *others = (number(f"{name}_{part}") for part in RULE_PARTS)
        return RuleSetting(limit if number(name) else 0, *others)

    return DefencePolicy(
        enabled=bool(number("SS_BLACK_LIST_IP")),
        rules=tuple((rule, setting(word)) for rule, word in RULE_WORDS.items()),
        growth=number("SS_BLACK_LIST_IP_GROWTH"),
        longest_s=number("SS_BLACK_LIST_IP_EXPIRE_MAXIMUM"),
    )


def rate_policy(number: Callable[[str], int]) -> RatePolicy:
    """What the parameters demand; ``number`` knows the value of each."""
    return RatePolicy(
        enabled=bool(number("SS_RATE_LIMIT")),
        registrations=number("SS_RATE_LIMIT_REGISTER"),
        requests=number("SS_RATE_LIMIT_REQUEST"),
        calls=number("SS_RATE_LIMIT_CALL"),
        own_times=number("SS_RATE_LIMIT_OWN_TIMES"),
    )
