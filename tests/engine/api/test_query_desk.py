import asyncio
import contextlib
import threading

import pytest

from engine.api.query_desk import QueryDesk
from engine.errors import Invalid
from engine.store.cancelling import QueryStoppedError, stoppable
from engine.tasks import spawn


async def here() -> bool:
    return False


class Work:
    """Work that can be held up, and counts how much of it is done at a time."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.lock = threading.Lock()
        self.running = self.most = self.done = 0

    def __call__(self) -> int:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        assert self.go_on.wait(20)
        with self.lock:
            self.running -= 1
            self.done += 1
        return self.done


async def until(condition: object) -> None:
    for _ in range(1000):
        if condition():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not happen")


def ask(desk: QueryDesk, who: str, work: Work) -> asyncio.Task[int]:
    return spawn("ask", desk.ask(who, here, work), lambda *_: None)


def test_nobody_has_more_than_his_share() -> None:
    async def story() -> None:
        desk, greedy, modest = QueryDesk(threads=4, each=2), Work(), Work()
        many = [ask(desk, "greedy", greedy) for _ in range(5)]
        await until(lambda: greedy.running == 2)
        one = ask(desk, "modest", modest)
        await until(lambda: modest.running == 1)  # although five of the other's were before
        assert desk.waiting == 6
        modest.go_on.set()
        assert await one == 1
        greedy.go_on.set()
        await asyncio.gather(*many)
        assert greedy.most == 2
        assert desk.waiting == 0

    asyncio.run(story())


def test_all_together_have_no_more_than_the_threads() -> None:
    async def story() -> None:
        desk, work = QueryDesk(threads=2, each=2), Work()
        asked = [ask(desk, name, work) for name in "abcd"]
        await until(lambda: work.running == 2)
        await asyncio.sleep(0.05)
        work.go_on.set()
        await asyncio.gather(*asked)
        assert (work.most, work.done) == (2, 4)

    asyncio.run(story())


def test_an_error_is_the_asker_s_and_leaves_his_place() -> None:
    async def story() -> None:
        desk = QueryDesk(threads=1, each=1)

        def refuse() -> None:
            raise Invalid("by", "not like this")

        for _ in range(3):
            with pytest.raises(Invalid):
                await desk.ask("alice", here, refuse)
        assert desk.waiting == 0

    asyncio.run(story())


def test_what_nobody_waits_for_is_stopped() -> None:
    class Cursor:
        def __init__(self) -> None:
            self.stopped = threading.Event()

        def interrupt(self) -> None:
            self.stopped.set()

    async def story() -> None:
        desk, cursor, left = QueryDesk(), Cursor(), False

        async def gone() -> bool:
            return left

        def work() -> None:
            with stoppable(cursor):
                assert cursor.stopped.wait(20)
                raise QueryStoppedError("stopped")

        asked = spawn("ask", desk.ask("alice", gone, work), lambda *_: None)
        await asyncio.sleep(0.05)
        assert not cursor.stopped.is_set()
        left = True
        with pytest.raises(QueryStoppedError):
            await asked
        assert desk.waiting == 0

    asyncio.run(story())


def test_what_nobody_waits_for_does_not_begin() -> None:
    async def story() -> None:
        desk, first, second = QueryDesk(threads=1, each=1), Work(), Work()
        running = ask(desk, "alice", first)
        await until(lambda: first.running == 1)
        looked = asyncio.Event()

        async def gone() -> bool:
            looked.set()
            return True

        asked = spawn("ask", desk.ask("bob", gone, second), lambda *_: None)
        await looked.wait()
        first.go_on.set()
        assert await running == 1
        with pytest.raises(QueryStoppedError):
            await asked
        assert second.most == 0

    asyncio.run(story())


def test_the_watcher_ends_although_its_cancel_got_lost() -> None:
    """A framework's way to look for a disconnect may swallow the cancel; nobody waits for ever."""
    looked = asyncio.Event()

    async def swallows() -> bool:
        looked.set()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(0.3)
        return False

    async def story() -> None:
        work = Work()
        asked = spawn("ask", QueryDesk().ask("who", swallows, work), lambda *_: None)
        await looked.wait()
        work.go_on.set()
        assert await asked == 1
        async with asyncio.timeout(20):
            await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()})

    asyncio.run(story())
