"""The one way to start an asyncio task: named, referenced, supervised.

A task that nobody holds may be collected while it runs, and one that nobody awaits takes its
exception with it. So a task here always has a name for the log, a reference until it is done, and
somebody who hears when it failed. :class:`TaskGroupOwner` is for objects with a life of their own:
what they started ends when they are closed. Cancellation is not a failure and is not reported.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")
ErrorHandler = Callable[[str, BaseException], None]
"""Called in the loop with the task's name and its exception; must not raise."""

_running: set[asyncio.Task[Any]] = set()


def spawn(name: str, coro: Coroutine[Any, Any, T], on_error: ErrorHandler) -> asyncio.Task[T]:
    """Start ``coro`` in the running loop.

    Args:
        name: shown in logs and debuggers.
        coro: what to run.
        on_error: hears of an exception, once; its result stays readable from the task.
    """
    task = asyncio.get_running_loop().create_task(coro, name=name)
    _running.add(task)

    def done(finished: asyncio.Task[T]) -> None:
        _running.discard(finished)
        if not finished.cancelled() and (error := finished.exception()) is not None:
            on_error(name, error)

    task.add_done_callback(done)
    return task


CANCEL_AGAIN_S: Final = 2.0
"""Seconds after which a task that was cancelled and goes on is cancelled again."""


class TaskGroupOwner:
    """The tasks of one object; none of them outlives :meth:`close`."""

    def __init__(self, on_error: ErrorHandler) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._tasks)

    def spawn(self, name: str, coro: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start ``coro``; a failure goes to the owner's handler.

        Raises:
            RuntimeError: after :meth:`close`.
        """
        if self._closed:
            coro.close()
            raise RuntimeError(f"task {name!r} started after its owner was closed")
        task = spawn(name, coro, self._on_error)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        """Cancel what still runs and wait until it has ended, the caller's own task excepted.

        A cancel that comes at the moment at which what was waited for happens may get lost on its
        way (in ``asyncio.wait_for`` before Python 3.12), so it is repeated.
        """
        self._closed = True
        pending = {task for task in self._tasks if task is not asyncio.current_task()}
        while pending:
            for task in pending:
                task.cancel()
            _, pending = await asyncio.wait(pending, timeout=CANCEL_AGAIN_S)
