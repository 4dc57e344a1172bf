"""A module's process is spawned, watched, restarted and ended, with real processes."""

import asyncio
import os
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from engine.clock import Clock
from engine.supervisor.module import Module, Timings
from engine.supervisor.policy import State
from tests.engine.supervisor.fakes import diary, eventually, module


def run(main: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(30):
            await main

    asyncio.run(bounded())


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def running(child: Module) -> int:
    """Start it if need be; answers the process number once it runs."""
    child.start()
    await child.until(State.RUNNING)
    assert child.pid is not None
    return child.pid


async def stopped(child: Module) -> None:
    child.stop()
    await child.until(State.STOPPED)
    assert child.pid is None


def test_a_child_is_running_when_it_says_so_and_stops_when_asked(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "good")
        before = child.since
        pid = await running(child)
        assert child.report is not None
        assert child.report["sip"] == ["udp:127.0.0.1:5060"]
        assert child.since >= before
        await stopped(child)
        assert not alive(pid)
        assert child.death is not None
        assert child.death.code == 0
        assert child.restarts == 0

    run(main())
    assert diary(tmp_path)[-1] == "switch stopped"


def test_a_killed_child_is_back_at_once_and_knows_its_last_report(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "good")
        pid = await running(child)
        os.kill(pid, signal.SIGKILL)
        await eventually(lambda: child.pid not in {None, pid} and child.state is State.RUNNING, 3.0)
        assert child.restarts == 1
        assert child.death is not None
        assert child.death.code == -signal.SIGKILL
        await stopped(child)

    run(main())
    assert [line for line in diary(tmp_path) if "started" in line] == [
        "switch started 0",
        "switch started 1",
    ]


def test_a_child_that_dies_as_soon_as_it_is_ready_is_tried_again(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "once")
        child.start()
        await eventually(lambda: child.restarts == 1 and child.state is State.RUNNING)
        assert child.death is not None
        assert child.death.code == 3
        await stopped(child)

    run(main())


def test_a_child_that_keeps_dying_waits_longer_and_can_be_stopped_meanwhile(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        child = module(tmp_path, "dies")
        child.start()
        await eventually(lambda: child.history.young == 3 and child.state is State.BACKING_OFF)
        assert child.restarts == 2
        await stopped(child)

    run(main())
    assert len(diary(tmp_path)) == 3


def test_asking_to_start_cuts_the_wait_short_and_starting_anew_forgets(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "dies")
        child.start()
        await eventually(lambda: child.history.young >= 2 and child.state is State.BACKING_OFF)
        child.start()
        assert child.state is State.STARTING
        await stopped(child)
        child.start()
        assert child.history.young == 0
        await stopped(child)

    run(main())


def test_the_reason_a_child_gives_for_ending_is_kept(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "taken")
        child.start()
        await child.until(State.BACKING_OFF)
        assert child.death is not None
        assert child.death.code == 2
        assert child.death.error.startswith("UDP port 5060 on 127.0.0.1 is taken")
        await stopped(child)

    run(main())


@pytest.mark.parametrize("behaviour", ["silent", "noise", "endless"])
def test_a_child_that_is_not_ready_in_time_is_killed_and_tried_again(
    tmp_path: Path, behaviour: str
) -> None:
    async def main() -> None:
        child = module(tmp_path, behaviour, timings=Timings(ready_s=0.3, stop_s=5.0))
        child.start()
        await eventually(lambda: child.restarts >= 1)
        assert child.death is not None
        assert child.death.code == -signal.SIGKILL
        await stopped(child)

    run(main())


def test_a_child_that_ignores_the_request_to_stop_is_killed(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "stubborn", timings=Timings(ready_s=10.0, stop_s=0.2))
        pid = await running(child)
        await stopped(child)
        assert not alive(pid)
        assert child.death is not None
        assert child.death.code == -signal.SIGKILL

    run(main())


def test_a_child_stopped_while_it_is_being_spawned_does_not_stay(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "good", timings=Timings(ready_s=10.0, stop_s=2.0))
        child.start()
        await asyncio.sleep(0)
        await stopped(child)
        assert child.death is not None

    run(main())


def test_a_program_that_cannot_be_started_is_a_death_with_a_reason(tmp_path: Path) -> None:
    async def main() -> None:
        missing = str(tmp_path / "missing")
        child = Module("switch", lambda _report, _fd: [missing], Clock())
        child.start()
        await child.until(State.BACKING_OFF)
        assert child.death is not None
        assert child.death.code == 127
        assert "cannot start switch" in child.death.error
        await stopped(child)

    run(main())


def test_nothing_is_left_open_by_restarts(tmp_path: Path) -> None:
    async def main() -> None:
        child = module(tmp_path, "good")
        pid = await running(child)
        await stopped(child)
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(3):
            pid = await running(child)
            os.kill(pid, signal.SIGKILL)
            await eventually(lambda old=pid: child.pid not in {None, old})  # type: ignore[misc]
            await child.until(State.RUNNING)
            await stopped(child)
        assert len(os.listdir("/proc/self/fd")) <= before

    run(main())


def test_standard_output_of_a_child_is_not_ours(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def main() -> None:
        child = module(tmp_path, "good")
        await running(child)
        await stopped(child)

    run(main())
    captured = capfd.readouterr()
    assert "a line on standard output" not in captured.out
    assert "a line on standard output" in captured.err
