"""Counts of the calls that were kept out of the records (design section 3.4).

With a gate closed the operator can still say how many calls there were and from where: they are
counted for each minute by billing mode, source address, called prefix and gate. An attacker
chooses addresses and numbers, so a minute has at most :data:`MAX_KEYS` different combinations;
what comes after them is counted under the source and prefix "other", by mode and gate. No call is
ever missing from the sum.

Counts leave by :meth:`Aggregates.drain` as deltas: records of the same minute add up.
"""

from typing import Final

from engine.billing.gates import Gate
from engine.billing.records import AggregateRecord

MAX_KEYS: Final = 10_000
"""Different combinations in one minute: about 3 MB. A combination that goes on calling is a row a
second, so a flood from as many sources is 10,000 rows a second at worst, whatever its rate."""

MAX_MINUTES: Final = 3
"""Minutes held at once. More than two appear only when the wall clock jumps."""

PREFIX_LENGTH: Final = 4
OTHER: Final = "other"

_MINUTE_MS: Final = 60_000

Key = tuple[int, str, str, Gate]


class Aggregates:
    """Counters of the running minute, and of earlier ones not drained yet."""

    def __init__(self, max_keys: int = MAX_KEYS) -> None:
        self._max_keys = max_keys
        self._minutes: dict[int, dict[Key, int]] = {}

    def add(self, wall_ms: int, billing_mode: int, source: str, callee: str, gate: Gate) -> None:
        """Count one call that started at epoch millisecond ``wall_ms``."""
        counts = self._minute(wall_ms - wall_ms % _MINUTE_MS)
        key = (billing_mode, source, callee[:PREFIX_LENGTH], gate)
        if key not in counts and len(counts) >= self._max_keys:
            key = (billing_mode, OTHER, OTHER, gate)
        counts[key] = counts.get(key, 0) + 1

    def drain(self) -> list[AggregateRecord]:
        """What was counted since the last drain, oldest minute first.

        The combinations of the newest minute stay known, with a count of 0, so that draining
        often does not let more than the limit of them into one minute.
        """
        newest = max(self._minutes, default=0)
        drained = [
            AggregateRecord(minute, *key, count)
            for minute in sorted(self._minutes)
            for key, count in self._minutes[minute].items()
            if count
        ]
        self._minutes = {
            minute: dict.fromkeys(counts, 0)
            for minute, counts in self._minutes.items()
            if minute == newest
        }
        return drained

    def _minute(self, minute: int) -> dict[Key, int]:
        """The counters of ``minute``; a clock that keeps jumping reuses the newest one's."""
        counts = self._minutes.get(minute)
        if counts is None:
            if len(self._minutes) >= MAX_MINUTES:
                return self._minutes[max(self._minutes)]
            counts = self._minutes[minute] = {}
        return counts
