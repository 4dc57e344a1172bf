"""Events for management, gathered so that a flood of changes is a trickle of frames.

An attack can change thousands of extensions a second. Only the latest state of an extension
matters to a screen, so events carry a key and a later one replaces an earlier one of the same
key. What is gathered goes out at most every 250 ms; when more than 1,000 keys gathered, the
subscriber is told to read the states anew (``resync``) instead of being sent them all.
"""

from typing import Any

from engine.control.frames import encode
from engine.control.operations import MAX_EVENT_ITEMS, Event


class EventHub:
    """Gathers events between two flushes; holds nothing while nobody listens.

    Attributes:
        listening: Whether anybody subscribed; without a subscriber events are not kept.
        overflows: How often a ``resync`` replaced a batch.
    """

    def __init__(self) -> None:
        self.listening = False
        self.overflows = 0
        self._pending: dict[Event, dict[str, dict[str, Any]]] = {}
        self._overflowed = False

    def __len__(self) -> int:
        return sum(len(items) for items in self._pending.values())

    def publish(self, event: Event, key: str, item: dict[str, Any]) -> None:
        """Gather ``item``; the latest item of a key counts."""
        if not self.listening or self._overflowed:
            return
        items = self._pending.setdefault(event, {})
        items[key] = item
        if len(items) > MAX_EVENT_ITEMS:
            self._overflowed = True
            self.overflows += 1
            self._pending.clear()

    def take(self) -> bytes:
        """Everything gathered as frames, b"" when there is nothing; gathering starts anew."""
        pending, self._pending = self._pending, {}
        if self._overflowed:
            self._overflowed = False
            return encode({"event": Event.RESYNC, "items": []})
        return b"".join(
            encode({"event": event, "items": list(items.values())})
            for event, items in pending.items()
        )
