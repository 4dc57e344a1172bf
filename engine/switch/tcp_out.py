"""Connections that we open, to gateways that are reached over TCP.

A connection has its number at once, so that a request can be sent before the connection stands:
what is sent meanwhile waits, within :data:`engine.switch.tcp.MAX_UNSENT`. One that cannot be
opened, or is lost, is told to whoever waits for an answer on it.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from engine.logs import get_logger, safe
from engine.switch.tcp import MAX_UNSENT, Connection, TcpListener
from engine.tasks import TaskGroupOwner

CONNECT_TIMEOUT: Final = 4.0
"""Seconds for a connection to stand: 64 times shorter than the kernel's patience, and shorter than
that of a caller who waits for the next gateway."""

_log = get_logger(__name__)


class Outgoing(Connection):
    """One connection that we open."""

    def __init__(self, listener: TcpListener) -> None:
        super().__init__(listener)
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send what waited."""
        self.begin(transport)
        waiting, self._waiting = self._waiting, []
        for data in waiting:
            self.send(data)

    def overdue(self, now: float) -> bool:
        """While it is being opened :data:`CONNECT_TIMEOUT` counts and nothing else."""
        return self.open and super().overdue(now)

    def send(self, data: bytes) -> None:
        """Write a message, or keep it until the connection stands."""
        if self.open:
            super().send(data)
        elif self._waiting_bytes + len(data) <= MAX_UNSENT:
            self._waiting.append(data)
            self._waiting_bytes += len(data)


class TcpOpener:
    """Opens connections.

    Args:
        listener: Holds them with all others.
        lost: Hears the number of one that could not be opened or has ended.
    """

    def __init__(self, listener: TcpListener, lost: Callable[[int], None]) -> None:
        self._listener = listener
        self._lost = lost
        self._tasks = TaskGroupOwner(self._failed)
        listener.lost = lost

    def open(self, ip: str, port: int) -> int | None:
        """The number of a connection with this peer, opened now if there is none.

        None when there are as many connections as there may be.
        """
        known = self._listener.flow_to(ip, port)
        if known is not None:
            return known
        connection = Outgoing(self._listener)
        if not self._listener.admit(connection, ip, port):
            return None
        self._tasks.spawn("connect to a gateway", self._connect(connection, ip, port))
        return connection.source.flow

    async def close(self) -> None:
        """Give up what is being opened; of connections that end later nobody is told any more."""
        self._listener.lost = lambda _: None
        await self._tasks.close()

    async def _connect(self, connection: Outgoing, ip: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        try:
            opening = loop.create_connection(lambda: connection, ip, port)
            await asyncio.wait_for(opening, CONNECT_TIMEOUT)
        except (OSError, TimeoutError) as error:
            reason = str(error) or "no answer"
            _log.warning("a gateway cannot be reached over TCP", peer=safe(ip), reason=reason)
            self._listener.forget(connection)

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("a task ended", task=name, exc_info=error)
