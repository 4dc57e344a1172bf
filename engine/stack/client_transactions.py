"""All client transactions: requests of ours, their retransmissions and answers (RFC 3261 §17.1).

The counterpart of `Transactions`, used the same way: the driver passes the time and sends what it
is told. `start` takes a request that the caller sends at once himself::

    client = ClientTransactions()
    transaction = client.start(data, "INVITE", branch, destination, now, owner=call)
    send(data, destination)

    answered = client.receive(response, source, now)
    if isinstance(answered, Send):                  # a refusal came again: its ACK again
        send(answered.data, answered.destination)
    elif isinstance(answered, Final) and answered.ack:
        send(answered.ack, answered.transaction.destination)

    sends, timeouts = client.on_timer(now)          # timeouts: as if 408 had come (§8.1.3.1)
    client.failed(transaction, now)                 # True: as if 503 had come

An INVITE that rings has no deadline here: whoever started it ends it by `cancel`, and by `stop` if
even then nothing comes. A table that is full forgets the transaction that finished first; when none
has, `start` refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final as Constant

from engine.sip.build import build_ack_of_failure, build_cancel
from engine.sip.errors import LocalError, PeerError
from engine.sip.limits import MAX_VIAS
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.client import ClientKey, ClientTransaction
from engine.stack.client_timers import ClientTimers
from engine.stack.effects import Answered, Final, Provisional, Send, Unused
from engine.stack.invite_client import InviteClient
from engine.stack.machine import Action
from engine.stack.request_client import RequestClient
from engine.stack.resending import Resending
from engine.stack.timers import Timer, Timings

MAX_CLIENT_TRANSACTIONS: Constant = 16_384
"""About 30 MB with requests of 1,500 bytes. At 100 calls a second, each with an INVITE and a BYE
remembered for 32 seconds, 6,400 are in use."""

MAX_CLIENT_BYTES: Constant = 64 * 1024 * 1024
"""Requests kept, together: 4 KB each for a full table. Ours repeat bodies and routes of peers, so a
stranger may cause some of 64 KB."""


class ClientTransactions:
    """The client transactions of one process.

    Attributes:
        resent: requests and ACKs sent again.
        absorbed: answers that had come before.
        unmatched: answers to nothing that was asked there.
        timed_out: requests that got no answer (Timer B and F).
        forgotten: finished transactions dropped early because the table was full.
    """

    def __init__(
        self,
        limit: int = MAX_CLIENT_TRANSACTIONS,
        timings: Timings | None = None,
        most_bytes: int = MAX_CLIENT_BYTES,
    ) -> None:
        self._limit = limit
        self._most_bytes = most_bytes
        self._bytes = 0
        self._table: dict[ClientKey, ClientTransaction] = {}
        self._timers = ClientTimers(timings or Timings())
        self.resent = 0
        self.absorbed = 0
        self.unmatched = 0
        self.timed_out = 0
        self.forgotten = 0

    def __len__(self) -> int:
        return len(self._table)

    def obey(self, resending: Resending) -> None:
        """Send requests again by these waits from now on."""
        self._timers.obey(resending)

    def start(
        self,
        request: bytes,
        method: str,
        branch: str,
        destination: Source,
        now: float,
        owner: object,
    ) -> ClientTransaction:
        """Take a request that is being sent.

        Args:
            request: its bytes, kept for retransmissions.
            method: its method, not ACK: an ACK is sent and forgotten.
            branch: of its Via, new for every request but CANCEL.
            destination: where it goes, its address written as the socket writes that of an answer.
            now: monotonic seconds.
            owner: whose it is, to be found in what `receive` and `on_timer` return.

        Raises:
            PeerError: 503 when there is no room and nothing finished to forget.
            LocalError: for an ACK, or a branch that is in use.
        """
        key = (branch, method)
        if method == "ACK" or key in self._table:
            raise LocalError(f"{method} cannot open a transaction on this branch")
        self._make_room(len(request))
        kind = InviteClient if method == "INVITE" else RequestClient
        transaction = kind(key, request, destination, owner)
        self._table[key] = transaction
        self._bytes += len(request)
        self._start(transaction, transaction.RUNNING[transaction.state], now)
        return transaction

    def cancel(
        self,
        invite: ClientTransaction,
        now: float,
        owner: object,
        headers: Sequence[tuple[str, str]] = (),
    ) -> ClientTransaction | None:
        """Open the transaction that cancels an INVITE; its `data` is to be sent (RFC 3261 §9.1).

        Args:
            invite: what is cancelled.
            now: monotonic seconds.
            owner: as for `start`.
            headers: of the CANCEL, besides those that repeat the INVITE.

        Returns:
            None when the INVITE has had no provisional answer yet, and must not be cancelled before
            one comes, or has had a final one.

        Raises:
            PeerError: as `start`, or when the INVITE cannot be read.
            LocalError: when it is cancelled already.
        """
        if type(invite) is not InviteClient or invite.finished or invite.state == invite.INITIAL:
            return None
        data = build_cancel(Request.parse(invite.data), headers)
        return self.start(data, "CANCEL", invite.key[0], invite.destination, now, owner)

    def receive(self, response: Response, source: Source, now: float) -> Answered:
        """Take an answer from the network (RFC 3261 §17.1.3).

        One that comes from another host than was asked is not believed: a branch may be guessed or
        overheard. Nor is one with a second Via, which was meant for somebody else (§8.1.3.3).

        Raises:
            PeerError: it cannot be read; drop it.
        """
        transaction = self._table.get((response.via.branch, response.cseq.method))
        if transaction is None or transaction.destination[0] != source[0]:
            self.unmatched += 1
            return Unused.UNMATCHED
        if len(response.values("via", MAX_VIAS)) > 1:
            self.unmatched += 1
            return Unused.UNMATCHED
        response.mandatory()
        return self._answered(transaction, response, now)

    def asked(self, branch: str) -> bool:
        """Tell whether an INVITE of ours has this branch, answered lately or not at all."""
        return (branch, "INVITE") in self._table

    def failed(self, transaction: ClientTransaction, now: float) -> bool:
        """Take note that a request or its ACK could not be sent (RFC 3261 §17.1.4).

        Returns:
            Whether that ended a request without an answer: treat it as 503 (§8.1.3.1).
        """
        if self._table.get(transaction.key) is not transaction:
            return False
        return self._give(transaction, transaction.TRANSPORT_ERROR, now) is Action.GIVE_UP

    def stop(self, transaction: ClientTransaction, now: float) -> None:
        """Forget a transaction whose answer nobody waits for any more; it may be gone already."""
        if self._table.get(transaction.key) is transaction:
            self._give(transaction, transaction.STOP, now)

    def next_deadline(self) -> float | None:
        """Return when `on_timer` has something to do, in monotonic seconds."""
        return self._timers.deadline()

    def on_timer(self, now: float) -> tuple[list[Send], list[ClientTransaction]]:
        """Do what is due.

        Returns:
            The requests to send again, and the transactions that ended without an answer.
        """
        timeouts = [
            transaction
            for transaction, timer in self._timers.expired(now)
            if self._give(transaction, transaction.EXPIRY[timer], now) is Action.GIVE_UP
        ]
        sends: list[Send] = []
        for transaction in self._timers.resends(now):
            transaction.step(transaction.EXPIRY[transaction.RESEND])
            sends.append(Send(transaction.data, transaction.destination))
        self.timed_out += len(timeouts)
        self.resent += len(sends)
        return sends, timeouts

    def _answered(self, transaction: ClientTransaction, response: Response, now: float) -> Answered:
        given = transaction.ANSWERS[response.status // 100]
        refused = response.status >= 300 and type(transaction) is InviteClient
        # Written before anything changes, for it raises when there is nothing to write it of.
        ack = _ack(transaction, response) if refused and not transaction.finished else b""
        action = self._give(transaction, given, now)
        if action is Action.ACK:
            self._keep(transaction, ack)
            return Final(transaction, response, ack)
        if action is Action.PASS:
            kind = Provisional if response.status < 200 else Final
            return kind(transaction, response)
        if action is Action.RESEND:
            self.resent += 1
            return Send(transaction.data, transaction.destination)
        self.absorbed += 1
        return Unused.ABSORBED

    def _give(self, transaction: ClientTransaction, given: int, now: float) -> Action:
        before = transaction.state
        action = transaction.step(given)
        if transaction.state != before:
            self._enter(transaction, before, now)
        return action

    def _enter(self, transaction: ClientTransaction, before: int, now: float) -> None:
        """Stop the timers that only the state that was left has, start those that are new."""
        left, running = transaction.RUNNING[before], transaction.RUNNING[transaction.state]
        for timer in left:
            if timer not in running:
                self._timers.stop(transaction, timer)
        if transaction.finished:
            self._keep(transaction, b"")
        if transaction.state == transaction.LAST:
            del self._table[transaction.key]
        self._start(transaction, [timer for timer in running if timer not in left], now)

    def _start(self, transaction: ClientTransaction, timers: Sequence[Timer], now: float) -> None:
        for timer in timers:
            if self._timers.start(transaction, timer, now):
                self._give(transaction, transaction.EXPIRY[timer], now)

    def _keep(self, transaction: ClientTransaction, data: bytes) -> None:
        """Replace what is to be sent again, unless the transaction has ended meanwhile."""
        if data and transaction.state == transaction.LAST:
            return
        self._bytes += len(data) - len(transaction.data)
        transaction.data = data

    def _make_room(self, size: int) -> None:
        while len(self._table) >= self._limit or self._bytes + size > self._most_bytes:
            oldest = self._timers.oldest_finished()
            if oldest is None:
                detail = f"{len(self._table)} requests of ours wait for their answers"
                raise PeerError(503, "Service Unavailable", detail)
            self._give(oldest, oldest.STOP, 0.0)
            self.forgotten += 1


def _ack(invite: ClientTransaction, refusal: Response) -> bytes:
    return build_ack_of_failure(Request.parse(invite.data), refusal)
