"""How much of an address is handled: what the limits are, and what they count (requirement 136).

A limit is a bucket that leaks: it holds as much as one interval allows, so a burst of that size
passes at once and the rest at the rate of the limit. Own people have bigger buckets.
"""

from enum import StrEnum
from typing import Final, NamedTuple


class Limit(StrEnum):
    """What is counted; the member's value is the ``limit`` in the API."""

    REGISTRATIONS = "registrations"
    REQUESTS = "requests"
    CALLS = "calls"


class Rate(NamedTuple):
    """A limit: ``events`` within ``per_s`` seconds; 0 events: no limit."""

    events: int
    per_s: int


class RatePolicy(NamedTuple):
    """What is obeyed.

    Attributes:
        enabled: Whether there are limits at all.
        registrations: REGISTER requests with credentials a minute; a challenge needs none.
        requests: Requests of any kind a second, ACK excepted.
        calls: New calls a second.
        own_times: How many times as much own people may do; 0: as much as they like.
    """

    enabled: bool = False
    registrations: int = 10
    requests: int = 50
    calls: int = 10
    own_times: int = 10

    def rate(self, limit: Limit) -> Rate:
        """The limit for strangers; one of 0 events when it is off or everything is."""
        events, per_s = {
            Limit.REGISTRATIONS: (self.registrations, 60),
            Limit.REQUESTS: (self.requests, 1),
            Limit.CALLS: (self.calls, 1),
        }[limit]
        return Rate(events if self.enabled else 0, per_s)


WORDS: Final[dict[Limit, str]] = {
    Limit.REGISTRATIONS: "registrations a minute",
    Limit.REQUESTS: "requests a second",
    Limit.CALLS: "new calls a second",
}
"""What an operator reads after the number."""
