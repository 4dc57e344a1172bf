"""The live events of an engine, read in a thread of their own and delivered as signals.

The reader connects again by itself after a second, for as long as it is wanted; whether the engine
is there at all is for the health check to say. A refused token ends it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from client.api.errors import ApiError, Unauthorised
from client.api.events import ServerEvent

RETRY_S = 1.0

_log = logging.getLogger(__name__)


class EventSource(Protocol):
    """The part of the HTTP client that is needed here."""

    def events(self) -> Iterator[ServerEvent]:
        """Yield live events until the connection ends."""


class EventStream(QObject):
    """Reads the events of one engine at a time.

    Signals:
        arrived: kind and items (a list of objects) of an event, in the thread of this object.
        refused: the token is not accepted any more; reading has ended.
        lost_some: the connection was interrupted, or the engine dropped events.
    """

    arrived = Signal(str, object)
    refused = Signal()
    lost_some = Signal()
    _crossing = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._crossing.connect(self._deliver)

    def open(self, source: EventSource) -> None:
        """Read *source* from now on, instead of any other."""
        self.close()
        self._stop = threading.Event()
        threading.Thread(
            target=self._read, args=(source, self._stop), name="events", daemon=True
        ).start()

    def close(self) -> None:
        """Deliver nothing more; the thread ends with its next event or heartbeat."""
        self._stop.set()

    def _read(self, source: EventSource, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                for item in source.events():
                    if stop.is_set():
                        return
                    self._cross(stop, item)
            except ApiError as error:
                if isinstance(error, Unauthorised):
                    self._cross(stop, error)
                    return
                _log.info("live events ended: %s", error.detail)
            if not stop.wait(RETRY_S):
                self._cross(stop, ServerEvent("resync", None))

    def _cross(self, stop: threading.Event, item: object) -> None:
        """Hand *item* to the thread of this object, which may be gone at the very end."""
        try:
            self._crossing.emit(stop, item)
        except RuntimeError:
            stop.set()

    def _deliver(self, stop: threading.Event, item: object) -> None:
        if stop.is_set():
            return
        if isinstance(item, Unauthorised):
            self.refused.emit()
        elif isinstance(item, ServerEvent) and item.kind == "resync":
            self.lost_some.emit()
        elif isinstance(item, ServerEvent) and item.kind:
            items = item.data.get("items") if isinstance(item.data, dict) else None
            self.arrived.emit(item.kind, items if isinstance(items, list) else [])
