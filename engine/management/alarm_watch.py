"""Works out the alarm rules every few seconds, puts what stands on the board, and tells who asked.

Rules are read anew each time, so a change counts at once. Nobody is told of the same rule twice
within its quiet time; what was raised meanwhile is told when it is over, in one notice a rule, and
one message for all rules whose time ends together. That a rule is over is told to whoever heard of
it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from engine.api.alarm_board import AlarmBoard
from engine.api.alarm_evaluation import Figure, RuleState, Verdict, look
from engine.api.wire import stamp
from engine.clock import Clock
from engine.control.alarms import Alarm, alarm
from engine.management.alarm_notices import AlarmNotices, Notice
from engine.store.alarm_rules import AlarmRule, AlarmRules

EVERY_S: Final = 5.0
REPORTER: Final = "rules"
KIND: Final = "rule"


@dataclass(slots=True)
class Held:
    """What was raised within a quiet time and nobody was told: how often, and when at last."""

    times: int
    last: float


class AlarmWatch:
    """The rules of one engine at work.

    Args:
        rules: What there is to watch.
        figures: All figures at the moment of asking.
        board: Where alarms stand.
        notices: Tells who asked.
        clock: Of the process.
    """

    def __init__(
        self,
        rules: AlarmRules,
        figures: Callable[[], Iterable[Figure]],
        board: AlarmBoard,
        notices: AlarmNotices,
        clock: Clock,
    ) -> None:
        self._rules = rules
        self._figures = figures
        self._board = board
        self._notices = notices
        self._clock = clock
        self._states: dict[str, tuple[AlarmRule, RuleState]] = {}
        self._told: dict[str, float] = {}
        self._heard: set[str] = set()
        self._held: dict[str, Held] = {}

    def sweep(self) -> None:
        """One look, and what there is to send; blocks for as long as a server takes.

        Raises:
            StoreError: the rules cannot be read.
        """
        rules, figures, now = self._rules.all(), list(self._figures()), self._clock.now()
        self._states = {rule.name: self._state(rule) for rule in rules}
        self._told = {name: at for name, at in self._told.items() if name in self._states}
        verdicts = [look(rule, self._states[rule.name][1], figures, now) for rule in rules]
        self._board.hear(REPORTER, [self._alarm(each) for each in verdicts if each.standing])
        notices = [self._notice(each) for each in verdicts if self._tells(each, now)]
        self._notices.tell([*notices, *self._late(verdicts, now)])
        self._notices.send()

    def _state(self, rule: AlarmRule) -> tuple[AlarmRule, RuleState]:
        """What is known of a rule; nothing, if what it asks was changed."""
        known = self._states.get(rule.name)
        if known is None or _question(known[0]) != _question(rule):
            return rule, RuleState()
        return rule, known[1]

    def _tells(self, verdict: Verdict, now: float) -> bool:
        name = verdict.rule.name
        if not verdict.news or not (verdict.rule.mail or verdict.rule.webhook):
            return False
        if not verdict.standing:
            heard = name in self._heard
            self._heard.discard(name)
            return heard
        if self._quiet(verdict.rule, now):
            held = self._held.setdefault(name, Held(0, 0.0))
            held.times, held.last = held.times + 1, self._clock.wall()
            return False
        self._told[name] = now
        self._heard.add(name)
        return True

    def _quiet(self, rule: AlarmRule, now: float) -> bool:
        told = self._told.get(rule.name)
        return told is not None and now - told < rule.quiet_s

    def _late(self, verdicts: Iterable[Verdict], now: float) -> Iterator[Notice]:
        """What was held back of rules whose quiet time is over; of rules that are gone nothing."""
        held, self._held = self._held, {}
        for verdict in verdicts:
            name, rule = verdict.rule.name, verdict.rule
            what = held.get(name)
            if what is None or not rule.enabled or not (rule.mail or rule.webhook):
                continue
            if self._quiet(rule, now):
                self._held[name] = what
                continue
            self._told[name] = now
            (self._heard.add if verdict.standing else self._heard.discard)(name)
            yield self._notice(verdict, what)

    def _alarm(self, verdict: Verdict) -> Alarm:
        rule = verdict.rule
        detail = sentence(rule)
        return alarm(KIND, rule.severity, self._clock.wall(), detail, "management", rule.name)

    def _notice(self, verdict: Verdict, held: Held | None = None) -> Notice:
        rule, measured = verdict.rule, verdict.measured
        now = "nothing" if measured is None else f"{measured:g}"
        detail = f"{sentence(rule)} It is {now} now."
        if held is not None:
            detail += (
                f" Raised {held.times} times within the quiet time of {rule.quiet_s} s, the last "
                f"time at {stamp(held.last)}."
            )
        at = self._clock.wall()
        return Notice(
            rule.name, verdict.standing, rule.severity, detail, at, rule.mail, rule.webhook
        )


def sentence(rule: AlarmRule) -> str:
    """What a rule says when it stands; without the value, which would be news every time."""
    words = {
        "level": f"{rule.figure} is {rule.threshold:g} or more",
        "below": f"{rule.figure} is {rule.threshold:g} or less",
        "rise": f"{rule.figure} rose by {rule.threshold:g} or more within {rule.window_s} s",
        "absence": f"{rule.figure} is missing",
    }
    held = f" for {rule.hold_s} s" if rule.hold_s else ""
    return f"{words[rule.kind]}{held}."


def _question(rule: AlarmRule) -> tuple[object, ...]:
    return rule.figure, rule.kind, rule.threshold, rule.window_s, rule.hold_s, rule.enabled
