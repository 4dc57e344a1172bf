"""The three programs of the engine, put together from their parts.

``run_engine`` is the supervisor; ``run_process`` is what it starts for each. The code of the
processes is loaded by name, here and nowhere else, because a plain import would bring both into
both: the switch must never load SQL and web packages (they cost memory and a second of start-up,
and the switch has three seconds to be back after a crash), and the supervisor needs neither.
"""

import argparse
import ctypes
import faulthandler
import gc
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from engine.capabilities import give_up_net_admin
from engine.clock import Clock
from engine.config import EngineConfig, ProcessOptions
from engine.errors import ConfigError, SwitchwardenError
from engine.logs import LEVELS, configure, get_logger
from engine.supervisor.commands import (
    KERNEL,
    MANAGEMENT,
    SWITCH,
    kernel_command,
    management_command,
    ready_line,
    switch_command,
)
from engine.supervisor.module import Module, Timings
from engine.supervisor.run import run
from engine.supervisor.service import EXIT_CONFIG, Supervisor

#: Command of each process, as the supervisor starts it -> the module whose ``main`` it runs.
PROCESSES: Final = {
    f"{SWITCH}-process": "engine.switch.process",
    f"{MANAGEMENT}-process": "engine.management.process",
    f"{KERNEL}-process": "engine.kernel.process",
}

_EXIT_FAULT: Final = 1
#: A heavy query must not delay a SIP answer, so management is the one that waits for the CPU.
_MANAGEMENT_NICENESS: Final = 5
#: Connections that are served at a time, and room for everything else.
_MAX_FILES: Final = 16_384
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h

log = get_logger(__name__)

_MANAGEMENT: Final = Timings(ready_s=300.0)
"""It gives way to the switch: on a machine under attack its start takes minutes. Ended before it
is ready it would begin anew, and never be."""


def run_engine(config: EngineConfig) -> None:
    """Run all modules in the foreground until a signal ends them.

    Raises:
        ConfigError: the engine cannot start as asked.
    """
    configure(config.log_level)
    clock = Clock()

    def modules() -> list[Module]:
        return [
            Module(SWITCH, switch_command(config), clock),
            Module(MANAGEMENT, management_command(config), clock, _MANAGEMENT),
            Module(KERNEL, kernel_command(config), clock, on_demand=True),
        ]

    run(config.paths, modules, _announce)


def _announce(supervisor: Supervisor) -> None:
    reports = {name: module.report for name, module in supervisor.modules.items()}
    sys.stdout.write(ready_line(reports[SWITCH], reports[MANAGEMENT]) + "\n")
    sys.stdout.flush()


def run_process(name: str, arguments: Sequence[str]) -> int:
    """Be one of :data:`PROCESSES`.

    Args:
        name: which.
        arguments: as ``engine.supervisor.commands`` writes them.

    Returns:
        The exit code: 0, 1 for a fault, 2 when it cannot do what it was asked for.
    """
    options, parent = _parse(name, arguments)
    # The process closes its pipe when it is ready; the number may then be a database.
    complaints = None if options.ready_fd is None else os.dup(options.ready_fd)
    faulthandler.enable()
    configure(options.log_level)
    _die_with(parent)
    _raise_file_limit()
    if not name.startswith(KERNEL):
        give_up_net_admin()  # the helper alone keeps it
    if name.startswith(MANAGEMENT):
        os.nice(_MANAGEMENT_NICENESS)
    try:
        return int(_loaded(PROCESSES[name]).main(options))
    except SwitchwardenError as error:
        log.error("cannot go on", process=name, error=error.detail)
        _report_error(complaints, error.detail)
        return EXIT_CONFIG if isinstance(error, ConfigError) else _EXIT_FAULT


def load(name: str) -> Any:
    """The module of that name, loaded now because somebody needs it now.

    Args:
        name: one written in this project's code, never anything from outside.
    """
    return importlib.import_module(name)


def _loaded(name: str) -> Any:
    """The same while the collector rests, because what is loaded stays.

    Looking through all of it for garbage, again and again, took up to a fifth of the start. It is
    not looked through later either, which would hold up whoever is waiting for an answer.
    """
    gc.disable()
    try:
        return load(name)
    finally:
        gc.freeze()
        gc.enable()


def _parse(name: str, arguments: Sequence[str]) -> tuple[ProcessOptions, int]:
    """The options and the process number of the parent (0: none is given)."""
    parser = argparse.ArgumentParser(prog=f"switchwarden-engine {name}")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sip", action="append", default=[])
    parser.add_argument("--http", default="")
    parser.add_argument("--sip-tls", action="append", default=[])
    files = ("--tls-certificate", "--tls-key", "--tls-authorities")
    for name in (*files, "--country-database", "--export-root"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--relay", action="append", default=[])
    parser.add_argument("--realm", required=True)
    parser.add_argument("--log-level", choices=LEVELS, default="info")
    parser.add_argument("--ready-fd", type=int)
    parser.add_argument("--parent", type=int, default=0)
    given = parser.parse_args(arguments)
    options = ProcessOptions(
        data=given.data,
        sip=given.sip,
        http=given.http,
        realm=given.realm,
        ready_fd=given.ready_fd,
        log_level=given.log_level,
        sip_tls=given.sip_tls,
        tls_certificate=given.tls_certificate,
        tls_key=given.tls_key,
        tls_authorities=given.tls_authorities,
        relay=given.relay,
        country_database=given.country_database,
        export_root=given.export_root,
    )
    return options, given.parent


def _die_with(parent: int) -> None:
    """Have the kernel end this process when its supervisor dies, whatever kills that.

    A child that lives on would keep the ports, and the next engine could not start.
    """
    if parent == 0:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        raise SystemExit(_EXIT_FAULT)


def _raise_file_limit() -> None:
    """As many open files as the system lets this process have.

    Each connection is one. The usual limit of 1,024 is less than the connections that are served,
    and a process without a number to spare could not open the next segment of its journal.
    """
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    reachable = _MAX_FILES if most == resource.RLIM_INFINITY else min(most, _MAX_FILES)
    if allowed != resource.RLIM_INFINITY and allowed < reachable:
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, most))


def _report_error(pipe: int | None, detail: str) -> None:
    """Tell the supervisor why; it repeats the sentence to whoever started the engine."""
    if pipe is None:
        return
    try:
        os.write(pipe, json.dumps({"error": detail}).encode() + b"\n")
    except OSError:
        log.info("the supervisor no longer listens")
