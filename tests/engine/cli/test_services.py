"""``start``, ``stop``, ``restart`` and ``status`` of a running engine."""

from typing import Any

import pytest

from tests.engine.cli.fakes import RUNNING, STOPPED, Commands, FakeEngine, running

OPERATIONS = ("start", "stop", "restart", "status")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_without_an_engine_every_service_command_ends_with_three(
    command: Commands, operation: str
) -> None:
    refused = command(operation)
    assert refused.code == 3
    assert "no engine runs on the data folder" in refused.err
    assert not command.data.exists()


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("module", ["all", "switch", "management"])
def test_each_command_asks_the_supervisor_for_that(
    command: Commands, operation: str, module: str
) -> None:
    # req 186-190
    with running(command.data, FakeEngine()) as engine:
        command(operation, module)
    assert engine.operations == [{"op": operation, "module": module}]


def test_all_modules_are_meant_unless_one_is_named(command: Commands) -> None:
    with running(command.data, FakeEngine()) as engine:
        command("restart")
    assert engine.operations == [{"op": "restart", "module": "all"}]


def test_status_is_a_table_and_ends_with_three_unless_everything_runs(command: Commands) -> None:
    modules = {"switch": RUNNING, "management": STOPPED}
    with running(command.data, FakeEngine(modules=modules)):
        shown = command("status")
        switch = command("status", "switch")
        management = command("status", "management")
    lines = [line.split() for line in shown.out.splitlines()]
    assert lines[0] == ["MODULE", "STATE", "PID", "SINCE", "RESTARTS"]
    assert lines[1][:3] == ["switch", "running", "42"]
    assert lines[2][:3] == ["management", "stopped", "-"]
    assert (shown.code, switch.code, management.code) == (3, 0, 3)
    assert "management" not in switch.out


def test_a_module_that_does_not_come_up_ends_with_one(command: Commands) -> None:
    starting: dict[str, Any] = {
        **RUNNING,
        "state": "starting",
        "detail": "backing-off",
        "pid": None,
    }
    modules = {"switch": starting, "management": RUNNING}
    with running(command.data, FakeEngine(modules=modules)):
        started = command("start", "switch")
        stopped = command("stop", "management")
    assert started.code == 1
    assert "backing-off" in started.out
    assert stopped.code == 1


def test_an_unknown_module_ends_with_two(command: Commands) -> None:
    assert command("stop", "kernel").code == 2
