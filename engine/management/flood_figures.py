"""How many calls come to nothing, out of the figures of the switch (requirements 12-15).

Counted are records of calls that were never connected, and calls that a gate kept out of them, so
the rate is the same whether records are on or off. Calls of blacklisted sources cost no row either
way and are left out.
"""

from collections.abc import Iterable
from typing import Final

from engine.control.messages import CounterSample
from engine.defence.flood import Meter

_KEPT_OUT: Final = frozenset({"zero_hold_time", "illegal_call", "journal_full"})


def fruitless(samples: Iterable[CounterSample]) -> float:
    """Calls that came to nothing since the switch began."""
    total = 0.0
    for sample in samples:
        if sample.name == "cdr_journaled_total":
            total += sample.value
        elif sample.name == "cdr_not_recorded_total":
            total += sample.value if sample.labels.get("gate") in _KEPT_OUT else 0.0
        elif sample.name == "calls_connected_total":
            total -= sample.value
    return total


class FloodRate:
    """The rate of such calls."""

    def __init__(self) -> None:
        self._meter = Meter()

    def add(self, samples: Iterable[CounterSample], now: float) -> float | None:
        """Calls a second, None until two figures are known; ``now`` is monotonic."""
        return self._meter.add(fruitless(samples), now)

    def lose(self) -> None:
        """The switch is away."""
        self._meter.lose()
