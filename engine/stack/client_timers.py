"""The deadlines of client transactions, each armed, stopped and found in constant time.

A timer that sends again has a growing interval (:mod:`engine.stack.resending`), so it has a queue
for each interval it may have: within one of them, what is armed first is due first. So has the time
after which a request is given up, which an operator may change while some wait for the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from engine.stack.client import ClientTransaction
from engine.stack.resending import Resending
from engine.stack.timers import DeadlineQueue, Timer, Timings

_GIVING_UP: Final = (Timer.B, Timer.F)
_FINISHED: Final = (Timer.D, Timer.K, Timer.M)


class ClientTimers:
    """Which transaction waits for what, and until when."""

    def __init__(self, timings: Timings) -> None:
        self._timings = timings
        self._queues: dict[Timer, DeadlineQueue[ClientTransaction]] = {
            timer: DeadlineQueue(timings.duration(timer, reliable=False)) for timer in _FINISHED
        }
        self._resends: dict[float, DeadlineQueue[ClientTransaction]] = {}
        self._giving_up: dict[float, DeadlineQueue[ClientTransaction]] = {}
        self._resending = Resending.of(timings)
        self.obey(self._resending)

    def obey(self, resending: Resending) -> None:
        """Send again by these waits; a request that waits goes on with them after its next one."""
        self._resending = resending
        _provide(self._resends, resending.every)
        _provide(self._giving_up, (resending.patience,))

    def start(self, transaction: ClientTransaction, timer: Timer, now: float) -> bool:
        """Start a timer.

        Returns:
            Whether it is over at once: on a reliable transport nothing is waited for after an
            answer. Nothing is sent again there either, so A and E do not start.
        """
        reliable = transaction.destination.reliable
        if timer is transaction.RESEND:
            if not reliable:
                self._again(transaction, now)
            return False
        if timer in _GIVING_UP:
            self._giving_up[self._resending.patience].arm(transaction, now)
            return False
        if not self._timings.duration(timer, reliable=reliable):
            return True
        self._queues[timer].arm(transaction, now)
        return False

    def stop(self, transaction: ClientTransaction, timer: Timer) -> None:
        """Stop a timer, running or not."""
        if timer in _GIVING_UP:
            for queue in self._giving_up.values():
                queue.cancel(transaction)
        elif timer is not transaction.RESEND:
            self._queues[timer].cancel(transaction)
        elif (resends := self._resends.get(transaction.interval)) is not None:
            resends.cancel(transaction)

    def deadline(self) -> float | None:
        """Return when the next timer is over, None when none runs."""
        queues = (
            *self._queues.values(),
            *self._resends.values(),
            *self._giving_up.values(),
        )
        deadlines = [deadline for queue in queues if (deadline := queue.deadline()) is not None]
        return min(deadlines, default=None)

    def expired(self, now: float) -> Iterator[tuple[ClientTransaction, Timer]]:
        """Take out what is over, but for the timers that send again."""
        for queue in self._giving_up.values():
            while (transaction := queue.expired(now)) is not None:
                yield transaction, Timer.B if Timer.B in transaction.EXPIRY else Timer.F
        for timer, queue in self._queues.items():
            while (transaction := queue.expired(now)) is not None:
                yield transaction, timer

    def resends(self, now: float) -> Iterator[ClientTransaction]:
        """Take out the requests to send again now, and start their next interval.

        That is T2 as soon as there was an answer (§17.1.2.2).
        """
        for queue in self._resends.values():
            while (transaction := queue.expired(now)) is not None:
                transaction.sent_again += 1
                self._again(transaction, now)
                yield transaction

    def oldest_finished(self) -> ClientTransaction | None:
        """Return the transaction that had its final answer first, None when none had."""
        heads = [
            (deadline - queue.duration, timer)
            for timer in _FINISHED
            if (deadline := (queue := self._queues[timer]).deadline()) is not None
        ]
        return self._queues[min(heads)[1]].oldest() if heads else None

    def _again(self, transaction: ClientTransaction, now: float) -> None:
        """Start the interval that comes next, if there is one."""
        resending = self._resending
        wait: float | None = resending.longest
        if transaction.state == transaction.INITIAL:
            invites = transaction.RESEND is Timer.A
            of = resending.of_invite if invites else resending.of_other
            wait = of(transaction.sent_again)
        if wait is not None:
            transaction.interval = wait
            self._resends[wait].arm(transaction, now)


def _provide(
    queues: dict[float, DeadlineQueue[ClientTransaction]], durations: Iterable[float]
) -> None:
    """Have a queue for each of ``durations``, and no other but those in which somebody waits."""
    for duration in [each for each, queue in queues.items() if not queue]:
        del queues[duration]
    for duration in sorted(durations):
        queues.setdefault(duration, DeadlineQueue(duration))
