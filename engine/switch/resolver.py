"""Host names among the addresses of gateways, resolved again and again.

A name that cannot be resolved for the moment keeps the addresses it had: a name server that is
down must not cut off a carrier. What was found is handed on only when it changed.
"""

import asyncio
import socket
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from engine.addresses import is_address
from engine.calls.sources import host_names
from engine.calls.targets import parse_target
from engine.control.gateways import GatewayConfig
from engine.logs import get_logger, safe
from engine.tasks import TaskGroupOwner

INTERVAL: Final = 60.0
"""Seconds between two looks: the least a provider's change takes to arrive anyway."""

MAX_ADDRESSES: Final = 16
"""Addresses kept of one name."""

Resolved = dict[str, tuple[str, ...]]

_log = get_logger(__name__)


def names_of(gateways: Iterable[GatewayConfig]) -> frozenset[str]:
    """Every host name that must be resolved, in lower case."""
    every = list(gateways)
    routing = (gateway for gateway in every if gateway.enabled and gateway.kind == "routing")
    hosts: Iterable[str] = (
        parse_target(text).host for gateway in routing for text in gateway.addresses
    )
    hosts = chain(hosts, (parse_target(each.registrar).host for each in every if each.registrar))
    return host_names(every) | {host.lower() for host in hosts if not is_address(host)}


class Resolver:
    """Keeps what the names of gateways stand for.

    Args:
        changed: Hears of it when an address is new or gone.

    Attributes:
        found: Name in lower case -> its addresses.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.found: Resolved = {}
        self._changed = changed
        self._wanted: frozenset[str] = frozenset()
        self._again = asyncio.Event()
        self._tasks = TaskGroupOwner(self._failed)

    def want(self, names: frozenset[str]) -> None:
        """Resolve these names from now on, the new ones at once."""
        self.found = {name: found for name, found in self.found.items() if name in names}
        self._wanted = names
        self._again.set()

    def start(self) -> None:
        """Begin, in the running loop."""
        self._tasks.spawn("resolve the names of gateways", self._run())

    async def close(self) -> None:
        """End."""
        await self._tasks.close()

    async def _run(self) -> None:
        while True:
            self._again.clear()
            for name in sorted(self._wanted):
                await self._look_up(name)
            try:
                async with asyncio.timeout(INTERVAL):
                    await self._again.wait()
            except TimeoutError:
                continue

    async def _look_up(self, name: str) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError) as error:  # what is no name is told by the codec of names
            _log.warning("a gateway's name was not resolved", name=safe(name), reason=str(error))
            return
        addresses = tuple(sorted({str(entry[4][0]) for entry in found})[:MAX_ADDRESSES])
        if addresses != self.found.get(name) and name in self._wanted:
            self.found[name] = addresses
            self._changed()

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("a task ended", task=name, exc_info=error)
