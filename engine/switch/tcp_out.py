"""Connections that we open, to gateways that are reached over TCP or TLS.

A connection has its number at once, so that a request can be sent before the connection stands:
what is sent meanwhile waits, within :data:`engine.switch.tcp.MAX_UNSENT`. One that cannot be
opened, or is lost, is told to whoever waits for an answer on it.

A call may outlive the connection it was made over: its gateway closes one that was silent, as we
do. What is sent to a connection that we had opened and that is gone opens it again.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from engine.logs import get_logger, safe
from engine.sip.nat import Source
from engine.switch.tcp import MAX_UNSENT, Connection, Peer, TcpListener
from engine.switch.tls_outgoing import TlsOutgoing
from engine.switch.tls_trust import TlsTrust
from engine.switch.waiting import Waiting
from engine.tasks import TaskGroupOwner

CONNECT_TIMEOUT: Final = 4.0
"""Seconds for a connection to stand: 64 times shorter than the kernel's patience, and shorter than
that of a caller who waits for the next gateway."""

MAX_REMEMBERED: Final = 4_096
"""Connections we had opened and whose numbers are remembered, the latest ones."""

_log = get_logger(__name__)


class Outgoing(Connection):
    """One connection that we open."""

    own = True

    def __init__(self, listener: TcpListener) -> None:
        super().__init__(listener)
        self.waiting = Waiting(MAX_UNSENT)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send what waited."""
        self.begin(transport)
        for data in self.waiting.take():
            self.send(data)

    def overdue(self, now: float) -> bool:
        """While it is being opened :data:`CONNECT_TIMEOUT` counts and nothing else."""
        return self.open and super().overdue(now)

    def send(self, data: bytes) -> None:
        """Write a message, or keep it until the connection stands."""
        if self.open:
            super().send(data)
        else:
            self.waiting.put(data)


class TcpOpener:
    """Opens connections.

    Args:
        listener: Holds them with all others.
        lost: Hears the number of one that could not be opened or has ended.

    Attributes:
        trust: What is asked of peers over TLS.
    """

    def __init__(self, listener: TcpListener, lost: Callable[[int], None]) -> None:
        self._listener = listener
        self.trust = TlsTrust()
        self._opened: dict[int, Peer] = {}
        self._tasks = TaskGroupOwner(self._failed)
        listener.lost = lost

    def open(self, ip: str, port: int, transport: str = "TCP") -> int | None:
        """The number of a connection with this peer, opened now if there is none.

        None when there are as many connections as there may be.

        Args:
            ip: Address.
            port: Port.
            transport: "TCP" or "TLS".
        """
        name, proved = self.trust.of(ip, port) if transport == "TLS" else ("", "")
        peer = Peer(ip, port, transport, proved)
        known = self._listener.flow_to(peer)
        if known is not None:
            return known
        connection = self._make(peer, name)
        if connection is None:
            return None
        connection.proved = proved
        if not self._listener.admit(connection, ip, port):
            return None
        flow = connection.source.flow
        self._remember(flow, peer)
        self._tasks.spawn("connect to a gateway", self._connect(connection, peer))
        return flow

    def later(self, ip: str, port: int, transport: str) -> int:
        """A number for a connection that is opened when something is sent to it."""
        flow = self._listener.reserve()
        self._remember(flow, Peer(ip, port, transport))
        return flow

    def ours(self, flow: int) -> bool:
        """Whether a connection was opened by us, and so is opened again when it is needed."""
        return flow in self._opened

    def again(self, data: bytes, gone: Source) -> None:
        """Send a message to a connection that is gone, if it was one of ours: open it again."""
        peer = self._opened.get(gone.flow)
        if peer is None:
            return
        flow = self.open(peer.ip, peer.port, peer.transport)
        if flow is not None:
            self._listener.send(data, flow)

    async def close(self) -> None:
        """Give up what is being opened; of connections that end later nobody is told any more."""
        self._listener.lost = lambda _: None
        await self._tasks.close()

    def _remember(self, flow: int, peer: Peer) -> None:
        self._opened[flow] = peer
        if len(self._opened) > MAX_REMEMBERED:
            del self._opened[next(iter(self._opened))]

    def _make(self, peer: Peer, name: str) -> Outgoing | TlsOutgoing | None:
        if peer.transport != "TLS":
            return Outgoing(self._listener)
        context = self.trust.context(verified=bool(peer.proved))
        try:
            return TlsOutgoing(self._listener, context, name)
        except ValueError as error:  # a name that can stand in no certificate
            _log.warning("a gateway cannot be reached", name=safe(name), reason=str(error))
            return None

    async def _connect(self, connection: Outgoing | TlsOutgoing, peer: Peer) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await loop.create_connection(lambda: connection, peer.ip, peer.port)
        except (OSError, TimeoutError) as error:
            _log.warning(
                "a gateway cannot be reached",
                transport=peer.transport,
                peer=safe(peer.ip),
                reason=str(error) or "no answer",
            )
            self._listener.forget(connection)

    def _failed(self, name: str, error: BaseException) -> None:
        _log.error("a task ended", task=name, exc_info=error)
