"""Timers of RFC 3261 §17 (table 4) and queues that hold them.

Every timer has a fixed duration, so deadlines of one kind expire in the order in which they were
armed: a first-in, first-out queue does what a heap would, arming, cancelling and expiring in
constant time. Cancelling removes the entry at once, so a queue never outgrows the transactions.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Timer(IntEnum):
    """Timers of server transactions, then those of client transactions."""

    G = 0  # sends a final answer to INVITE again
    H = 1  # gives up waiting for the ACK
    I = 2  # noqa: E741 - its name in the RFC. Absorbs further ACKs
    J = 3  # absorbs retransmissions of other requests
    L = 4  # RFC 6026: absorbs retransmissions of an accepted INVITE
    A = 5  # sends an INVITE again
    B = 6  # gives up waiting for an answer to INVITE
    D = 7  # absorbs retransmissions of a refusal of INVITE, acknowledging each
    E = 8  # sends another request again
    F = 9  # gives up waiting for the answer to another request
    K = 10  # absorbs retransmissions of the answer to another request
    M = 11  # RFC 6026: lets further 2xx of a forked INVITE through


@dataclass(frozen=True, slots=True)
class Timings:
    """The three base values, in seconds.

    Attributes:
        t1: estimate of the round trip.
        t2: longest interval between retransmissions.
        t4: longest time a message stays in the network.
    """

    t1: float = 0.5
    t2: float = 4.0
    t4: float = 5.0

    def duration(self, timer: Timer, *, reliable: bool) -> float:
        """Return how long a timer runs; D, I, J and K are 0 on reliable transports.

        G, A and E are given by their first interval.
        """
        if timer in (Timer.G, Timer.A, Timer.E):
            return self.t1
        if reliable and timer in (Timer.D, Timer.I, Timer.J, Timer.K):
            return 0.0
        if timer in (Timer.I, Timer.K):
            return self.t4
        return 64 * self.t1

    def intervals(self, longest: float | None = None) -> list[float]:
        """Return the intervals of a timer that sends again: T1, doubled until `longest`.

        That is T2 when None, as for Timer G and E (RFC 3261 §17.2.1, §17.1.2.2).
        """
        longest = self.t2 if longest is None else longest
        values = [self.t1]
        while values[-1] < longest:
            values.append(min(2 * values[-1], longest))
        return values


class DeadlineQueue(Generic[T]):
    """Items that wait for the same time, the one armed first in front.

    Attributes:
        duration: seconds from arming to expiry.
        deadlines: when each item expires; for those who arm and cancel without a call.
    """

    __slots__ = ("deadlines", "duration")

    def __init__(self, duration: float) -> None:
        self.duration = duration
        self.deadlines: OrderedDict[T, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self.deadlines)

    def arm(self, item: T, now: float) -> None:
        """Let an item that is not armed expire `duration` after `now`."""
        self.deadlines[item] = now + self.duration

    def cancel(self, item: T) -> None:
        """Forget an item, armed or not."""
        self.deadlines.pop(item, None)

    def deadline(self) -> float | None:
        """Return when the next item expires, None when there is none."""
        for deadline in self.deadlines.values():
            return deadline
        return None

    def expired(self, now: float) -> T | None:
        """Remove and return the next item whose time has come, None when there is none."""
        for item, deadline in self.deadlines.items():
            if deadline > now:
                return None
            del self.deadlines[item]
            return item
        return None

    def oldest(self) -> T | None:
        """Return the item armed first without removing it."""
        return next(iter(self.deadlines), None)
