"""All server transactions: matching, answers, timers, and a bound on their number.

The five calls of a sans-I/O machine: `receive`, `respond`, `failed`, `next_deadline`, `on_timer`.
A table that is full, by number or by the size of the answers in it, forgets the transaction that
finished first: a retransmission would then be handled again, which is better than refusing a new
request.
"""

from __future__ import annotations

from typing import Final

from engine.sip.nat import Source, reply_destination
from engine.sip.request import Request
from engine.stack.effects import New, Outcome, Received, Resend, Send
from engine.stack.invite_server import InviteInput, InviteServer, InviteState
from engine.stack.machine import Action, Key, ServerTransaction
from engine.stack.matching import transaction_key
from engine.stack.request_server import RequestServer
from engine.stack.timers import DeadlineQueue, Timer, Timings

MAX_TRANSACTIONS: Final = 16_384
"""About 15 MB with answers of 400 bytes. 500 answered requests a second are remembered for all of
their 32 seconds; at 10,000 a second the last one and a half, in which two retransmissions come."""

MAX_BYTES: Final = 64 * 1024 * 1024
"""Answers kept, together: 4 KB each for a full table. An answer repeats headers of its request, so
a stranger may ask for answers of 64 KB, and 16,384 of those would be 1 GB."""

_SEND: Final = Action.SEND
_REFUSED: Final = (InviteState.COMPLETED, InviteState.CONFIRMED)
_FINISHED: Final = (Timer.I, Timer.J, Timer.L, Timer.H)


