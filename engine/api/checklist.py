"""The nine points of a safe set-up, judged (requirement 144): facts in, states out.

Pure: what is so is gathered by :mod:`engine.api.checklist_facts`, and said in words by
:mod:`engine.api.checklist_words`. A point is *ok*, a *warning* where it works but less well than
recommended, or *wrong*. What a button can put right is named as parameters with their values; the
limits are those of requirements 105, 136, 142, 193 and 197.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

State = Literal["ok", "warning", "wrong"]
Key = Literal[
    "lockout",
    "retry",
    "time",
    "blacklist",
    "rate_limit",
    "allowlist",
    "passwords",
    "test",
    "documentation",
]
KEYS: Final[tuple[Key, ...]] = (
    "lockout", "retry", "time", "blacklist", "rate_limit", "allowlist", "passwords", "test",
    "documentation",
)  # fmt: skip

TEST_AGE_S: Final = 90 * 86_400
"""Seconds after which a lockout that was seen proves nothing about today's set-up."""

RETRY: Final = 5
SUSPEND_S: Final = 600
"""Recommended for production (requirement 105)."""

REGISTRATIONS: Final = 10
"""A minute and address, recommended (requirement 136)."""


class Fix(NamedTuple):
    """A parameter and the value that puts it right."""

    name: str
    value: int


class Point(NamedTuple):
    """One point of the list.

    Attributes:
        key: which.
        state: how it stands.
        code: which sentence says what was found.
        figures: what that sentence names.
        fixes: what a button may change.
        page: where in the client to go on, when no parameter helps.
    """

    key: Key
    state: State
    code: str
    figures: Mapping[str, int | float]
    fixes: tuple[Fix, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so.

    Attributes:
        values: the parameters in force.
        now: epoch seconds.
        trusted: entries of the allow list; None while the switch is away.
        weak: passwords of endpoints and operators that are weak.
        unjudged: those nobody judged.
        last_lockout: when a lockout was seen last, None when never.
        documented: when the settings were written down last, None when never.
        changed: when one of them was changed last, None when never.
    """

    values: Mapping[str, int | str]
    now: float
    trusted: int | None = 0
    weak: int = 0
    unjudged: int = 0
    last_lockout: float | None = None
    documented: float | None = None
    changed: float | None = None

    def number(self, name: str) -> int:
        """A parameter as the number it is."""
        return int(self.values[name])


def evaluate(facts: Facts) -> list[Point]:
    """All nine points, in their order."""
    return [rule(facts) for rule in _RULES]


def worst(points: list[Point]) -> State:
    """The state of the whole list."""
    states = {point.state for point in points}
    return "wrong" if "wrong" in states else "warning" if "warning" in states else "ok"


def _lockout(facts: Facts) -> Point:
    if facts.number("SS_ENDPOINTREGISTERSUSPEND"):
        return Point("lockout", "ok", "on", {})
    return Point("lockout", "wrong", "off", {}, (Fix("SS_ENDPOINTREGISTERSUSPEND", 1),))


def _retry(facts: Facts) -> Point:
    value = facts.number("SS_ENDPOINTREGISTERRETRY")
    fixes = (Fix("SS_ENDPOINTREGISTERRETRY", RETRY),)
    if value > 10:
        return Point("retry", "wrong", "many", {"value": value}, fixes)
    if value > 6:
        return Point("retry", "warning", "above", {"value": value}, fixes)
    if value < 3:
        return Point("retry", "warning", "few", {"value": value}, fixes)
    return Point("retry", "ok", "good", {"value": value})


def _time(facts: Facts) -> Point:
    value = facts.number("SS_ENDPOINTREGISTERSUSPENDTIME")
    fixes = (Fix("SS_ENDPOINTREGISTERSUSPENDTIME", SUSPEND_S),)
    if value < 180:
        return Point("time", "wrong", "short", {"value": value}, fixes)
    if value < 300:
        return Point("time", "warning", "below", {"value": value}, fixes)
    return Point("time", "ok", "good", {"value": value})


def _blacklist(facts: Facts) -> Point:
    limits = {
        "SS_BLACK_LIST_IP_REGISTER": 1,
        "SS_BLACK_LIST_IP_REGISTER_LIMIT": 30,
        "SS_BLACK_LIST_IP_EXTENSION": 1,
        "SS_BLACK_LIST_IP_EXTENSION_LIMIT": 10,
    }
    silent = tuple(Fix(name, usual) for name, usual in limits.items() if not facts.number(name))
    if not facts.number("SS_BLACK_LIST_IP"):
        return Point("blacklist", "wrong", "off", {}, (Fix("SS_BLACK_LIST_IP", 1), *silent))
    if silent:
        return Point("blacklist", "warning", "silent", {}, silent)
    return Point("blacklist", "ok", "on", {})


def _rate_limit(facts: Facts) -> Point:
    value = facts.number("SS_RATE_LIMIT_REGISTER")
    fixes = (Fix("SS_RATE_LIMIT", 1), Fix("SS_RATE_LIMIT_REGISTER", REGISTRATIONS))
    if not facts.number("SS_RATE_LIMIT") or not value:
        wanted = tuple(fix for fix in fixes if facts.number(fix.name) == 0)
        return Point("rate_limit", "wrong", "off", {}, wanted)
    if value > REGISTRATIONS:
        return Point("rate_limit", "warning", "high", {"value": value}, fixes[1:])
    return Point("rate_limit", "ok", "good", {"value": value})


def _allowlist(facts: Facts) -> Point:
    if facts.trusted is None:
        return Point("allowlist", "warning", "unknown", {}, page="blocked")
    only = bool(facts.number("SS_ALLOW_LIST_ONLY"))
    if not facts.trusted:
        code = "only_empty" if only else "empty"
        return Point("allowlist", "warning", code, {}, page="blocked")
    return Point("allowlist", "ok", "only" if only else "listed", {"count": facts.trusted})


def _passwords(facts: Facts) -> Point:
    wanted = {
        "SERVER_PASSWORD_LENGTH": 12,
        "SERVER_PASSWORD_COMPLEXITY": 1,
        "SERVER_PASSWORD_STRENGTH": 2,
    }
    fixes = tuple(Fix(name, least) for name, least in wanted.items() if facts.number(name) < least)
    if fixes:
        return Point("passwords", "wrong", "policy", {}, fixes)
    figures = {"weak": facts.weak, "unjudged": facts.unjudged}
    if facts.weak:
        return Point("passwords", "warning", "weak", figures, page="passwords")
    if facts.unjudged:
        return Point("passwords", "warning", "unjudged", figures, page="passwords")
    return Point("passwords", "ok", "good", {})


def _test(facts: Facts) -> Point:
    seen = facts.last_lockout
    if seen is None:
        return Point("test", "warning", "never", {}, page="self_proof")
    figures = {"at": seen, "days": int(max(0.0, facts.now - seen) // 86_400)}
    if facts.now - seen > TEST_AGE_S:
        return Point("test", "warning", "old", figures, page="self_proof")
    return Point("test", "ok", "seen", figures, page="self_proof")


def _documentation(facts: Facts) -> Point:
    if facts.documented is None:
        return Point("documentation", "warning", "never", {}, page="report")
    figures = {"at": facts.documented}
    if facts.changed is not None and facts.changed > facts.documented:
        return Point("documentation", "warning", "old", figures, page="report")
    return Point("documentation", "ok", "made", figures)


_RULES: Final[tuple[Callable[[Facts], Point], ...]] = (
    _lockout,
    _retry,
    _time,
    _blacklist,
    _rate_limit,
    _allowlist,
    _passwords,
    _test,
    _documentation,
)
