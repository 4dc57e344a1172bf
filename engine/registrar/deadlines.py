"""Which keys are due: deadlines in buckets of one second, one sweep, no timer for each key.

A key lies in the bucket of the second at or after its deadline, so it is handed out at most a
second late and never early. Who must be exact compares the deadline itself; this is for tidying.
Adding and removing cost a dictionary access, sweeping costs one look at each second that passed,
and a key is in one bucket at most, so 100,000 keys that are renewed for ever take no more room.
"""

from math import ceil, floor


class Deadlines:
    """Keys by the second in which they are due."""

    __slots__ = ("_buckets", "_swept")

    def __init__(self, now: float) -> None:
        self._swept = floor(now)
        self._buckets: dict[int, set[str]] = {}

    def add(self, key: str, deadline: float) -> int:
        """Put ``key`` in; answers the second to give to :meth:`discard`."""
        second = ceil(deadline)
        if second <= self._swept:
            second = self._swept + 1
        bucket = self._buckets.get(second)
        if bucket is None:
            bucket = self._buckets[second] = set()
        bucket.add(key)
        return second

    def discard(self, key: str, second: int) -> None:
        """Take ``key`` out of the bucket that :meth:`add` put it into, if it is still there."""
        bucket = self._buckets.get(second)
        if bucket is None:
            return
        bucket.discard(key)
        if not bucket:
            del self._buckets[second]

    def due(self, now: float) -> list[str]:
        """Take out every key whose second has passed, earliest first."""
        last = floor(now)
        if last <= self._swept:
            return []
        if last - self._swept <= len(self._buckets):
            seconds = list(range(self._swept + 1, last + 1))
        else:
            seconds = sorted(second for second in self._buckets if second <= last)
        self._swept = last
        return [key for second in seconds for key in self._buckets.pop(second, ())]

    def __len__(self) -> int:
        """How many keys are waiting."""
        return sum(map(len, self._buckets.values()))
