"""Works out the alarm rules every few seconds, puts what stands on the board, and tells who asked.

Rules are read anew each time, so a change counts at once. Nobody is told of the same rule twice
within its quiet time; what was raised meanwhile is told when it is over, in one notice a rule, and
one message for all rules whose time ends together. That a rule is over is told to whoever heard of
it. A restart is no news: what stood before it and still stands is told to nobody once more
(:mod:`engine.management.alarm_memory`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from engine.api.alarm_board import AlarmBoard
from engine.api.alarm_evaluation import Figure, RuleState, Verdict, look
from engine.api.wire import stamp
from engine.clock import Clock
from engine.control.alarms import Alarm, alarm
from engine.management.alarm_memory import FACT, Held, Known, question, recalled, remembered
from engine.management.alarm_notices import AlarmNotices, Notice
from engine.store.alarm_rules import AlarmRule, AlarmRules
from engine.store.facts import Facts

EVERY_S: Final = 5.0
REPORTER: Final = "rules"
KIND: Final = "rule"


class AlarmWatch:
    """The rules of one engine at work.

    Args:
        rules: What there is to watch.
        figures: All figures at the moment of asking.
        board: Where alarms stand.
        notices: Tells who asked.
        clock: Of the process.
        memory: Keeps over a restart what stands and who was told.
    """

    def __init__(
        self,
        rules: AlarmRules,
        figures: Callable[[], Iterable[Figure]],
        board: AlarmBoard,
        notices: AlarmNotices,
        clock: Clock,
        memory: Facts,
    ) -> None:
        self._rules = rules
        self._figures = figures
        self._board = board
        self._notices = notices
        self._clock = clock
        self._memory = memory
        self._known: dict[str, Known] = {}
        self._kept: dict[str, Any] = {}

    def recall(self) -> None:
        """Put on the board what stood before a restart, ahead of all who read it. Blocks.

        Raises:
            StoreError: the rules cannot be read.
        """
        self._kept = self._memory.get(FACT)
        self._known = recalled(self._kept, self._rules.all(), self._clock)
        self._show()

    def sweep(self) -> None:
        """One look, and what there is to send; blocks for as long as a server takes.

        Raises:
            StoreError: the rules cannot be read, or what is known cannot be kept; the next look
                tries both again, and nobody is told anything twice.
        """
        rules, figures, now = self._rules.all(), list(self._figures()), self._clock.now()
        self._known = {rule.name: self._of(rule) for rule in rules}
        verdicts = [look(rule, self._known[rule.name].state, figures, now) for rule in rules]
        for each in verdicts:
            if each.news and each.standing:
                self._known[each.rule.name].since = self._clock.wall()
        self._show()
        notices = [self._notice(each) for each in verdicts if self._tells(each, now)]
        self._notices.tell([*notices, *self._late(verdicts, now)])
        self._notices.send()
        if not self._notices:  # what waits to be sent would be lost by a restart: it is news again
            self._keep(now)

    def _show(self) -> None:
        standing = [self._alarm(each) for each in self._known.values() if each.standing]
        self._board.hear(REPORTER, standing)

    def _keep(self, now: float) -> None:
        fact = remembered(self._known.values(), now)
        if fact != self._kept:
            self._memory.put(FACT, fact)
            self._kept = fact

    def _of(self, rule: AlarmRule) -> Known:
        """What is known of a rule; nothing of where it is, if what it asks was changed."""
        known = self._known.get(rule.name, Known(rule))
        if question(known.rule) != question(rule):
            known.state = RuleState()
        known.rule = rule
        return known

    def _tells(self, verdict: Verdict, now: float) -> bool:
        known, rule = self._known[verdict.rule.name], verdict.rule
        if not verdict.news or not (rule.mail or rule.webhook):
            return False
        if not verdict.standing:
            heard, known.heard = known.heard, False
            return heard
        if known.quiet(now):
            times = known.held.times if known.held else 0
            known.held = Held(times + 1, self._clock.wall())
            return False
        known.tell(self._clock)
        return True

    def _late(self, verdicts: Iterable[Verdict], now: float) -> Iterator[Notice]:
        """What was held back of rules whose quiet time is over."""
        for verdict in verdicts:
            known, rule = self._known[verdict.rule.name], verdict.rule
            if not rule.enabled or not (rule.mail or rule.webhook):
                known.held = None
            held = known.held
            if held is not None and not known.quiet(now):
                known.tell(self._clock)
                known.held = None
                yield self._notice(verdict, held)

    def _alarm(self, known: Known) -> Alarm:
        rule = known.rule
        return alarm(KIND, rule.severity, known.since, sentence(rule), "management", rule.name)

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
