"""The only place of the client that starts work beside the interface.

A blocking call runs in a thread; its result comes back in the interface thread, through the event
loop. There is one call in flight for a key: a double click never runs an action twice, and a
slow list is never asked for twice at a time. With ``latest`` the newest call waits for the running
one, whose result is then dropped, because somebody already wants to see something else. Where the
running one may take long it is given up before: then nobody waits behind it.

Threads share one interpreter, and Qt enters it for every cell it paints: a worker that keeps it
for its usual 5 ms stretches one repaint over a second. So workers have to pass it on sooner.

Giving up drops the result and lets the call know, by whatever means it brought; a thread cannot be
stopped, so the calls bring timeouts of their own.

A call often holds a window, and whoever lets go of it last ends it. That must not be a worker:
Qt's objects end in the interface thread or the program falls. So a call is kept here until its
worker has let go of it, also when nobody waits for its result any more.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

WORKERS = 8  # parallel requests of one client: lists, health and one download at a time
SWITCH_S = 0.0005  # how long a thread keeps the interpreter while another one wants it

_log = logging.getLogger(__name__)


class Loop(Protocol):
    """The part of an event loop that is needed here."""

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: Any) -> object:
        """Run *callback* soon in the thread of the loop."""


@dataclass(frozen=True, slots=True)
class _Job:
    call: Callable[[], Any]
    on_done: Callable[[Any], object] | None
    on_error: Callable[[Exception], object] | None
    stop: Callable[[], object] | None


class Tasks:
    """Runs blocking calls, one in flight for a key."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        sys.setswitchinterval(SWITCH_S)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="client")
        self._jobs: dict[int, _Job] = {}  # those that were given up as well, until they end
        self._numbers = count()
        self._running: dict[str, int] = {}
        self._waiting: dict[str, _Job] = {}
        self._closed = False

    def start(
        self,
        key: str,
        call: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], object] | None = None,
        on_error: Callable[[Exception], object] | None = None,
        latest: bool = False,
        stop: Callable[[], object] | None = None,
    ) -> bool:
        """Run ``call(*args)`` in a thread unless *key* is busy.

        Args:
            key: names the work; two calls with one key never overlap.
            call: blocks; must not touch Qt.
            args: for *call*.
            on_done: gets the result, in the interface thread.
            on_error: gets the exception, in the interface thread; it is logged if not given.
            latest: when *key* is busy, run this one next and drop the running one's result.
            stop: makes *call* end soon; called when it is given up.

        Returns:
            False when the call was refused because *key* is busy.
        """
        job = _Job(lambda: call(*args), on_done, on_error, stop)
        if self._closed:
            return False
        if key not in self._running:
            self._begin(key, job)
            return True
        if latest:
            self._waiting[key] = job
        return latest

    def busy(self, key: str) -> bool:
        """Say whether a call with *key* is running."""
        return key in self._running

    def give_up(self, key: str) -> None:
        """Nobody waits for what *key* names any more: its result is dropped, and the key is free.

        The next call with *key* begins at once, beside the one that is about to end.
        """
        self._waiting.pop(key, None)
        number = self._running.pop(key, None)
        stop = None if number is None else self._jobs[number].stop
        if stop is not None:
            stop()

    def close(self) -> None:
        """Take no more work and forget what runs; waits for nothing."""
        self._closed = True
        self._waiting.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, key: str, job: _Job) -> None:
        number = self._running[key] = next(self._numbers)
        self._jobs[number] = job
        done = self._pool.submit(_work, [job.call])
        done.add_done_callback(lambda future: self._post(key, number, future))

    def _post(self, key: str, number: int, future: Future[Any]) -> None:
        """Hand the result to the interface thread; the loop may be gone at the very end."""
        if self._closed or future.cancelled():
            return
        try:
            self._loop.call_soon_threadsafe(self._finish, key, number, future)
        except RuntimeError:
            _log.debug("the event loop ended before %s did", key)

    def _finish(self, key: str, number: int, future: Future[Any]) -> None:
        job = self._jobs.pop(number)
        if self._closed or self._running.get(key) != number:  # given up
            return
        del self._running[key]
        following = self._waiting.pop(key, None)
        if following is not None:
            self._begin(key, following)
            return
        error = future.exception()
        if error is None:
            if job.on_done is not None:
                job.on_done(future.result())
        elif not isinstance(error, Exception):
            raise error
        elif job.on_error is not None:
            job.on_error(error)
        else:
            _log.error("%s failed", key, exc_info=error)


def _work(box: list[Callable[[], Any]]) -> Any:
    """What the call in the box answers; the thread keeps nothing of it, also not in an error."""
    call = box.pop()
    try:
        return call()
    except BaseException as error:
        _leave_frames(error)
        raise
    finally:
        del call


def _leave_frames(error: BaseException) -> None:
    """Turn the frames that an error came through, and what they hold, into text."""
    error.add_note("".join(traceback.format_exception(error)))
    behind: BaseException | None = error
    while behind is not None:
        behind.__traceback__ = None
        behind = behind.__context__
