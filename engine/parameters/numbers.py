"""The part of the catalogue that is about the dynamic blacklist of numbers.

Names are VOS3000's where they are known (vos3000.md 1.2 and 5.1), defaults those of its example;
the rest is ours. What they do is in :mod:`engine.defence.number_rules`.
"""

from typing import Final, NamedTuple

from engine.parameters.entries import OURS, SOFTSWITCH, flag, integer
from engine.parameters.lists import are_names
from engine.parameters.model import Group, Kind, Parameter, Recommendation

WEEK: Final = 604_800
YEAR: Final = 31_536_000
_MAX_LIST: Final = 2_000


class _Rule(NamedTuple):
    """How one rule is described: its prefix, the name of its window, what it counts, defaults."""

    prefix: str
    window: str
    counts: str
    listed: str
    limit: int
    window_s: int
    expire: int
    other: tuple[int, str]
    usual: str


_RULES: Final = (
    _Rule("SS_BLACK_LIST_MALICIOUS_CALL", "CHECK_INTERVAL", "Calls to one number",
          "malicious", 6, 600, 3_600,
          (100, "Where switchboards and hot lines are called by many."),
          "The default of VOS3000: a number that is dialled over and over."),
    _Rule("SS_BLACK_LIST_CALLER_MALICIOUS_CALL", "CHECK_INTERVAL", "Calls of one number",
          "malicious", 60, 600, 3_600,
          (600, "For gateways whose callers all show one number."),
          "The default: nobody calls every ten seconds for ten minutes."),
    _Rule("SS_BLACK_LIST_NO_ANSWER", "PERIODS", "Unanswered calls to one number",
          "silent", 10, 3_600, 3_600,
          (30, "Where machines call people who are seldom at home."),
          "The default: a number that nobody answers wastes lines."),
)  # fmt: skip


def _parameters(rule: _Rule) -> tuple[Parameter, ...]:
    limits = sorted((rule.other, (rule.limit, rule.usual)))
    return (
        integer(
            f"{rule.prefix}_LIMIT", Group.SECURITY, SOFTSWITCH, rule.limit, (0, 10_000), "calls",
            f"{rule.counts} within the interval that list it as {rule.listed}; 0: off.",
            *(Recommendation(*each) for each in limits),
        ),
        integer(
            f"{rule.prefix}_{rule.window}", Group.SECURITY, SOFTSWITCH, rule.window_s, (1, 86_400),
            "s", f"{rule.counts}: the time within which they are counted.",
            Recommendation(
                60 if rule.window_s > 600 else 120, "Short: bursts alone count, hours do not."
            ),
            Recommendation(rule.window_s, "The default, which belongs to the default limit."),
        ),
        integer(
            f"{rule.prefix}_EXPIRE", Group.SECURITY, SOFTSWITCH, rule.expire, (0, YEAR), "s",
            f"{rule.counts}: freed so long after the last call, refused ones included; 0: never.",
            Recommendation(0, "For ever: only where somebody looks at the list every day."),
            Recommendation(rule.expire, "The default; each repetition lasts longer."),
        ),
    )  # fmt: skip


NUMBERS: Final[tuple[Parameter, ...]] = (
    flag(
        "SS_BLACK_LIST_DYNAMIC", Group.SECURITY, OURS, 0,
        "Puts numbers on the blacklist by itself; entries made by hand count either way.",
        off="The default: who is dialled often may be popular.",
        on="Calls of and to such numbers are refused with 403, and recorded with reason -23.",
    ),
    integer(
        "SS_BLACK_LIST_DYNAMIC_RUN_MODE", Group.SECURITY, SOFTSWITCH, 0, (0, 1), "level",
        "Whose calls are watched: 0 everybody's, 1 those of the gateways named for it.",
        Recommendation(0, "Global, the default: phones and all gateways."),
        Recommendation(1, "Standalone: gateways whose customers are known for such calls."),
    ),
    Parameter(
        "SS_BLACK_LIST_DYNAMIC_GATEWAYS", Group.SECURITY, OURS, Kind.TEXT, "", 0, _MAX_LIST, "",
        "Mapping gateways whose calls are watched in standalone mode, with commas.",
        fits=are_names,
        takes="names of gateways with commas between them, such as office,carrier-a",
    ),
    integer(
        "SS_BLACK_LIST_CALLER_CONCURRENT_LIMIT", Group.SECURITY, OURS, 10, (0, 10_000), "calls",
        "Calls that one number may make at the same time; one more lists it; 0: off.",
        Recommendation(10, "The default: a person has two or three."),
        Recommendation(100, "For gateways whose callers all show one number."),
    ),
    integer(
        "SS_BLACK_LIST_CALLER_CONCURRENT_EXPIRE", Group.SECURITY, OURS, 600, (0, YEAR), "s",
        "Concurrent calls of one number: freed so long after the last call; 0: never.",
        Recommendation(0, "For ever: only where somebody looks at the list every day."),
        Recommendation(600, "The default; each repetition lasts longer."),
    ),
    integer(
        "SS_BLACK_LIST_DYNAMIC_GROWTH", Group.SECURITY, OURS, 2, (1, 100), "times",
        "How many times longer each further entry of the same number within a week is.",
        Recommendation(1, "Every entry is as long as the first."),
        Recommendation(2, "The default: an hour, two, four, eight."),
    ),
    integer(
        "SS_BLACK_LIST_DYNAMIC_EXPIRE_MAXIMUM", Group.SECURITY, OURS, WEEK, (60, YEAR), "s",
        "The longest entry that grew by repetition.",
        Recommendation(86_400, "A day: numbers change hands, too."),
        Recommendation(WEEK, "The default: a week."),
    ),
    *(parameter for rule in _RULES for parameter in _parameters(rule)),
)  # fmt: skip
