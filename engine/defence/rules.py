"""What gets a source blocked: one rule for each kind of misbehaviour (requirements 124-131).

A rule counts within a window that begins with the first event. When its limit is reached the
source is blocked for its duration, and longer when it was blocked before. A limit of 0 switches a
rule off.
"""

from enum import StrEnum
from typing import Final, NamedTuple


class Rule(StrEnum):
    """What is counted; the member's value is the ``rule`` in the API."""

    FAILED_REGISTRATIONS = "failed_registrations"
    EXTENSIONS = "extensions"
    ILLEGAL_CALLS = "illegal_calls"
    MALFORMED = "malformed"
    SCANNER = "scanner"
    CALL_RATE = "call_rate"


SENTENCES: Final[dict[Rule, str]] = {
    Rule.FAILED_REGISTRATIONS: "{count} failed registrations within {window} s",
    Rule.EXTENSIONS: "tried {count} different extensions within {window} s",
    Rule.ILLEGAL_CALLS: "{count} illegal calls within {window} s",
    Rule.MALFORMED: "{count} messages that are not SIP within {window} s",
    Rule.SCANNER: "calls itself like a known scanner ({count} messages within {window} s)",
    Rule.CALL_RATE: "{count} calls within {window} s",
}
"""What an operator reads as the reason."""

MAX_LIMIT: Final = 1_000
"""Largest limit; a rule about extensions remembers as many names of one source."""


class RuleSetting(NamedTuple):
    """One rule.

    Attributes:
        limit: Events that are one too many, 0 for off.
        window_s: Seconds in which they are counted.
        duration_s: Seconds of the first block, 0 for ever.
        growth: How many times longer each further block is; 0 as the policy says.
    """

    limit: int
    window_s: int
    duration_s: int
    growth: int = 0


DEFAULTS: Final[dict[Rule, RuleSetting]] = {
    Rule.FAILED_REGISTRATIONS: RuleSetting(30, 60, 3_600),
    Rule.EXTENSIONS: RuleSetting(10, 300, 3_600),
    Rule.ILLEGAL_CALLS: RuleSetting(30, 60, 3_600),
    Rule.MALFORMED: RuleSetting(50, 60, 3_600),
    Rule.SCANNER: RuleSetting(1, 60, 86_400),
    Rule.CALL_RATE: RuleSetting(50, 1, 600),
}


class DefencePolicy(NamedTuple):
    """What is obeyed.

    Attributes:
        enabled: Whether rules block at all; entries made by operators are in force either way.
        rules: The setting of every rule.
        growth: A source that is blocked again is blocked this many times as long as before,
            unless the rule has a growth of its own.
        longest_s: Most seconds of a block that grew.
    """

    enabled: bool = False
    rules: tuple[tuple[Rule, RuleSetting], ...] = tuple(DEFAULTS.items())
    growth: int = 2
    longest_s: int = 604_800

    def setting(self, rule: Rule) -> RuleSetting:
        """The setting of ``rule``; one of limit 0 when it is off or everything is."""
        found = dict(self.rules)[rule]
        return found if self.enabled else found._replace(limit=0)

    def duration(self, rule: Rule, repeats: int) -> int | None:
        """Seconds of a block that comes after ``repeats`` others, None for ever."""
        setting = self.setting(rule)
        first = setting.duration_s
        if first == 0:
            return None
        grown: int = first * (setting.growth or self.growth) ** min(repeats, 30)
        return max(first, min(grown, self.longest_s))
