"""The calls of the last minutes with their messages: a ring that forgets whole calls.

A call is looked at from its first message, so what is forgotten for lack of room is the call in
which nothing has happened for longest, and not the oldest message of all. No call may fill more
than its share: of one that says too much the middle is left out, because how it began and how it
stands are what somebody wants to know.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, NamedTuple

from engine.sip.nat import Source

MESSAGE_COST: Final = 250
"""Bytes that a message takes besides its own."""

CALL_COST: Final = 2_000
"""Bytes that a call takes besides its messages."""

MAX_CALL_MESSAGES: Final = 2_000
"""Messages kept of one call: a day of session refreshes every two minutes, on both sides."""

KEPT_FIRST: Final = 500
"""Those of them that are the first ones: every attempt at every gateway."""

SHARE: Final = 8
"""One call may take this part of the whole room at most."""

MAX_CALL_BYTES: Final = 4 * 1024 * 1024
"""Nor more than this, however large the room is: somebody has to fetch it, and to read it."""

MAX_SHARING: Final = 4
"""Calls that one Call-ID belongs to: a call that comes back to us is two. Who uses a Call-ID for
everything has only the latest ones traced."""

MAX_LEGS: Final = 64
"""Legs of one call: more than there are gateways that one number is ever tried at."""


class Kept(NamedTuple):
    """One message.

    Attributes:
        number: Counts the messages of a call from 1; a gap is what was left out.
        at: Epoch seconds.
        incoming: Whether it came to the switch.
        leg: Number of the leg, 0 for the caller's.
        peer: Who sent it or was sent it.
        data: The message as it was on the wire.
    """

    number: int
    at: float
    incoming: bool
    leg: int
    peer: Source
    data: bytes


class TracedLeg(NamedTuple):
    """One leg of a traced call.

    Attributes:
        call_id: Its Call-ID.
        name: Gateway or extension at its other end.
        gateway: Whether that is a gateway.
        peer: Its address.
    """

    call_id: str
    name: str
    gateway: bool
    peer: Source


class TracedCall:
    """One call and its messages.

    Attributes:
        id: UUIDv7, "" for an attempt that was refused before it became a call.
        caller: Calling number as received.
        callee: Called number as received.
        legs: The caller's, then each that was tried.
        messages: In the order in which they were on the wire.
        dropped: Messages left out of the middle.
        keys: Call-IDs by which the ring finds it.
        size: Bytes it takes.
        touched: Epoch seconds of its latest message.
    """

    __slots__ = (
        "callee",
        "caller",
        "dropped",
        "id",
        "keys",
        "legs",
        "messages",
        "size",
        "touched",
        "written",
    )

    def __init__(self, call_id: str, caller: str, callee: str, at: float) -> None:
        self.id = call_id
        self.caller = caller
        self.callee = callee
        self.legs: list[TracedLeg] = []
        self.messages: list[Kept] = []
        self.dropped = 0
        self.keys: list[bytes] = []
        self.size = CALL_COST
        self.touched = at
        self.written = 0

    def add(self, at: float, incoming: bool, leg: int, peer: Source, data: bytes) -> int:
        """Keep a message; the bytes it takes."""
        self.written += 1
        self.messages.append(Kept(self.written, at, incoming, leg, peer, data))
        self.touched = at
        cost = len(data) + MESSAGE_COST
        self.size += cost
        return cost

    def leave_out(self) -> int:
        """Forget one message from the middle; the bytes that is worth."""
        gone = self.messages.pop(min(KEPT_FIRST, len(self.messages) // 2))
        self.dropped += 1
        cost = len(gone.data) + MESSAGE_COST
        self.size -= cost
        return cost


class CallRing:
    """Traced calls by their id and by the Call-IDs of all of their legs.

    Args:
        limit: Bytes they may take together.

    Attributes:
        legs: Call-ID as it is on the wire -> the calls that use it, each with the number of its
            leg. To be read by whoever has a message; changed here only.
        size: Bytes taken.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._calls: OrderedDict[str, TracedCall] = OrderedDict()
        self.legs: dict[bytes, list[tuple[TracedCall, int]]] = {}
        self.size = 0

    def __len__(self) -> int:
        return len(self._calls)

    def get(self, call_id: str) -> TracedCall | None:
        """The call of this id."""
        return self._calls.get(call_id)

    def find(self, key: bytes) -> TracedCall | None:
        """The latest call with a leg of this Call-ID."""
        found = self.legs.get(key)
        return found[-1][0] if found else None

    def open(self, call: TracedCall) -> None:
        """Keep ``call`` from now on."""
        self._calls[call.id] = call
        self.size += call.size
        self._make_room()

    def join(self, call: TracedCall, leg: TracedLeg, key: bytes) -> None:
        """``call`` has another leg; messages of its Call-ID belong to it."""
        if len(call.legs) >= MAX_LEGS:
            return
        users = self.legs.setdefault(key, [])
        users.append((call, len(call.legs)))
        call.legs.append(leg)
        call.keys.append(key)
        if len(users) > MAX_SHARING:
            del users[0]

    def add(
        self, call: TracedCall, at: float, incoming: bool, leg: int, peer: Source, data: bytes
    ) -> None:
        """Keep one message of ``call``."""
        self.size += call.add(at, incoming, leg, peer, data)
        self._calls.move_to_end(call.id)
        share = min(self._limit // SHARE, MAX_CALL_BYTES)
        while len(call.messages) > MAX_CALL_MESSAGES or (
            call.size > share and len(call.messages) > 1
        ):
            self.size -= call.leave_out()
        if self.size > self._limit:
            self._make_room()

    def resize(self, limit: int) -> None:
        """Take no more than ``limit`` bytes from now on."""
        self._limit = limit
        self._make_room()

    def expire(self, before: float, running: Callable[[str], bool], now: float) -> None:
        """Forget calls in which nothing has happened since ``before``, unless they still run."""
        while self._calls:
            call = next(iter(self._calls.values()))
            if call.touched >= before:
                return
            if running(call.id):
                call.touched = now
                self._calls.move_to_end(call.id)
            else:
                self._forget(call)

    def clear(self) -> None:
        """Forget everything."""
        self._calls.clear()
        self.legs.clear()
        self.size = 0

    def _make_room(self) -> None:
        while self.size > self._limit and len(self._calls) > 1:
            self._forget(next(iter(self._calls.values())))

    def _forget(self, call: TracedCall) -> None:
        del self._calls[call.id]
        self.size -= call.size
        for key in call.keys:
            users = [user for user in self.legs.get(key, ()) if user[0] is not call]
            if users:
                self.legs[key] = users
            else:
                self.legs.pop(key, None)
