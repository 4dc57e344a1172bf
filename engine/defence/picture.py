"""What attacks look like in figures: five rates, by second and summed by minute.

Pure: totals of the switch's counters and the time in, rates and finished minutes out. A counter
that is smaller than before began anew with the switch, so all of it is new. Sums are kept for the
minute under way alone; whoever stores them bounds how many there are.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol


class Sample(Protocol):
    """A figure of the switch, see :class:`engine.control.messages.CounterSample`."""

    @property
    def name(self) -> str:
        """Name without the product's prefix."""
        ...

    @property
    def value(self) -> float:
        """A count that only grows."""
        ...


FIGURES: Final = ("registrations", "failures", "suspensions", "illegal", "dropped")
"""Registrations, wrong passwords, lockouts, illegal calls, messages dropped or refused unread."""

WEEK: Final = 10_080
"""Minutes that are kept."""

_PLAIN: Final = {
    "registrations_total": 0,
    "auth_failures_total": 1,
    "suspensions_total": 2,
    "illegal_calls_total": 3,
    "blacklist_dropped_total": 4,
    "limited_registrations_total": 4,
    "limited_requests_total": 4,
    "limited_calls_total": 4,
}


class Minute(NamedTuple):
    """A minute that is over; ``number`` counts minutes since 1970, ``sums`` go as FIGURES."""

    number: int
    sums: tuple[int, ...]


def totals(samples: Iterable[Sample]) -> tuple[float, ...]:
    """The five figures since the switch began."""
    found = [0.0] * len(FIGURES)
    for sample in samples:
        place = _PLAIN.get(sample.name)
        if place is not None:
            found[place] += sample.value
    return tuple(found)


class Meter:
    """Turns totals into rates and minutes."""

    def __init__(self) -> None:
        self._before: tuple[float, ...] | None = None
        self._at = 0.0
        self._minute: int | None = None
        self._sums = [0.0] * len(FIGURES)

    def add(
        self, now_totals: tuple[float, ...], now: float, wall: float
    ) -> tuple[tuple[float, ...] | None, Minute | None]:
        """Rates a second since the last totals, None at first, and a minute that is over.

        Args:
            now_totals: as :func:`totals` answers them.
            now: monotonic seconds.
            wall: epoch seconds.
        """
        done = self._turn(int(wall // 60))
        before, passed = self._before, now - self._at
        self._before, self._at = now_totals, now
        if before is None or passed <= 0:
            return None, done
        grown = [
            new - old if new >= old else new for new, old in zip(now_totals, before, strict=True)
        ]
        self._sums = [sum_ + more for sum_, more in zip(self._sums, grown, strict=True)]
        return tuple(more / passed for more in grown), done

    def lose(self) -> None:
        """The switch is away: what grows meanwhile belongs to no second."""
        self._before = None

    def take(self) -> Minute | None:
        """What is summed so far, as at an orderly end."""
        return self._turn(None)

    def _turn(self, minute: int | None) -> Minute | None:
        if minute == self._minute:
            return None
        done = None
        if self._minute is not None and any(self._sums):
            done = Minute(self._minute, tuple(round(each) for each in self._sums))
        self._minute, self._sums = minute, [0.0] * len(FIGURES)
        return done
