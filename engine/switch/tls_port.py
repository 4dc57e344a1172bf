"""The addresses that SIP over TLS is listened on, and what makes a connection of each peer."""

import asyncio
import socket

from engine.addresses import is_wildcard
from engine.calls.targets import TLS_PORT
from engine.switch.listen import text_of
from engine.switch.tcp import TcpListener
from engine.switch.tls import Handshakes, TlsConnection
from engine.switch.tls_files import TlsFiles


class TlsPort:
    """Accepts connections over TLS.

    Args:
        bound: Sockets that listen, perhaps none.
        listener: Holds the connections with all others.
        files: The certificate.

    Attributes:
        files: The same.
        handshakes: Those that are under way.
    """

    def __init__(self, bound: list[socket.socket], listener: TcpListener, files: TlsFiles) -> None:
        self._bound = bound
        self._listener = listener
        self.files = files
        self.handshakes = Handshakes()

    @property
    def labels(self) -> list[str]:
        """``tls:HOST:PORT`` of every address."""
        return labels(self._bound)

    def connection(self) -> TlsConnection:
        """A protocol for the loop's ``create_server``, with the certificate of this moment."""
        return TlsConnection(self._listener, self.files.context, self.handshakes)

    async def listen(self) -> list[asyncio.AbstractServer]:
        """Accept connections from now on."""
        loop = asyncio.get_running_loop()
        return [await loop.create_server(self.connection, sock=each) for each in self._bound]

    def port_for(self, ip: str) -> int:
        """The port a peer at this address would connect to; the usual one if there is none."""
        fitting = [each for each in self._bound if (":" in ip) == (":" in _host(each))]
        return int(fitting[0].getsockname()[1]) if fitting else TLS_PORT

    def host_for(self, ip: str) -> str:
        """The address it would connect to, "" when that is any of ours."""
        for each in self._bound:
            host = _host(each)
            if (":" in ip) == (":" in host):
                return "" if is_wildcard(host) else host
        return ""


def labels(bound: list[socket.socket]) -> list[str]:
    """``tls:HOST:PORT`` of sockets that listen; IPv6 hosts in brackets."""
    return [f"tls:{text_of(each.getsockname())}" for each in bound]


def _host(bound: socket.socket) -> str:
    return str(bound.getsockname()[0])
