"""Whether alarm rules hold: state, figures and now in, what stands out. Pure.

A rule is quiet, pending or standing; the table says what follows from whether it holds now and
whether it has held for long enough. A counter that fell, because its process began anew, has risen
by what it shows.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from engine.store.alarm_rules import AlarmRule

MAX_SAMPLES: Final = 720
"""Values remembered of one rule: an hour, every five seconds."""

SELECTOR: Final = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]{0,99})(?:\{((?:[a-z_]{1,40}="[^"\\{}]{0,80}",?){0,8})\})?'
)
_LABEL: Final = re.compile(r'([a-z_]+)="([^"]*)"')


class Figure(NamedTuple):
    """One value of ``/metrics``."""

    name: str
    labels: Mapping[str, str]
    value: float


class Phase(Enum):
    """Where a rule is."""

    QUIET = "quiet"
    PENDING = "pending"
    STANDING = "standing"


TABLE: Final[dict[tuple[Phase, bool, bool], Phase]] = {
    (Phase.QUIET, False, False): Phase.QUIET,
    (Phase.QUIET, True, False): Phase.PENDING,
    (Phase.QUIET, True, True): Phase.STANDING,
    (Phase.PENDING, False, False): Phase.QUIET,
    (Phase.PENDING, True, False): Phase.PENDING,
    (Phase.PENDING, True, True): Phase.STANDING,
    (Phase.STANDING, False, False): Phase.QUIET,
    (Phase.STANDING, True, False): Phase.STANDING,
    (Phase.STANDING, True, True): Phase.STANDING,
}
"""Phase, whether it holds now, whether it has held for long enough -> phase."""


@dataclass(slots=True)
class RuleState:
    """What is known of one rule; times are monotonic seconds.

    Attributes:
        phase: Where it is.
        since: When it began to hold.
        samples: Values of a rise with their times.
        kept_until: Until when a rule that stood before a restart stands although it cannot be
            known yet whether it holds.
    """

    phase: Phase = Phase.QUIET
    since: float = 0.0
    samples: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=MAX_SAMPLES))
    kept_until: float = 0.0


class Verdict(NamedTuple):
    """A rule after a look: whether it stands, whether that is news, and what was measured."""

    rule: AlarmRule
    standing: bool
    news: bool
    measured: float | None


def labels_of(selector: str) -> dict[str, str]:
    """The labels that a figure is wanted with, by name."""
    found = SELECTOR.fullmatch(selector)
    return dict(_LABEL.findall(found[2] or "")) if found else {}


def measure(rule: AlarmRule, figures: Iterable[Figure]) -> float | None:
    """The sum of the figures that a rule is about, None when there is none."""
    found = SELECTOR.fullmatch(rule.figure)
    if found is None:
        return None
    wanted = labels_of(rule.figure)
    values = [
        each.value
        for each in figures
        if each.name == found[1]
        and all(each.labels.get(name) == value for name, value in wanted.items())
    ]
    return sum(values) if values else None


def look(rule: AlarmRule, state: RuleState, figures: Iterable[Figure], now: float) -> Verdict:
    """Move ``state`` on to ``now`` and say what stands."""
    value = measure(rule, figures)
    shown = _risen(rule, state, value, now) if rule.kind == "rise" else value
    holds = rule.enabled and (_holds(rule, value, shown) or _kept(rule, state, shown, now))
    if not holds or state.phase is Phase.QUIET:
        state.since = now
    long_enough = holds and now - state.since >= rule.hold_s
    before, state.phase = state.phase, TABLE[state.phase, holds, long_enough]
    standing = state.phase is Phase.STANDING
    return Verdict(rule, standing, standing != (before is Phase.STANDING), shown)


def _holds(rule: AlarmRule, value: float | None, shown: float | None) -> bool:
    if rule.kind == "absence":
        return value is None
    if shown is None:
        return False
    return shown <= rule.threshold if rule.kind == "below" else shown >= rule.threshold


def _kept(rule: AlarmRule, state: RuleState, shown: float | None, now: float) -> bool:
    """Whether it goes on to stand after a restart, since nobody can know better yet."""
    unknown = shown is None or rule.kind == "rise"
    return state.phase is Phase.STANDING and unknown and now < state.kept_until


def _risen(rule: AlarmRule, state: RuleState, value: float | None, now: float) -> float | None:
    """How much more it is than a window ago; None while nothing can be compared."""
    if value is None:
        state.samples.clear()
        return None
    if state.samples and value < state.samples[-1][1]:
        state.samples.clear()
        state.samples.append((now - 0.001, 0.0))
    state.samples.append((now, value))
    while len(state.samples) > 1 and state.samples[0][0] < now - rule.window_s:
        state.samples.popleft()
    return value - state.samples[0][1]
