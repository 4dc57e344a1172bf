"""All running calls, found by whatever a message or an operator names them by, and their timers.

There is one heap of moments. An entry whose call has ended, or whose moment was moved, is passed
over when its turn comes; so moving a deadline costs one entry and no search. As the longest
duration of a call is hours, those of ended calls are swept out whenever the heap has doubled.
"""

from collections.abc import Iterator
from contextlib import suppress
from heapq import heapify, heappop, heappush
from typing import Final

from engine.calls.call import Call, EarlyLeg, Leg, Outbound
from engine.calls.crossing import Crossing
from engine.sip.errors import PeerError
from engine.sip.request import Request
from engine.sip.response import Response
from engine.stack.client import ClientTransaction
from engine.stack.dialog import Dialog
from engine.stack.dialogs import DialogBook
from engine.stack.machine import Key

MAX_CALLS: Final = 8_000
"""Running calls, about 15 kB each, with two dialogs each; one more is refused 503."""

MAX_EARLY: Final = 8_192
"""Early dialogs with callees, of which a call that rings has one or a few; what further ones ask
before they answer is told 481."""

_FEW: Final = 1_024
"""Entries of the heap that are not worth sweeping."""


class CallBook:
    """The calls of one switch.

    Attributes:
        leaving: Legs of calls that are over, by the identity of the call, that were told so and
            have not answered (:mod:`engine.calls.goodbyes`).
    """

    def __init__(self, limit: int = MAX_CALLS) -> None:
        self._limit = limit
        self.leaving: dict[str, list[Leg]] = {}
        self._calls: dict[str, Call] = {}
        self._by_invite: dict[Key, Call] = {}
        self._crossing = Crossing()
        self._dialogs: DialogBook[tuple[Call, Leg]] = DialogBook()
        self._early: DialogBook[tuple[Call, Leg]] = DialogBook(MAX_EARLY)
        self._heap: list[tuple[float, int, str]] = []
        self._entries = 0
        self._sweep_at = _FEW
        self._lingering: list[tuple[float, int, ClientTransaction]] = []

    def __len__(self) -> int:
        return len(self._calls)

    def __iter__(self) -> Iterator[Call]:
        """Every call, the oldest first."""
        return iter(self._calls.values())

    @property
    def dialogs(self) -> int:
        """Dialogs of all calls, early ones included."""
        return len(self._dialogs) + len(self._early)

    @property
    def full(self) -> bool:
        """Whether no further call can be held."""
        return len(self._calls) >= self._limit

    def get(self, call_id: str) -> Call | None:
        """The call with this identity."""
        return self._calls.get(call_id)

    def add(self, call: Call) -> None:
        """Hold ``call`` from now on."""
        self._calls[call.id] = call
        if call.inbound.transaction is not None:
            self._by_invite[call.inbound.transaction.key] = call

    def remove(self, call: Call) -> None:
        """Forget ``call`` and its dialogs."""
        self._calls.pop(call.id, None)
        self.settled(call)
        for leg in (call.inbound, *call.outbounds):
            self.forget(leg)
        self.forget_early(*call.outbounds)

    def settled(self, call: Call) -> None:
        """The INVITE of ``call`` has its final answer: a CANCEL comes too late from now on."""
        if call.inbound.transaction is not None:
            self._by_invite.pop(call.inbound.transaction.key, None)

    def by_invite(self, key: Key) -> Call | None:
        """The call whose INVITE has this transaction key and no final answer yet."""
        return self._by_invite.get(key)

    def joined(self, call: Call, leg: Leg) -> None:
        """``leg`` has a dialog now.

        Raises:
            PeerError: 503, there is no room for it.
            LocalError: there is one of these names already.
        """
        if leg.dialog is not None:
            self._dialogs.add(leg.dialog, (call, leg))

    def holds(self, dialog: Dialog) -> bool:
        """Whether there is a dialog with the names of this one."""
        return self._dialogs.get(*dialog.key) is not None

    def forget(self, leg: Leg) -> None:
        """The dialog of ``leg`` is over."""
        if leg.dialog is not None:
            self._dialogs.remove(leg.dialog)

    def joined_early(self, call: Call, leg: EarlyLeg) -> None:
        """``leg`` is an early dialog, and may ask for something, if there is room for it."""
        if leg.dialog is not None:
            with suppress(PeerError):
                self._early.add(leg.dialog, (call, leg))

    def forget_early(self, *outbounds: Outbound) -> None:
        """The early dialogs of these legs are over."""
        for outbound in outbounds:
            for leg in outbound.early.values():
                if leg.dialog is not None:
                    self._early.remove(leg.dialog)

    def by_dialog(self, message: Request | Response) -> tuple[Call, Leg] | None:
        """The call and leg that a message within a dialog belongs to (RFC 3261 section 12.2.2).

        Raises:
            PeerError: its To or From cannot be read.
        """
        found = self._dialogs.find(message) or self._early.find(message)
        return None if found is None else found.owner

    def part(self, dialog: Dialog, now: float, until: float) -> None:
        """``dialog`` is being ended by us; a BYE of the other side may cross ours."""
        self._crossing.add(dialog.key, now, until)

    def parted(self, request: Request, now: float) -> bool:
        """Whether ``request`` is a BYE that crossed ours.

        Raises:
            PeerError: its To or From cannot be read.
        """
        key = request.call_id, request.to.tag, request.from_.tag
        return request.method == "BYE" and self._crossing.holds(key, now)

    def wake(self, call: Call, at: float) -> None:
        """Look at ``call`` at this moment."""
        self._entries += 1
        heappush(self._heap, (at, self._entries, call.id))
        if len(self._heap) >= self._sweep_at:
            self._heap = [entry for entry in self._heap if entry[2] in self._calls]
            heapify(self._heap)
            self._sweep_at = max(_FEW, 2 * len(self._heap))

    def linger(self, transaction: ClientTransaction, until: float) -> None:
        """Wait for the final answer to a request no longer than this, even after its call."""
        self._entries += 1
        heappush(self._lingering, (until, self._entries, transaction))

    def overdue(self, now: float) -> Iterator[ClientTransaction]:
        """Requests whose final answer has not come in time; each once."""
        while self._lingering and self._lingering[0][0] <= now:
            transaction = heappop(self._lingering)[2]
            if not transaction.finished:
                yield transaction

    def next_deadline(self) -> float | None:
        """When :meth:`due` or :meth:`overdue` has something, None while nothing is planned."""
        heads = [heap[0][0] for heap in (self._heap, self._lingering) if heap]
        return min(heads, default=None)

    def due(self, now: float) -> Iterator[Call]:
        """Calls to be looked at now; each entry once."""
        while self._heap and self._heap[0][0] <= now:
            _, _, call_id = heappop(self._heap)
            call = self._calls.get(call_id)
            if call is not None:
                yield call


def other(call: Call, leg: Leg) -> Leg | None:
    """The leg on the other side of ``leg``; None while there is none."""
    if leg is call.inbound:
        return call.winner
    return call.inbound if isinstance(leg, Outbound) and leg is call.winner else None
