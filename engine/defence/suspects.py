"""What sources have done lately, counted for each rule.

A source is one subscriber: an IPv4 address, or the 64 bits of an IPv6 network. A stranger chooses
how many there are, so the table is bounded and forgets the one that was quiet longest.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

import msgspec

from engine.defence.rules import Rule, RuleSetting

MAX_SUSPECTS: Final = 50_000
"""Sources remembered: some 30 MB at worst. An attacker with more of them is counted again from 0
for each that comes back, and each gets less than a limit through before that."""


MAX_NAMES: Final = 500_000
"""Extensions remembered of all sources together: some 70 MB. The default rule needs no more than
that for as many sources as are remembered; of a rule that looks for 1,000 extensions the source
that was quiet longest gives way."""


class Count(msgspec.Struct):
    """Events of one source under one rule.

    Attributes:
        since: Monotonic seconds of the first of them.
        events: How many.
        names: The different extensions, for the rule that counts those.
    """

    since: float
    events: int = 0
    names: set[str] | None = None


class Suspects:
    """The counts."""

    def __init__(self, most: int = MAX_SUSPECTS, most_names: int = MAX_NAMES) -> None:
        self._most = most
        self._most_names = most_names
        self._names = 0
        self._counts: OrderedDict[str, dict[Rule, Count]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, source: str, rule: Rule, setting: RuleSetting, now: float, name: str = "") -> int:
        """Count one event; answers how many there are now within the window.

        Args:
            source: The subscriber.
            rule: Under which it is counted.
            setting: Of that rule.
            now: Monotonic seconds.
            name: The extension, for :data:`Rule.EXTENSIONS`.
        """
        counts = self._counts.pop(source, None)
        if counts is None:
            if len(self._counts) >= self._most:
                self.forget(next(iter(self._counts)))
            counts = {}
        self._counts[source] = counts  # now the youngest
        count = counts.get(rule)
        if count is None or now - count.since > setting.window_s:
            self._drop(count)
            count = counts[rule] = Count(now)
        if rule is Rule.EXTENSIONS:
            names = count.names = count.names or set()
            if len(names) < setting.limit and name not in names:
                names.add(name)
                self._named()
            count.events = len(names)
        else:
            count.events += 1
        return count.events

    def room(self, source: str, settings: Mapping[Rule, RuleSetting], now: float) -> int:
        """How many events of ``source`` can come before one of the rules is reached, at least 1."""
        counts = self._counts.get(source, {})
        left = []
        for rule, setting in settings.items():
            count = counts.get(rule)
            over = count is None or now - count.since > setting.window_s
            left.append(setting.limit - (0 if count is None or over else count.events))
        return max(1, min(left))

    def counted(
        self, source: str, settings: Mapping[Rule, RuleSetting], now: float
    ) -> dict[Rule, int]:
        """What counts against ``source`` now, by rule; without those that have no event."""
        counts = self._counts.get(source, {})
        return {
            rule: count.events
            for rule, count in counts.items()
            if rule in settings and now - count.since <= settings[rule].window_s
        }

    def begin_anew(self, source: str, rule: Rule) -> None:
        """Count from 0 again under one rule."""
        self._drop(self._counts.get(source, {}).pop(rule, None))

    def forget(self, source: str) -> bool:
        """Begin anew with ``source``; answers whether something was counted."""
        counts = self._counts.pop(source, None)
        if counts is None:
            return False
        self._drop(counts.get(Rule.EXTENSIONS))
        return True

    def _named(self) -> None:
        """One name more; the source that was quiet longest gives way, but not the latest one."""
        self._names += 1
        while self._names > self._most_names and len(self._counts) > 1:
            self.forget(next(iter(self._counts)))

    def _drop(self, count: Count | None) -> None:
        """The names of a count are kept no more."""
        if count is not None and count.names:
            self._names -= len(count.names)