class Transactions:
    """The server transactions of one process.

    Attributes:
        resent: answers sent again, to retransmissions and by Timer G.
        absorbed: retransmissions that needed no answer, and ACKs.
        forgotten: finished transactions dropped early because the table was full.
        unacknowledged: refused INVITEs whose ACK never came (Timer H).
    """

    def __init__(
        self,
        limit: int = MAX_TRANSACTIONS,
        timings: Timings | None = None,
        most_bytes: int = MAX_BYTES,
    ) -> None:
        self._limit = limit
        self._most_bytes = most_bytes
        self._bytes = 0
        self._timings = timings or Timings()
        self._table: dict[Key, ServerTransaction] = {}
        self._queues: dict[Timer, DeadlineQueue[ServerTransaction]] = {
            timer: DeadlineQueue(self._timings.duration(timer, reliable=False))
            for timer in _FINISHED
        }
        # By the number of the timer; None for G, which has a queue for each interval.
        self._by_timer = [self._queues.get(timer) for timer in Timer]
        self._resends: dict[float, DeadlineQueue[ServerTransaction]] = {
            interval: DeadlineQueue(interval) for interval in self._timings.intervals()
        }
        self.resent = 0
        self.absorbed = 0
        self.forgotten = 0
        self.unacknowledged = 0

    def __len__(self) -> int:
        return len(self._table)

    def receive(self, request: Request, source: Source, now: float) -> Received:
        """Take a request from the network.

        Args:
            request: stamped and valid.
            source: where it came from.
            now: monotonic seconds.
        """
        method = request.method
        key = transaction_key(request, source.ip, "INVITE" if method == "ACK" else method)
        transaction = self._table.get(key)
        if transaction is not None:
            return self._again(transaction, request, now)
        if method == "ACK":
            return Outcome.UNMATCHED
        if len(self._table) >= self._limit and not self._make_room():
            return Outcome.FULL
        kind = InviteServer if method == "INVITE" else RequestServer
        transaction = kind(key, reply_destination(request, source))
        self._table[key] = transaction
        return New(transaction)

    def knows(self, request: Request, source: Source) -> bool:
        """Tell whether a request is a repetition: it changes nothing."""
        return transaction_key(request, source.ip, request.method) in self._table

    def acknowledge(self, key: Key, now: float) -> bool:
        """Take an ACK of which only the key was read.

        Args:
            key: of the INVITE it belongs to, as `matching.transaction_key` makes it.
            now: monotonic seconds.

        Returns:
            Whether it belongs to a refusal and is absorbed; any other ACK is for `receive`.
        """
        transaction = self._table.get(key)
        if transaction is None or transaction.state not in _REFUSED:
            return False
        self._give(transaction, InviteInput.ACK, now)
        self.absorbed += 1
        return True

    def cancelled(self, request: Request, source: Source) -> ServerTransaction | None:
        """Return the INVITE transaction that a CANCEL means, if there is one (RFC 3261 §9.2)."""
        return self._table.get(transaction_key(request, source.ip, "INVITE"))

    def respond(self, transaction: ServerTransaction, status: int, data: bytes, now: float) -> bool:
        """Take an answer.

        Args:
            transaction: the one `receive` opened.
            status: 100 to 699.
            data: bytes of the answer; kept for retransmissions. Empty for a request that is to get
                no answer at all, however often it comes.
            now: monotonic seconds.

        Returns:
            Whether to send it to `transaction.destination`; not when a final answer went out
            before.
        """
        before = transaction.state
        if transaction.step(transaction.ANSWERS[status // 100]) is not _SEND:
            return False
        self._bytes += len(data) - len(transaction.reply)
        transaction.reply = data
        if transaction.state != before:
            self._enter(transaction, before, now)
        while self._bytes > self._most_bytes and self._forget_oldest():
            pass
        return True

    def failed(self, transaction: ServerTransaction, now: float) -> None:
        """Take note that an answer could not be sent (RFC 3261 §17.2.4)."""
        if self._table.get(transaction.key) is transaction:
            self._give(transaction, transaction.TRANSPORT_ERROR, now)

    def abandon(self, request: Request, source: Source, now: float) -> None:
        """Take note that the handling of a request failed: without an answer it would stay.

        Raises:
            PeerError: its transaction cannot be told from its values; then it has none.
        """
        transaction = self._table.get(transaction_key(request, source.ip, request.method))
        if transaction is not None and transaction.state == transaction.INITIAL:
            self._give(transaction, transaction.TRANSPORT_ERROR, now)

    def next_deadline(self) -> float | None:
        """Return when `on_timer` has something to do, in monotonic seconds."""
        queues = (*self._queues.values(), *self._resends.values())
        deadlines = [deadline for queue in queues if (deadline := queue.deadline()) is not None]
        return min(deadlines, default=None)

    def on_timer(self, now: float) -> list[Send]:
        """Do what is due and return the answers to send again."""
        sends: list[Send] = []
        for timer, queue in self._queues.items():
            while (transaction := queue.expired(now)) is not None:
                self._give(transaction, transaction.EXPIRY[timer], now)
                self.unacknowledged += timer is Timer.H
        for queue in self._resends.values():
            while (transaction := queue.expired(now)) is not None:
                transaction.step(InviteInput.TIMER_G)
                self._arm_resend(transaction, 2 * transaction.interval, now)
                if transaction.reply:  # empty: refused in silence
                    sends.append(Send(transaction.reply, transaction.destination))
        self.resent += len(sends)
        return sends

    def _again(self, transaction: ServerTransaction, request: Request, now: float) -> Received:
        ack = request.method == "ACK"
        action = self._give(transaction, InviteInput.ACK if ack else transaction.REQUEST, now)
        if action is Action.PASS:
            return Outcome.UNMATCHED
        if action is Action.RESEND and transaction.reply:
            self.resent += 1
            return Resend(transaction.reply, transaction.destination)
        self.absorbed += 1
        return Outcome.ABSORBED

    def _give(self, transaction: ServerTransaction, given: int, now: float) -> Action:
        before = transaction.state
        action = transaction.step(given)
        if transaction.state != before:
            self._enter(transaction, before, now)
        return action

    def _enter(self, transaction: ServerTransaction, before: int, now: float) -> None:
        """Stop the timers of the state that was left, start those of the new one."""
        running = transaction.RUNNING
        if running[before]:
            self._stop(transaction, running[before])
        started = running[transaction.state]
        if not started:
            if transaction.state == transaction.LAST:
                del self._table[transaction.key]
                self._bytes -= len(transaction.reply)
        elif transaction.destination[2] != "UDP":
            self._start_reliable(transaction, started, now)
        else:
            by_timer = self._by_timer
            for timer in started:
                queue = by_timer[timer]
                if queue is not None:
                    queue.deadlines[transaction] = now + queue.duration
                else:
                    self._arm_resend(transaction, self._timings.t1, now)

    def _start_reliable(
        self, transaction: ServerTransaction, started: tuple[Timer, ...], now: float
    ) -> None:
        """Start timers where nothing is ever sent again: no G, and I and J are over at once."""
        for timer in started:
            if timer is Timer.G:
                continue
            if self._timings.duration(timer, reliable=True):
                self._queues[timer].arm(transaction, now)
            else:
                self._give(transaction, transaction.EXPIRY[timer], now)

    def _arm_resend(self, transaction: ServerTransaction, interval: float, now: float) -> None:
        transaction.interval = min(interval, self._timings.t2)
        self._resends[transaction.interval].arm(transaction, now)

    def _stop(self, transaction: ServerTransaction, timers: tuple[Timer, ...]) -> None:
        for timer in timers:
            queue = self._by_timer[timer]
            if queue is None:
                queue = self._resends.get(transaction.interval)
            if queue is not None:
                queue.deadlines.pop(transaction, None)

    def _make_room(self) -> bool:
        """Forget a hundredth of the table at once: in a flood looking for the oldest costs more."""
        wanted = self._limit - self._limit // 100
        while len(self._table) >= max(wanted, 1):
            if not self._forget_oldest():
                break
        return len(self._table) < self._limit

    def _forget_oldest(self) -> bool:
        heads = [
            (deadline - queue.duration, timer)
            for timer, queue in self._queues.items()
            if (deadline := queue.deadline()) is not None
        ]
        if not heads:
            return False
        oldest = self._queues[min(heads)[1]].oldest()
        if oldest is None:
            return False
        self._stop(oldest, oldest.TIMERS[oldest.state])
        del self._table[oldest.key]
        self._bytes -= len(oldest.reply)
        self.forgotten += 1
        return True
