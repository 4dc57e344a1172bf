"""All modules together: started side by side, stopped in order, failures told apart."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from engine.errors import ConfigError, ControlError
from engine.supervisor.policy import State
from engine.supervisor.service import Supervisor
from tests.engine.supervisor.fakes import diary, module


def run(main: Coroutine[Any, Any, None]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(30):
            await main

    asyncio.run(bounded())


def pair(tmp_path: Path, switch: str = "good", management: str = "good") -> Supervisor:
    return Supervisor(
        [module(tmp_path, switch, "switch"), module(tmp_path, management, "management")]
    )


def states(supervisor: Supervisor) -> dict[str, str]:
    return {name: entry["state"] for name, entry in supervisor.status()["modules"].items()}


def test_after_the_first_start_everything_runs_and_status_tells_who_and_since_when(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.first_start()
        status = supervisor.status()["modules"]
        assert list(status) == ["switch", "management"]
        for name, entry in status.items():
            assert entry["state"] == entry["detail"] == "running"
            assert entry["pid"] == supervisor.modules[name].pid
            assert entry["since"] == supervisor.modules[name].since
            assert entry["restarts"] == 0
        await supervisor.shutdown()

    run(main())


def test_modules_stop_in_the_written_order(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.first_start()
        await supervisor.shutdown()
        assert states(supervisor) == {"switch": "stopped", "management": "stopped"}

    run(main())
    assert diary(tmp_path)[-2:] == ["switch stopped", "management stopped"]


def test_after_stop_all_nothing_runs_and_start_all_brings_the_same_set_back(
    tmp_path: Path,
) -> None:
    # req 186-189
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.first_start()
        await supervisor.stop(["management", "switch"])
        assert states(supervisor) == {"switch": "stopped", "management": "stopped"}
        await supervisor.start(["switch", "management"])
        assert states(supervisor) == {"switch": "running", "management": "running"}
        pids = {child.pid for child in supervisor.modules.values()}
        await supervisor.restart(["switch", "management"])
        assert states(supervisor) == {"switch": "running", "management": "running"}
        assert pids.isdisjoint({child.pid for child in supervisor.modules.values()})
        await supervisor.shutdown()

    run(main())


def test_one_module_can_be_served_without_touching_the_other(tmp_path: Path) -> None:
    # req 190
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.first_start()
        pid = supervisor.modules["management"].pid
        await supervisor.restart(["switch"])
        await supervisor.stop(["switch"])
        assert states(supervisor) == {"switch": "stopped", "management": "running"}
        assert supervisor.modules["management"].pid == pid
        assert supervisor.modules["switch"].restarts == 0
        await supervisor.shutdown()

    run(main())


def test_a_taken_port_ends_the_first_start_with_the_module_s_own_words(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path, switch="taken")
        with pytest.raises(ConfigError, match=r"^UDP port 5060 on 127\.0\.0\.1 is taken"):
            await supervisor.first_start()
        await supervisor.shutdown()

    run(main())


def test_a_module_that_keeps_dying_ends_the_first_start(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path, management="dies")
        with pytest.raises(ConfigError, match=r"management keeps ending .*exit code 1"):
            await supervisor.first_start()
        await supervisor.shutdown()

    run(main())


def test_a_module_that_fails_later_keeps_being_tried_and_shows_as_starting(
    tmp_path: Path,
) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path, switch="taken")
        await supervisor.start(["switch"])
        assert supervisor.modules["switch"].state in {State.BACKING_OFF, State.STARTING}
        assert states(supervisor)["switch"] == "starting"
        await supervisor.shutdown()
        assert states(supervisor)["switch"] == "stopped"

    run(main())


def test_a_shutdown_during_the_first_start_wins(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path, switch="silent")
        starting = asyncio.gather(supervisor.first_start())
        await supervisor.modules["management"].until(State.RUNNING)
        await supervisor.shutdown()
        await starting
        assert states(supervisor) == {"switch": "stopped", "management": "stopped"}

    run(main())


def test_nothing_is_started_once_a_shutdown_has_begun(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.shutdown()
        for operation in (supervisor.start, supervisor.stop, supervisor.restart):
            with pytest.raises(ControlError, match="shutting down"):
                await operation(["switch"])
        assert diary(tmp_path) == []

    run(main())


def test_a_restart_that_a_shutdown_overtakes_starts_nothing(tmp_path: Path) -> None:
    async def main() -> None:
        supervisor = pair(tmp_path)
        await supervisor.first_start()
        restarting = asyncio.gather(
            supervisor.restart(["switch"]),
            supervisor.restart(["management"]),
            return_exceptions=True,
        )
        await supervisor.modules["switch"].until(State.STOPPING)
        await supervisor.shutdown()
        results = await restarting
        assert all(isinstance(result, ControlError) for result in results)
        assert states(supervisor) == {"switch": "stopped", "management": "stopped"}

    run(main())


def test_a_module_on_demand_runs_when_its_name_is_called(tmp_path: Path) -> None:
    async def main() -> None:
        extra = module(tmp_path, "good", "extra")
        extra.on_demand = True
        supervisor = Supervisor([module(tmp_path, "good", "switch"), extra])
        await supervisor.first_start()
        assert states(supervisor) == {"switch": "running"}
        assert supervisor.usual() == ("switch",)
        await supervisor.start(["extra"])
        assert states(supervisor) == {"switch": "running", "extra": "running"}
        await supervisor.shutdown()
        assert states(supervisor) == {"switch": "stopped"}

    run(main())
