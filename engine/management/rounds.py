"""Work that is done again and again while the process runs, each kind in its own rhythm."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import NamedTuple

from engine.errors import StoreError
from engine.logs import get_logger
from engine.tasks import TaskGroupOwner

_log = get_logger(__name__)


class Round(NamedTuple):
    """One kind of work.

    Attributes:
        name: What it is called when it fails.
        seconds: Between its end and the next time.
        work: Does it; may block.
    """

    name: str
    seconds: float
    work: Callable[[], object]


def begin(
    stack: AsyncExitStack, failed: Callable[[str, BaseException], None], *rounds: Round
) -> None:
    """Begin regular work, which ``stack`` ends.

    Args:
        stack: Of the process.
        failed: Hears of work that fails as nothing should make it fail.
        rounds: What is to be done.
    """
    tasks = TaskGroupOwner(failed)
    for name, seconds, work in rounds:
        tasks.spawn(name, every(seconds, work))
    stack.push_async_callback(tasks.close)


async def every(seconds: float, work: Callable[[], object]) -> None:
    """Do blocking work in a thread again and again until cancelled.

    A store that cannot be reached now is reported and tried again at the next turn.
    """
    while True:
        try:
            await asyncio.to_thread(work)
        except StoreError as error:
            _log.warning("regular work was not done", reason=error.detail)
        await asyncio.sleep(seconds)
