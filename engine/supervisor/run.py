"""The engine in the foreground: lock, control socket, modules, signals.

This is the whole life of ``switchwarden-engine run``. The order matters: the data folder is proved
usable and locked before anything listens, service control answers while the modules are starting,
and the one line on standard output comes when SIP answers and HTTP serves. SIGTERM, SIGINT and a
lost terminal all mean an orderly end, also in the middle of the start.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from typing import Final

from engine.datapaths import DataPaths
from engine.logs import get_logger
from engine.supervisor.control import ControlServer
from engine.supervisor.lock import data_lock
from engine.supervisor.module import Module
from engine.supervisor.service import Supervisor
from engine.tasks import spawn

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

log = get_logger(__name__)


def run(
    paths: DataPaths,
    make_modules: Callable[[], Sequence[Module]],
    announce: Callable[[Supervisor], None],
) -> None:
    """Run the modules until a signal ends them; returns after an orderly stop.

    Args:
        paths: the data folder.
        make_modules: called inside the loop; the order is the order of stopping.
        announce: called once, when all modules run.

    Raises:
        ConfigError: the folder cannot be used, is in use, or a module cannot start as asked.
    """
    paths.prepare()
    with data_lock(paths.lock):
        asyncio.run(_supervise(paths, make_modules, announce))


async def _supervise(
    paths: DataPaths,
    make_modules: Callable[[], Sequence[Module]],
    announce: Callable[[Supervisor], None],
) -> None:
    supervisor = Supervisor(make_modules())
    control = ControlServer(paths.supervisor_socket, supervisor)
    ending = asyncio.Event()
    _listen_for_signals(ending)
    await control.open()
    try:
        if await _started(supervisor, ending):
            announce(supervisor)
            await ending.wait()
            log.info("engine stops")
    finally:
        await supervisor.shutdown()
        await control.close()


def _listen_for_signals(ending: asyncio.Event) -> None:
    """Signals that were ignored when we were started stay ignored, as nohup(1) wants it."""
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, ending.set)


async def _started(supervisor: Supervisor, ending: asyncio.Event) -> bool:
    """Whether all modules run; False when a signal came first."""
    starting = spawn("first-start", supervisor.first_start(), _heard_below)
    signalled = spawn("signal", ending.wait(), _heard_below)
    await asyncio.wait([starting, signalled], return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    if not starting.done():
        starting.cancel()
        return False
    await starting
    return not ending.is_set()


def _heard_below(_name: str, _error: BaseException) -> None:
    """The failure is raised where the task is awaited."""
