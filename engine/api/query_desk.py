"""Questions to the store of call records: apart from everything else, fair, and stopped in time.

A question about millions of records can take seconds. Such questions have threads of their own, so
that signing in, ``/health`` and the rest never wait for them; nobody has more than a few of them at
a time, so that one who asks much does not make the others wait; and when the one who asked has gone
away, the work for him is stopped at once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from engine.logs import get_logger
from engine.store.cancelling import Cancel, cancelled_by
from engine.tasks import spawn

T = TypeVar("T")

THREADS: Final = 8
"""Questions at a time."""

EACH: Final = 3
"""Questions at a time of one operator: table, figures and chart of a page."""

LOOK_S: Final = 0.2
"""Seconds between two looks whether somebody still waits."""

_log = get_logger(__name__)


class QueryDesk:
    """Where questions are taken and worked on."""

    def __init__(self, threads: int = THREADS, each: int = EACH) -> None:
        self._count = threads
        self._each = each
        self._threads: CapacityLimiter | None = None
        self._places: dict[str, asyncio.Semaphore] = {}
        self._asked: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """Questions that are worked on or wait for it."""
        return sum(self._asked.values())

    async def ask(self, who: str, gone: Callable[[], Awaitable[bool]], work: Callable[[], T]) -> T:
        """What ``work`` answers, which is done in a thread.

        Args:
            who: Who asks.
            gone: Whether he has gone away.
            work: Asks the store.

        Raises:
            StoreError: among others, when ``who`` went away.
        """
        cancel = Cancel()

        def do() -> T:
            with cancelled_by(cancel):
                cancel.check()
                return work()

        self._asked[who] = self._asked.get(who, 0) + 1
        place = self._places.setdefault(who, asyncio.Semaphore(self._each))
        watcher = spawn("look whether somebody waits", _watch(gone, cancel), _failed)
        try:
            async with place:
                return await run_sync(do, limiter=self._limiter())
        finally:
            cancel.cancel()  # also ends a watcher whose cancel gets lost where it waits
            watcher.cancel()
            self._leave(who)

    def _limiter(self) -> CapacityLimiter:
        """Made at the first question, because it belongs to the loop."""
        if self._threads is None:
            self._threads = CapacityLimiter(self._count)
        return self._threads

    def _leave(self, who: str) -> None:
        self._asked[who] -= 1
        if not self._asked[who]:
            del self._asked[who], self._places[who]


async def _watch(gone: Callable[[], Awaitable[bool]], cancel: Cancel) -> None:
    while not cancel.cancelled and not await gone():  # noqa: ASYNC110 - nothing tells; it is looked at
        await asyncio.sleep(LOOK_S)
    cancel.cancel()


def _failed(name: str, error: BaseException) -> None:
    _log.error("a task ended", task=name, exc_info=error)
