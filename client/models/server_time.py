"""The server's clock as the client knows it: countdowns that survive a wrong clock here.

A lockout ends at a moment of the server's clock. An operator's computer may be minutes off, or be
set right while the table is open. So the client learns the server's time from answers that carry
it and goes on counting with the monotonic clock; the local wall clock is only the guess before
the first answer.
"""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: Answers differ by the time they were under way. A smaller difference is not learned, so that a
#: countdown never jumps back by a second because one answer was slow.
TOLERANCE_S = 1.0


class ServerTime:
    """The time by the server's clock, as an aware moment in UTC."""

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._monotonic = monotonic
        self._offset = wall() - monotonic()
        self._learned = False

    def learn(self, server_now: datetime) -> None:
        """Take over the server's time, as an answer carried it."""
        offset = server_now.timestamp() - self._monotonic()
        if not self._learned or abs(offset - self._offset) > TOLERANCE_S:
            self._offset = offset
            self._learned = True

    def learn_from_deadline(self, until: datetime, remaining_s: float) -> None:
        """Take over the time from a moment and the seconds the server said were left to it."""
        self.learn(until - timedelta(seconds=remaining_s))

    def now(self) -> datetime:
        """The server's time now."""
        return datetime.fromtimestamp(self._monotonic() + self._offset, UTC)


def seconds_left(until: datetime, now: datetime) -> int:
    """Whole seconds until a moment, rounded up and never below 0.

    Rounded up, so that "00:01" is the last thing shown before the moment and "00:00" means over.
    """
    return max(0, math.ceil((until - now).total_seconds() - 1e-6))
