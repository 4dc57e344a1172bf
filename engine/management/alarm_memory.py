"""What a restart must not forget of alarm rules: which of them stand, since when, and who was told.

It is one fact beside the configuration, by the wall clock. A rule of which the question is another
by now is not recalled. One that stood goes on to stand, with its beginning, for as long as nobody
can know better: while its figure is not there yet, and a rise until its window has passed, since a
count that begins anew says nothing of what came before.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from engine.api.alarm_evaluation import Phase, RuleState
from engine.clock import Clock
from engine.store.alarm_rules import AlarmRule

FACT: Final = "alarm-rules"
GRACE_S: Final = 30.0
"""Time for the figures of an engine that has just begun to be there."""


@dataclass(slots=True)
class Held:
    """What was raised within a quiet time and nobody was told: how often, and when at last."""

    times: int
    last: float


@dataclass(slots=True)
class Known:
    """All that is known of one rule.

    Attributes:
        rule: As it was at the last look.
        state: Where it is.
        since: Epoch seconds at which it began to stand; of no account when it does not.
        told: Monotonic seconds at which somebody was told that it stands, None for never.
        told_at: The same moment in epoch seconds.
        heard: Whether whoever was told does not know yet that it is over.
        held: What there is to be told later.
    """

    rule: AlarmRule
    state: RuleState = field(default_factory=RuleState)
    since: float = 0.0
    told: float | None = None
    told_at: float = 0.0
    heard: bool = False
    held: Held | None = None

    @property
    def standing(self) -> bool:
        """Whether it stood at the last look."""
        return self.state.phase is Phase.STANDING

    def tell(self, clock: Clock) -> None:
        """Note that somebody is told now whether it stands."""
        self.told, self.told_at, self.heard = clock.now(), clock.wall(), self.standing

    def quiet(self, now: float) -> bool:
        """Whether nobody is to be told once more."""
        return self.told is not None and now - self.told < self.rule.quiet_s


def question(rule: AlarmRule) -> list[object]:
    """What a rule asks; not how it is called, how bad it is, and who is told."""
    return [rule.figure, rule.kind, rule.threshold, rule.window_s, rule.hold_s, rule.enabled]


def remembered(known: Iterable[Known], now: float) -> dict[str, Any]:
    """The fact to be kept; the same as long as nothing has changed.

    Args:
        known: Of all rules.
        now: Monotonic seconds.
    """
    worth = [each for each in known if each.standing or each.held or each.quiet(now)]
    return {"rules": {each.rule.name: _written(each) for each in worth}}


def recalled(fact: Mapping[str, Any], rules: Iterable[AlarmRule], clock: Clock) -> dict[str, Known]:
    """What a fact says of the rules that there are, by name; what cannot be read is left out."""
    kept = fact.get("rules")
    found: dict[str, Known] = {}
    for rule in rules:
        stored = kept.get(rule.name) if isinstance(kept, dict) else None
        with suppress(KeyError, TypeError, ValueError):
            if stored is not None and stored["question"] == question(rule):
                found[rule.name] = _read(rule, stored, clock)
    return found


def _written(each: Known) -> dict[str, Any]:
    """As JSON has it, so that what was read again is the same."""
    written = {
        "question": question(each.rule),
        "since": each.since if each.standing else None,
        "told_at": None if each.told is None else each.told_at,
        "heard": each.heard,
        "held": None if each.held is None else asdict(each.held),
    }
    again: dict[str, Any] = json.loads(json.dumps(written))
    return again


def _read(rule: AlarmRule, stored: Mapping[str, Any], clock: Clock) -> Known:
    known, now, wall = Known(rule), clock.now(), clock.wall()
    if stored["since"] is not None:
        grace = max(GRACE_S, rule.window_s) if rule.kind == "rise" else GRACE_S
        known.state = RuleState(Phase.STANDING, now, kept_until=now + grace)
        known.since = float(stored["since"])
    if stored["told_at"] is not None:
        known.told_at = float(stored["told_at"])
        known.told = now - max(0.0, wall - known.told_at)
    known.heard = bool(stored["heard"])
    known.held = None if stored["held"] is None else Held(**stored["held"])
    return known
