"""Group commit: one thread that makes written files durable a moment later.

``write(2)`` is enough to survive the death of the process; ``fdatasync`` is what survives the loss
of power, and it can take as long as the disk likes. So the loop only marks a descriptor as dirty;
this thread gathers the marks of up to :data:`GATHER` seconds, syncs each descriptor once, and
closes those that were handed over for closing. A descriptor is closed by nobody else, hence it
cannot be reused while a sync of it is under way.

A failing sync is reported through the callback, once for each round, and tried again with the
next mark: there is nothing else one could do with it.
"""

import os
import threading
from collections.abc import Callable
from functools import partial
from typing import Final

GATHER: Final = 0.15
"""Seconds over which marks are gathered: the most that a power loss can take."""

_IDLE: Final = 60.0


class Syncer:
    """A thread with a set of descriptors to sync and a list of those to close."""

    def __init__(self, on_error: Callable[[OSError], None], gather: float = GATHER) -> None:
        self._on_error = on_error
        self._gather = gather
        self._dirty: set[int] = set()
        self._closing: list[tuple[int, Callable[[], None] | None]] = []
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._thread = threading.Thread(target=self._run, name="syncer", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def mark(self, descriptor: int) -> None:
        """Ask for ``descriptor`` to be synced within the gathering time."""
        self._dirty.add(descriptor)
        if not self._wake.is_set():
            self._idle.clear()
            self._wake.set()

    def close(self, descriptor: int, then: Callable[[], None] | None = None) -> None:
        """Sync ``descriptor`` once more and close it; the caller must not use it again.

        ``then`` is called in this thread when the content is durable, and not at all when the
        disk refused to sync it.
        """
        self._closing.append((descriptor, then))
        self._idle.clear()
        self._wake.set()

    def drain(self, timeout: float) -> bool:
        """Wait until everything marked so far is durable; False when ``timeout`` came first."""
        return self._idle.wait(timeout)

    def stop(self, timeout: float) -> bool:
        """Sync what is marked, close what was handed over and end the thread."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            self._wake.wait(_IDLE)
            stopping = self._stop.wait(self._gather) or self._stop.is_set()
            self._wake.clear()
            self._round()
            if not self._wake.is_set():
                self._idle.set()
                if stopping:
                    return

    def _round(self) -> None:
        """Sync every marked descriptor, then close those that are done with."""
        closing, self._closing = self._closing, []
        dirty, self._dirty = self._dirty, set()
        for descriptor in dirty.difference(entry[0] for entry in closing):
            self._attempt(partial(os.fdatasync, descriptor))
        for descriptor, then in closing:
            durable = self._attempt(partial(os.fdatasync, descriptor))
            os.close(descriptor)
            if durable and then is not None:
                self._attempt(then)

    def _attempt(self, action: Callable[[], None]) -> bool:
        try:
            action()
        except OSError as error:
            self._on_error(error)
            return False
        return True
