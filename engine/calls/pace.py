"""How fast one side of a call may ask for something within it.

A phone sends a few requests within a call: a hold, a refresh, some twenty INFO a second while
somebody dials. One that sends a thousand would have each of them written down, handed on and
remembered for half a minute, at the cost of every other call. Above the limit it is told to come
later, by an answer that leaves nothing behind (RFC 3261 section 8.2.7). A BYE is never too many.
"""

from typing import Final

import msgspec

MAX_PER_SECOND: Final = 25
"""Requests within a second: INFO for every digit of a machine that dials, 20 a second, and more."""

RETRY_AFTER_MOST: Final = 10
"""Seconds (RFC 3261 section 14.2: randomly chosen, between 0 and 10)."""


class Pace(msgspec.Struct, gc=False):
    """Requests of one side within the current second.

    Attributes:
        since: When that second began.
        count: Requests since then.
    """

    since: float = 0.0
    count: int = 0

    def allow(self, now: float) -> bool:
        """Count one request; whether it is not one too many."""
        if now >= self.since + 1.0:
            self.since, self.count = now, 0
        self.count += 1
        return self.count <= MAX_PER_SECOND


def retry_after(number: int) -> tuple[tuple[str, str], ...]:
    """Retry-After for the request with this CSeq number: spread, and the same when it is repeated.

    Where only the number tells one request from the next, the spread has to come from it.
    """
    return (("Retry-After", str(number * 7 % (RETRY_AFTER_MOST + 1))),)
