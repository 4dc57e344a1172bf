"""``start``, ``stop``, ``restart`` and ``status`` of the modules of a running engine.

VOS3000's operators know this as its service monitor (requirements 186-190). ``stop`` stops modules,
not the engine: the supervisor stays, so that ``start`` can bring the same set back.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.cli.common import (
    EXIT_FAILED,
    EXIT_NOT_RUNNING,
    DataOption,
    data_paths,
    table,
)
from engine.supervisor.client import ask


class Target(StrEnum):
    """Which modules a command is for."""

    ALL = "all"
    SWITCH = "switch"
    MANAGEMENT = "management"


Module = Annotated[Target, typer.Argument(help="Which modules.")]


def start(module: Module = Target.ALL, data: DataOption = None) -> None:
    """Start modules of a running engine that are stopped."""
    _show(_run("start", module, data), module, "running", EXIT_FAILED)


def stop(module: Module = Target.ALL, data: DataOption = None) -> None:
    """Stop modules in order; the engine stays and can start them again."""
    _show(_run("stop", module, data), module, "stopped", EXIT_FAILED)


def restart(module: Module = Target.ALL, data: DataOption = None) -> None:
    """Stop modules in order, then start them."""
    _show(_run("restart", module, data), module, "running", EXIT_FAILED)


def status(module: Module = Target.ALL, data: DataOption = None) -> None:
    """Show the modules; ends with 3 unless all that were asked for run."""
    _show(_run("status", module, data), module, "running", EXIT_NOT_RUNNING)


def register(app: typer.Typer) -> None:
    """Add the four commands."""
    for command in (start, stop, restart, status):
        app.command(command.__name__)(command)


Modules = dict[str, dict[str, Any]]


def _run(operation: str, module: Target, data: Path | None) -> Modules:
    return ask(data_paths(data).supervisor_socket, operation, module.value)


def _show(modules: Modules, module: Target, wanted: str, otherwise: int) -> None:
    chosen = {name: entry for name, entry in modules.items() if module.value in {Target.ALL, name}}
    rows = [
        (
            name,
            entry["detail"],
            str(entry["pid"] or "-"),
            _local(entry["since"]),
            str(entry["restarts"]),
        )
        for name, entry in chosen.items()
    ]
    table([("MODULE", "STATE", "PID", "SINCE", "RESTARTS"), *rows])
    if any(entry["state"] != wanted for entry in chosen.values()):
        raise typer.Exit(otherwise)


def _local(wall: float) -> str:
    """A time for the person in front of this machine."""
    return datetime.fromtimestamp(wall).astimezone().strftime("%Y-%m-%d %H:%M:%S%z")
