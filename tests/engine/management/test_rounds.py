"""Regular work: it goes on after a store failed, and ends the process when nothing should fail."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from engine.errors import StoreError
from engine.management.rounds import Round, begin, every
from engine.tasks import TaskGroupOwner


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - nothing to wait on
            await asyncio.sleep(0.001)


def test_regular_work_goes_on_after_the_store_failed() -> None:
    calls: list[int] = []

    def work() -> None:
        calls.append(1)
        if len(calls) < 3:
            raise StoreError("the disk is full")

    async def run() -> None:
        tasks = TaskGroupOwner(lambda _name, _error: None)
        tasks.spawn("work", every(0.001, work))
        await until(lambda: len(calls) >= 5)
        await tasks.close()

    asyncio.run(run())
    assert len(calls) >= 5


def test_work_ends_with_its_stack_and_its_failure_is_told() -> None:
    done: list[str] = []
    failed: list[str] = []

    def broken() -> None:
        raise ValueError("nothing should do this")

    async def run() -> None:
        async with AsyncExitStack() as stack:
            begin(
                stack,
                lambda name, _: failed.append(name),
                Round("good", 0.001, lambda: done.append("good")),
                Round("bad", 0.001, broken),
            )
            await until(lambda: len(done) >= 3 and bool(failed))
        done.clear()
        await asyncio.sleep(0.01)

    asyncio.run(run())
    assert (done, failed) == ([], ["bad"])
