"""What gets a telephone number listed, as VOS3000's dynamic black list has it (vos3000.md 5.1).

A number is listed in one part: as a caller, whose calls are refused, or as a callee, calls to whom
are. An operator's entry is both.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple

Part = Literal["caller", "callee"]


class NumberRule(StrEnum):
    """What is counted; the member's value is the ``rule`` in the API."""

    MALICIOUS_CALLEE = "malicious_callee"
    MALICIOUS_CALLER = "malicious_caller"
    NO_ANSWER = "no_answer"
    CONCURRENT = "concurrent"


PARTS: Final[dict[NumberRule, Part]] = {
    NumberRule.MALICIOUS_CALLEE: "callee",
    NumberRule.MALICIOUS_CALLER: "caller",
    NumberRule.NO_ANSWER: "callee",
    NumberRule.CONCURRENT: "caller",
}
"""In which part each rule lists a number."""

SENTENCES: Final[dict[NumberRule, str]] = {
    NumberRule.MALICIOUS_CALLEE: "called {count} times within {window} s",
    NumberRule.MALICIOUS_CALLER: "made {count} calls within {window} s",
    NumberRule.NO_ANSWER: "did not answer {count} calls in a row within {window} s",
    NumberRule.CONCURRENT: "made {count} calls at the same time",
}
"""What an operator reads as the reason."""


class NumberSetting(NamedTuple):
    """One rule.

    Attributes:
        limit: Calls that are one too many, 0 for off; for concurrent calls the most that may be.
        window_s: Seconds in which they are counted.
        expire_s: Seconds after the last call at which the number is free again; 0: never.
    """

    limit: int
    window_s: int
    expire_s: int


DEFAULTS: Final[dict[NumberRule, NumberSetting]] = {
    NumberRule.MALICIOUS_CALLEE: NumberSetting(6, 600, 3_600),
    NumberRule.MALICIOUS_CALLER: NumberSetting(60, 600, 3_600),
    NumberRule.NO_ANSWER: NumberSetting(10, 3_600, 3_600),
    NumberRule.CONCURRENT: NumberSetting(10, 1, 600),
}


class GatewayNumbers(NamedTuple):
    """What one mapping gateway has of its own.

    Attributes:
        watched: Whether rules apply to its calls; None: as for all gateways.
        limits: Limits of its own by rule, 0 for off; a rule that is not there has the common one.
    """

    watched: bool | None = None
    limits: tuple[tuple[NumberRule, int], ...] = ()

    def limit(self, rule: NumberRule) -> int | None:
        """Its own limit under ``rule``, None when it has the common one."""
        return dict(self.limits).get(rule)


class NumberPolicy(NamedTuple):
    """What is obeyed.

    Attributes:
        enabled: Whether rules list numbers; entries made by operators are in force either way.
        gateways: Whose calls rules count and refuse, by mapping gateway; None: every call.
        rules: The setting of every rule.
        growth: A number that is listed again is listed this many times as long as before.
        longest_s: Most seconds of an entry that grew.
        own: What single gateways have of their own.
    """

    enabled: bool = False
    gateways: frozenset[str] | None = None
    rules: tuple[tuple[NumberRule, NumberSetting], ...] = tuple(DEFAULTS.items())
    growth: int = 2
    longest_s: int = 604_800
    own: Mapping[str, GatewayNumbers] = {}

    def setting(self, rule: NumberRule, gateway: str = "") -> NumberSetting:
        """The setting of ``rule``; one of limit 0 when it is off or everything is."""
        found = dict(self.rules)[rule]
        if not self.enabled:
            return found._replace(limit=0)
        limit = self.own_limit(rule, gateway)
        return found if limit is None else found._replace(limit=limit)

    def own_limit(self, rule: NumberRule, gateway: str) -> int | None:
        """The limit that ``gateway`` has of its own, None when it has the common one."""
        own = self.own.get(gateway)
        return None if own is None else own.limit(rule)

    def expire(self, rule: NumberRule, repeats: int) -> int | None:
        """Seconds of an entry that comes after ``repeats`` others, None for ever."""
        first = self.setting(rule).expire_s
        if first == 0:
            return None
        grown: int = first * self.growth ** min(repeats, 30)
        return max(first, min(grown, self.longest_s))

    def covers(self, gateway: str) -> bool:
        """Whether rules apply to a call of ``gateway``, "" for one of a phone."""
        own = self.own.get(gateway)
        if own is not None and own.watched is not None:
            return self.enabled and own.watched
        return self.enabled and (self.gateways is None or gateway in self.gateways)
