"""Tasks have names, are kept, report their failures, and end with their owner."""

import asyncio
import gc

import pytest

from engine import tasks
from engine.tasks import TaskGroupOwner, spawn

Failures = list[tuple[str, str]]


def recorder(failures: Failures) -> TaskGroupOwner:
    return TaskGroupOwner(lambda name, error: failures.append((name, str(error))))


async def fail(text: str) -> None:
    await asyncio.sleep(0)
    raise ValueError(text)


async def settle(rounds: int = 5) -> None:
    for _ in range(rounds):
        await asyncio.sleep(0)


def test_a_failure_is_reported_once_with_the_name_of_the_task() -> None:
    failures: Failures = []

    async def main() -> None:
        owner = recorder(failures)
        owner.spawn("journal-sync", fail("disk"))
        await settle()
        assert len(owner) == 0

    asyncio.run(main())
    assert failures == [("journal-sync", "disk")]


def test_a_result_can_be_awaited_and_the_task_carries_its_name() -> None:
    async def answer() -> int:
        return 42

    async def main() -> tuple[str, int]:
        task = spawn("answer", answer(), lambda *_: None)
        return task.get_name(), await task

    assert asyncio.run(main()) == ("answer", 42)


def test_a_task_that_nobody_holds_is_not_collected() -> None:
    done: list[int] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[None] = loop.create_future()
        loop.call_later(0.01, waiter.set_result, None)
        await waiter
        done.append(1)

    async def main() -> None:
        spawn("work", work(), lambda *_: None)
        async with asyncio.timeout(60):  # a collection takes long beside a large suite
            while not done:
                gc.collect()
                await asyncio.sleep(0.001)

    asyncio.run(main())
    assert done == [1]


def test_closing_the_owner_ends_its_tasks_and_reports_no_cancellation() -> None:
    failures: Failures = []

    async def main() -> bool:
        owner = recorder(failures)
        task = owner.spawn("forever", asyncio.Event().wait())
        await settle()
        await owner.close()
        return task.cancelled()

    assert asyncio.run(main())
    assert failures == []


def test_a_task_may_close_its_own_owner() -> None:
    async def main() -> str:
        owner = recorder([])

        async def last() -> str:
            await owner.close()
            return "closed"

        return await owner.spawn("last", last())

    assert asyncio.run(main()) == "closed"


def test_nothing_starts_after_the_owner_was_closed() -> None:
    async def main() -> None:
        owner = recorder([])
        await owner.close()
        with pytest.raises(RuntimeError, match="late"):
            owner.spawn("late", fail("never"))

    asyncio.run(main())


def test_a_cancel_that_gets_lost_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "CANCEL_AGAIN_S", 0.01)
    lost: list[int] = []

    async def deaf() -> None:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if lost:
                    raise
                lost.append(1)

    async def main() -> int:
        owner = recorder([])
        owner.spawn("deaf", deaf())
        await asyncio.sleep(0)
        await owner.close()
        return len(owner)

    assert asyncio.run(main()) == 0
    assert lost == [1]
