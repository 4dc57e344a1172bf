"""How many requests there were, how they ended and how long they took.

Kept by route template, method and status, all of them from short lists of ours, so that the
figures stay few whatever strangers send (no label ever holds an address or a number).
"""

import threading
from bisect import bisect_left
from collections import Counter
from typing import Final, NamedTuple

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the duration histogram in seconds."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Key(NamedTuple):
    """What requests are counted by; status 0 means that the client went away."""

    method: str
    route: str
    status: int


class StatsSnapshot(NamedTuple):
    """The figures of one moment.

    Attributes:
        requests: Ended requests.
        durations: Requests by bucket, the last one for everything slower than :data:`BUCKETS`.
        seconds: Sum of all durations.
        refused_sign_ins: Wrong passwords and throttled attempts.
    """

    requests: dict[Key, int]
    durations: list[int]
    seconds: float
    refused_sign_ins: int


class HttpStats:
    """Counters of one application; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[Key] = Counter()
        self._durations = [0] * (len(BUCKETS) + 1)
        self._seconds = 0.0
        self._refused = 0

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request that has ended."""
        key = Key(method if method in _METHODS else "other", route, status)
        with self._lock:
            self._requests[key] += 1
            self._durations[bisect_left(BUCKETS, seconds)] += 1
            self._seconds += seconds

    def refuse_sign_in(self) -> None:
        """Count one sign-in that was not allowed."""
        with self._lock:
            self._refused += 1

    def snapshot(self) -> StatsSnapshot:
        """A copy of everything."""
        with self._lock:
            return StatsSnapshot(
                dict(self._requests), list(self._durations), self._seconds, self._refused
            )
