"""The part of the catalogue that is about the dynamic blacklist of addresses.

VOS3000's dynamic black list holds numbers; these names follow its habit (``..._LIMIT``,
``..._EXPIRE``, ``..._CHECK_INTERVAL``), values and defaults are ours. A rule is five parameters:
whether it is on, how many, within how long, for how long it blocks, and how much longer the next
time. What they do is in
:mod:`engine.defence.rules` (requirements 124-131).
"""

from typing import Final, NamedTuple

from engine.parameters.entries import OURS, flag, integer
from engine.parameters.model import Group, Parameter, Recommendation

WEEK: Final = 604_800
YEAR: Final = 31_536_000


class _Rule(NamedTuple):
    """How one rule is described: its word, what it counts, defaults, and when to use which."""

    word: str
    counts: str
    limit: int
    window: int
    expire: int
    strict: tuple[int, str]
    usual: str


_RULES: Final = (
    _Rule("REGISTER", "Failed registrations", 30, 60, 3_600,
          (10, "Strict: ten wrong passwords within the interval are no mistake any more."),
          "The default: a phone with an old password behind it is not enough."),
    _Rule("EXTENSION", "Different extensions tried without success", 10, 300, 3_600,
          (5, "Strict: an office whose phones all have old passwords is caught, too."),
          "The default: nobody has ten extensions and no password for any of them."),
    _Rule("ILLEGAL_CALL", "Illegal calls", 30, 60, 3_600,
          (5, "Strict: a customer at a new address is blocked before he can ask."),
          "The default: one call every two seconds is a program."),
    _Rule("MALFORMED", "Messages that are not SIP", 50, 60, 3_600,
          (10, "Strict: a few probes of other protocols are enough."),
          "The default: broken devices are left alone, floods are not."),
    _Rule("SCANNER", "Messages of known scanners (by User-Agent)", 1, 60, 86_400,
          (1, "The default: who calls himself SIPVicious is not given a second try."),
          "For networks in which such tools are used for monitoring."),
    _Rule("CALL_RATE", "New calls of an address that is not trusted", 50, 1, 600,
          (10, "Strict: ten calls within the interval."),
          "The default: no person and no office calls this often."),
)  # fmt: skip


def _parameters(rule: _Rule) -> tuple[Parameter, ...]:
    name, strict = f"SS_BLACK_LIST_IP_{rule.word}", rule.strict
    usual = rule.limit if rule.limit != strict[0] else 10
    return (
        flag(
            name, Group.SECURITY, OURS, 1,
            f"{rule.counts}: whether this rule blocks addresses.",
            off="The rule rests and keeps its values; what it has listed stays listed.",
            on="The default; SS_BLACK_LIST_IP has to be on as well.",
        ),
        integer(
            f"{name}_LIMIT", Group.SECURITY, OURS, rule.limit, (0, 1_000), "events",
            f"{rule.counts} within the interval that block an address; 0: off.",
            Recommendation(*strict),
            Recommendation(usual, rule.usual),
        ),
        integer(
            f"{name}_INTERVAL", Group.SECURITY, OURS, rule.window, (1, 86_400), "s",
            f"{rule.counts}: the time within which they are counted.",
            Recommendation(rule.window, "The default, which belongs to the default limit."),
            Recommendation(3_600, "Finds slow attackers; needs a higher limit."),
        ),
        integer(
            f"{name}_EXPIRE", Group.SECURITY, OURS, rule.expire, (0, YEAR), "s",
            f"{rule.counts}: how long the first block lasts; 0: for ever.",
            Recommendation(0, "For ever: only where somebody looks at the list every day."),
            Recommendation(rule.expire, "The default; each repetition lasts longer."),
        ),
        integer(
            f"{name}_GROWTH", Group.SECURITY, OURS, 0, (0, 100), "times",
            f"{rule.counts}: growth on repetition; 0: as SS_BLACK_LIST_IP_GROWTH.",
            Recommendation(0, "The default: all rules alike."),
            Recommendation(1, "Every block by this rule is as long as its first."),
        ),
    )  # fmt: skip


BLACKLIST: Final[tuple[Parameter, ...]] = (
    flag(
        "SS_BLACK_LIST_IP", Group.SECURITY, OURS, 0,
        "Blocks addresses that attack by themselves; entries made by hand count either way.",
        off="Only extensions are locked; an attacker goes on with the next one.",
        on="Recommended: nothing of an attacker is read any more; your own are never blocked.",
    ),
    integer(
        "SS_BLACK_LIST_IP_GROWTH", Group.SECURITY, OURS, 2, (1, 100), "times",
        "How many times longer each further block of the same address within a week is.",
        Recommendation(1, "Every block is as long as the first."),
        Recommendation(2, "The default: an hour, two, four, eight."),
    ),
    integer(
        "SS_BLACK_LIST_IP_EXPIRE_MAXIMUM", Group.SECURITY, OURS, WEEK, (60, YEAR), "s",
        "The longest block that grew by repetition.",
        Recommendation(86_400, "A day: addresses change hands."),
        Recommendation(WEEK, "The default: a week."),
    ),
    *(parameter for rule in _RULES for parameter in _parameters(rule)),
)  # fmt: skip
