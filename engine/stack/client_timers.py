"""The deadlines of client transactions, each armed, stopped and found in constant time.

A timer that sends again has a growing interval (RFC 3261 §17.1.1.2, §17.1.2.2), so it has a queue
for each interval it may have: within one of them, what is armed first is due first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.stack.client import ClientTransaction
from engine.stack.timers import DeadlineQueue, Timer, Timings

_GIVING_UP: Final = (Timer.B, Timer.F)
_FINISHED: Final = (Timer.D, Timer.K, Timer.M)


class ClientTimers:
    """Which transaction waits for what, and until when."""

    def __init__(self, timings: Timings) -> None:
        self._timings = timings
        self._queues: dict[Timer, DeadlineQueue[ClientTransaction]] = {
            timer: DeadlineQueue(timings.duration(timer, reliable=False))
            for timer in (*_GIVING_UP, *_FINISHED)
        }
        # Timer A doubles until Timer B ends it, Timer E until T2.
        longest = timings.duration(Timer.B, reliable=False)
        intervals = {*timings.intervals(), *timings.intervals(longest)}
        self._resends: dict[float, DeadlineQueue[ClientTransaction]] = {
            interval: DeadlineQueue(interval) for interval in sorted(intervals)
        }
        self._longest = {Timer.A: longest, Timer.E: timings.t2}

    def start(self, transaction: ClientTransaction, timer: Timer, now: float) -> bool:
        """Start a timer.

        Returns:
            Whether it is over at once: on a reliable transport nothing is waited for after an
            answer. Nothing is sent again there either, so A and E do not start.
        """
        reliable = transaction.destination.reliable
        if timer is transaction.RESEND:
            if not reliable:
                self._arm(transaction, self._timings.t1, now)
            return False
        if not self._timings.duration(timer, reliable=reliable):
            return True
        self._queues[timer].arm(transaction, now)
        return False

    def stop(self, transaction: ClientTransaction, timer: Timer) -> None:
        """Stop a timer, running or not."""
        if timer is not transaction.RESEND:
            self._queues[timer].cancel(transaction)
        elif transaction.interval:
            self._resends[transaction.interval].cancel(transaction)

    def deadline(self) -> float | None:
        """Return when the next timer is over, None when none runs."""
        queues = (*self._queues.values(), *self._resends.values())
        deadlines = [deadline for queue in queues if (deadline := queue.deadline()) is not None]
        return min(deadlines, default=None)

    def expired(self, now: float) -> Iterator[tuple[ClientTransaction, Timer]]:
        """Take out what is over, but for the timers that send again."""
        for timer, queue in self._queues.items():
            while (transaction := queue.expired(now)) is not None:
                yield transaction, timer

    def resends(self, now: float) -> Iterator[ClientTransaction]:
        """Take out the requests to send again now, and start their next interval.

        It is twice the last one, but T2 as soon as there was an answer (§17.1.2.2).
        """
        for queue in self._resends.values():
            while (transaction := queue.expired(now)) is not None:
                interval = self._timings.t2
                if transaction.state == transaction.INITIAL:
                    interval = min(2 * transaction.interval, self._longest[transaction.RESEND])
                self._arm(transaction, interval, now)
                yield transaction

    def oldest_finished(self) -> ClientTransaction | None:
        """Return the transaction that had its final answer first, None when none had."""
        heads = [
            (deadline - queue.duration, timer)
            for timer in _FINISHED
            if (deadline := (queue := self._queues[timer]).deadline()) is not None
        ]
        return self._queues[min(heads)[1]].oldest() if heads else None

    def _arm(self, transaction: ClientTransaction, interval: float, now: float) -> None:
        transaction.interval = interval
        self._resends[interval].arm(transaction, now)
