"""The helper as a process: gives up every right but one, then follows the switch until SIGTERM.

It is ready at once and says by its reports what it can do: an engine that may not change the
firewall, or a machine without nft, starts and works all the same.
"""

import os
import signal
import threading
from typing import Final

from engine.capabilities import keep_only_net_admin, may_change_firewall
from engine.clock import Clock
from engine.config import ProcessOptions
from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.kernel.helper import STEP_S, Helper
from engine.kernel.link import Link
from engine.kernel.nft import NftProgram, find_nft
from engine.logs import get_logger

NOT_ALLOWED: Final = (
    "the engine may not change the firewall; it needs CAP_NET_ADMIN: run it as root, or give its "
    "service AmbientCapabilities=CAP_NET_ADMIN"
)
NOT_INSTALLED: Final = "nft is not installed (Debian: apt install nftables)"

_NICENESS: Final = 10

_log = get_logger(__name__)


def main(options: ProcessOptions) -> int:
    """Run until SIGTERM or SIGINT; 0 after an orderly end.

    Raises:
        ConfigError: the kernel does not let it give up its rights.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    reason = confined()
    path = find_nft()
    if not reason and path is None:
        reason = NOT_INSTALLED
    os.nice(_NICENESS)
    paths, clock = DataPaths(options.data), Clock()
    link = Link(paths.switch_socket)
    nft = NftProgram(path) if path and not reason else None
    helper = Helper(link, nft, reason, paths.kernel_table, os.getpid())
    _say_ready(options.ready_fd)
    _log.info("the helper of the kernel runs", can_enforce=not reason, reason=reason)
    while not stop.is_set():
        helper.step(clock.now())
        stop.wait(STEP_S)
    helper.finish()
    link.close()
    return 0


def confined() -> str:
    """Keep the right to change the firewall and give up every other; why there is none, or ""."""
    allowed = may_change_firewall()
    try:
        keep_only_net_admin()
    except OSError as error:
        raise ConfigError(f"the helper of the kernel cannot give up its rights: {error}") from error
    return "" if allowed else NOT_ALLOWED


def _say_ready(descriptor: int | None) -> None:
    """One JSON line for the supervisor, then the pipe is closed."""
    if descriptor is None:
        return
    try:
        os.write(descriptor, b"{}\n")
    finally:
        os.close(descriptor)
