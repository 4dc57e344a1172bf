"""How many calls somebody has, and how many began within the last second.

One :class:`Usage` counts for gateways, another one for endpoints: a gateway may be called like an
extension. A second is a sliding one, so a limit holds for every second and not only for those of
the clock: what was admitted at 0.9 still counts at 1.8.
"""

from bisect import bisect_right
from enum import Enum
from typing import Final

SECOND: Final = 1.0
"""Seconds that a new call counts as one of the last second."""

MAX_TRACKED: Final = 200_000
"""Names with calls at a time: twice the extensions that one switch is made for. Names are those of
configured gateways and endpoints that proved their password, never a stranger's."""

MAX_BEGINNINGS: Final = 10_000
"""New calls of one name within a second that are told apart, far above what one switch can do; a
gateway with a greater limit, or none, is counted up to here."""


class Refusal(Enum):
    """Why one more call is too many."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    CAPACITY = "capacity"
    """As many calls at a time as there may be."""

    RATE = "rate"
    """As many new calls within a second as there may be."""


class _Count:
    """What is counted for one name."""

    __slots__ = ("begun", "calls")

    def __init__(self) -> None:
        self.calls = 0
        self.begun: list[float] = []  # ascending; at most a second and MAX_BEGINNINGS of them

    def within(self, now: float) -> int:
        begun = self.begun
        if begun and begun[0] <= now - SECOND:
            del begun[: bisect_right(begun, now - SECOND)]
        return len(begun)


class Usage:
    """Calls by name. Times are monotonic seconds that never go back."""

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = {}

    def check(self, name: str, capacity: int, per_second: int, now: float) -> Refusal | None:
        """What stands against one more call, None when nothing does.

        Args:
            name: Gateway or endpoint.
            capacity: Most calls at a time, 0 for no limit.
            per_second: Most new calls within a second, 0 for no limit.
            now: Monotonic seconds.
        """
        count = self._counts.get(name)
        if count is None:
            return None
        if 0 < capacity <= count.calls:
            return Refusal.CAPACITY
        if per_second > 0 and count.within(now) >= min(per_second, MAX_BEGINNINGS):
            return Refusal.RATE
        return None

    def admit(self, name: str, capacity: int, per_second: int, now: float) -> Refusal | None:
        """Count one more call unless something stands against it; None when it was counted.

        A call that is refused counts nowhere. The arguments are those of :meth:`check`.
        """
        refusal = self.check(name, capacity, per_second, now)
        if refusal is not None:
            return refusal
        count = self._count(name, now)
        if count is None:
            return Refusal.CAPACITY
        count.calls += 1
        if count.within(now) < MAX_BEGINNINGS:
            count.begun.append(now)
        return None

    def restore(self, name: str) -> None:
        """Count a call that was running before a restart, whatever the limits are now."""
        self._counts.setdefault(name, _Count()).calls += 1

    def release(self, name: str) -> None:
        """One call less: it ended, or moved on to the next gateway."""
        count = self._counts.get(name)
        if count is not None and count.calls > 0:
            count.calls -= 1
            if not count.calls and not count.begun:
                del self._counts[name]

    def calls(self, name: str) -> int:
        """Calls now."""
        count = self._counts.get(name)
        return 0 if count is None else count.calls

    def begun(self, name: str, now: float) -> int:
        """New calls within the last second."""
        count = self._counts.get(name)
        return 0 if count is None else count.within(now)

    def sweep(self, now: float) -> None:
        """Forget who has no calls and began none within the last second; about once a second."""
        idle = [
            name
            for name, count in self._counts.items()
            if not count.calls and not count.within(now)
        ]
        for name in idle:
            del self._counts[name]

    def __len__(self) -> int:
        return len(self._counts)

    def _count(self, name: str, now: float) -> _Count | None:
        """The count of ``name``, a new one if there is room for it."""
        count = self._counts.get(name)
        if count is None:
            if len(self._counts) >= MAX_TRACKED:
                self.sweep(now)
            if len(self._counts) >= MAX_TRACKED:
                return None
            count = self._counts[name] = _Count()
        return count
