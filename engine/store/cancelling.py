"""Stopping what somebody no longer waits for.

A :class:`Cancel` is made by who asks and is in force in the thread that works for him
(:func:`cancelled_by`); every cursor that the thread opens meanwhile belongs to it. So none of the
questions to the store has to hand anything on to the next.

DuckDB forgets an interrupt that comes while no statement runs, also in the moment before one
begins. So who is to be stopped is interrupted again until he has stopped.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from engine.errors import StoreError

Cursor = Any
"""A DuckDB cursor; the package ships no types."""


AGAIN_S: Final = 0.05
"""Seconds until somebody who goes on is interrupted again."""


class QueryStoppedError(StoreError):
    """A query was interrupted: it ran too long, was cancelled, or the store is closing."""


class Cancel:
    """Stops the work of one asker, from any thread.

    Attributes:
        cancelled: Whether it was stopped.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cursors: set[Cursor] = set()
        self.cancelled = False

    def cancel(self) -> None:
        """Stop what runs; whatever would begin is refused."""
        self.cancelled = True
        if self._interrupt():
            threading.Thread(target=self._insist, name="cancel", daemon=True).start()

    def _insist(self) -> None:
        while self._interrupt():
            time.sleep(AGAIN_S)

    def _interrupt(self) -> bool:
        """Interrupt what runs; whether anything does."""
        with self._lock:
            for cursor in self._cursors:
                cursor.interrupt()
            return bool(self._cursors)

    @contextmanager
    def over(self, cursor: Cursor) -> Iterator[None]:
        """While the block runs, ``cursor`` is stopped as well.

        Raises:
            QueryStoppedError: it was cancelled already.
        """
        with self._lock:
            self.check()
            self._cursors.add(cursor)
        try:
            yield
        finally:
            with self._lock:
                self._cursors.discard(cursor)

    def check(self) -> None:
        """Go on only while nobody has cancelled.

        Raises:
            QueryStoppedError: somebody has.
        """
        if self.cancelled:
            raise QueryStoppedError("nobody waits for it any more: it was cancelled")


_IN_FORCE: ContextVar[Cancel | None] = ContextVar("cancel", default=None)


@contextmanager
def cancelled_by(cancel: Cancel) -> Iterator[None]:
    """Let ``cancel`` stop what the block asks of a store."""
    token = _IN_FORCE.set(cancel)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


@contextmanager
def stoppable(cursor: Cursor) -> Iterator[None]:
    """Put a cursor under what is in force in this thread, if anything is."""
    cancel = _IN_FORCE.get()
    if cancel is None:
        yield
        return
    with cancel.over(cursor):
        yield
