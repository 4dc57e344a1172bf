"""HTTP: granian inside our own event loop, on a socket of our own.

The socket is bound here and handed over, for three reasons: port 0 becomes a real port that can be
told, a taken port is an error with a name (granian binds with SO_REUSEPORT, where two engines would
share a port without a word), and connections are queued from the moment we say that we are ready.

A client that takes its time holds a connection and nothing else, so there may be many of them, each
with little memory; one that does not finish the head of its request is cut off.

Stopping: the caller first ends the event streams, then :meth:`HttpServer.stop` lets running
requests finish for a few seconds; what is still open then is cut.
"""

import asyncio
import errno
import os
import socket
import time
from ipaddress import ip_address
from typing import Any, Final

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.net import SocketHolder
from granian.server.embed import Server

from engine.addresses import reachable
from engine.config import Address
from engine.errors import ConfigError
from engine.logs import get_logger
from engine.tasks import ErrorHandler, spawn

BACKLOG: Final = 512

MAX_CONNECTIONS: Final = 2_000
"""Connections at a time; further ones wait in the kernel."""

MAX_HEAD: Final = 64 * 1024
"""Bytes of a request's head, and of a connection's buffer: 128 MB for all of them at worst."""

HEAD_TIMEOUT_S: Final = 10
"""Seconds from the first byte of a request to the end of its head."""

GRACE_S: Final = 3.0
_START_S: Final = 30.0

_log = get_logger(__name__)


class _Granian(Server):  # type: ignore[misc]
    """Granian's embedded server on a socket that is bound already."""

    def __init__(self, app: Any, bound: socket.socket) -> None:
        super().__init__(
            app,
            interface=Interfaces.ASGI,
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(
                header_read_timeout=HEAD_TIMEOUT_S * 1000, max_buffer_size=MAX_HEAD
            ),
            websockets=False,
            backlog=BACKLOG,
            backpressure=MAX_CONNECTIONS,
            log_enabled=False,
        )
        self._bound = bound

    def _init_shared_socket(self) -> None:
        # Granian closes the descriptor it is given.
        descriptor = os.dup(self._bound.fileno())
        self._shd = SocketHolder(descriptor, False, BACKLOG)


class HttpServer:
    """Serves one application on one address.

    Attributes:
        address: What is listened on, with its real port.
    """

    def __init__(self, app: Any, address: Address, on_error: ErrorHandler) -> None:
        self._socket = bind(address)
        self.address = Address(address.host, self._socket.getsockname()[1])
        self._server = _Granian(app, self._socket)
        self._on_error = on_error
        self._serving: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to serve; called in the loop."""
        warn_if_open(self.address)
        self._serving = spawn("http server", self._server.serve(), self._on_error)

    async def until_serving(self) -> None:
        """Wait until a request would be answered.

        Raises:
            ConfigError: the server does not come up.
        """
        deadline = time.monotonic() + _START_S
        while not await asyncio.to_thread(self._answers):
            if time.monotonic() >= deadline or self._serving is None or self._serving.done():
                raise ConfigError(f"the HTTP server on {self.address} does not come up")
            await asyncio.sleep(0.01)

    def _answers(self) -> bool:
        """Whether a request gets any answer."""
        try:
            host, port = self._socket.getsockname()[:2]
            with socket.create_connection((reachable(host), port), timeout=1) as sock:
                sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return bool(sock.recv(1))
        except OSError:
            return False

    async def stop(self) -> None:
        """Finish running requests, then close."""
        if self._serving is not None:
            self._server.stop()
            _, unfinished = await asyncio.wait({self._serving}, timeout=GRACE_S)
            if unfinished:
                _log.info("requests were cut after the time for finishing them", seconds=GRACE_S)
                self._serving.cancel()
        self._socket.close()


def warn_if_open(address: Address) -> None:
    """Say in the log what serving other computers without encryption means."""
    if not ip_address(address.host).is_loopback:
        _log.warning(
            "HTTP is open to other computers without encryption: passwords and tokens can be read "
            "on the way; serve 127.0.0.1 and put a proxy with TLS in front",
            http=str(address),
        )


def bind(address: Address) -> socket.socket:
    """A listening socket.

    Raises:
        ConfigError: the port is taken, or the address is not of this machine; says which.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address.host, address.port))
        made.listen(BACKLOG)
        made.setblocking(False)
    except OSError as error:
        made.close()
        raise ConfigError(f"cannot serve HTTP on {address}: {_advice(error, address)}") from error
    return made


def _advice(error: OSError, address: Address) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {address.port} is taken by another program; stop it or choose another port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{address.host} is no address of this machine"
    if error.errno == errno.EACCES:
        return f"port {address.port} needs rights this user does not have; choose one above 1023"
    return error.strerror or str(error)
