"""Live events: published from any thread, read by any number of streams.

A reader that is slow must neither hold up the others nor make the process grow. Each subscription
therefore holds a bounded number of events; when they are too many, all of them are dropped and one
``resync`` stands in their place, which tells the reader to fetch the lists anew. Publishing never
blocks and never fails; without a reader it costs next to nothing.

The data of every event is one JSON object ``{"items": [...]}``, encoded once for all readers.
"""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, Literal, NamedTuple

import orjson

from engine.api.wire import stamp
from engine.errors import Conflict

EventName = Literal[
    "parameter",
    "endpoint",
    "gateway",
    "suspension",
    "blacklist",
    "call",
    "module",
    "alarm",
    "flood",
    "attack",
    "cdr",
    "view",
    "rates",
    "resync",
]

MAX_WAITING: Final = 256
"""Events held for one reader."""
MAX_SUBSCRIPTIONS: Final = 64
"""Readers at a time."""


_TIMES: Final = ("since", "until")


class Message(NamedTuple):
    """One event, ready to be sent: its name and its data as JSON."""

    name: EventName
    data: bytes


RESYNC: Final = Message("resync", b'{"items":[]}')


class Subscription:
    """The events of one reader; read by one task of the loop it was made in."""

    def __init__(self, loop: asyncio.AbstractEventLoop, capacity: int) -> None:
        self._loop = loop
        self._capacity = capacity
        self._lock = threading.Lock()
        self._waiting: deque[Message] = deque()
        self._wake = asyncio.Event()
        self._closed = False

    def offer(self, message: Message) -> None:
        """Hold a message for the reader; from any thread."""
        with self._lock:
            if len(self._waiting) >= self._capacity:
                self._waiting.clear()
                message = RESYNC
            self._waiting.append(message)
        self._notify()

    def end(self) -> None:
        """Let the reader finish after what it already has; from any thread."""
        self._closed = True
        self._notify()

    async def messages(self, idle_s: float) -> AsyncIterator[Message | None]:
        """What comes, in order; None after ``idle_s`` seconds in which nothing came."""
        while True:
            self._wake.clear()
            for message in self._drain():
                yield message
            if self._closed:
                return
            try:
                async with asyncio.timeout(idle_s):
                    await self._wake.wait()
            except TimeoutError:
                yield None

    def _drain(self) -> list[Message]:
        with self._lock:
            drained = list(self._waiting)
            self._waiting.clear()
        return drained

    def _notify(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._wake.set)
        except RuntimeError:  # the loop is closed: nobody reads any more
            self._closed = True


class EventHub:
    """All subscriptions of this process."""

    def __init__(self, capacity: int = MAX_WAITING) -> None:
        self._capacity = capacity
        self._lock = threading.Lock()
        self._subscriptions: set[Subscription] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._subscriptions)

    @property
    def full(self) -> bool:
        """Whether no further reader would be accepted now."""
        return self._closed or len(self._subscriptions) >= MAX_SUBSCRIPTIONS

    def publish(self, name: EventName, items: Sequence[Mapping[str, Any]]) -> None:
        """Tell every reader; from any thread.

        Items are JSON types; the times among them (``since``, ``until``) may be epoch seconds, as
        the switch counts, and are written like every time of the interface.
        """
        with self._lock:
            subscriptions = tuple(self._subscriptions)
        if subscriptions:
            message = Message(name, orjson.dumps({"items": [_written(item) for item in items]}))
            for subscription in subscriptions:
                subscription.offer(message)

    @contextmanager
    def subscribe(self) -> Iterator[Subscription]:
        """A subscription in the running loop, for as long as the block lasts.

        Raises:
            Conflict: there are too many readers, or the hub is closed.
        """
        subscription = Subscription(asyncio.get_running_loop(), self._capacity)
        with self._lock:
            if self.full:
                raise Conflict("no more event streams can be opened; close another one first")
            self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            with self._lock:
                self._subscriptions.discard(subscription)

    def close(self) -> None:
        """End every stream and refuse new ones, so that the server can stop."""
        with self._lock:
            self._closed = True
            subscriptions = tuple(self._subscriptions)
        for subscription in subscriptions:
            subscription.end()


def _written(item: Mapping[str, Any]) -> Mapping[str, Any]:
    times = {name: stamp(item[name]) for name in _TIMES if isinstance(item.get(name), (int, float))}
    return {**item, **times} if times else item
