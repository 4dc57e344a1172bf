"""How management speaks SIP with the switch beside it: like a phone, from an address of its own.

Over UDP where that is served; a switch may also serve TLS alone, which is spoken then. Whom the
certificate is for is not asked: it is our own, names what phones connect to and not loopback, and
nothing secret goes this way.
"""

import socket
import ssl
import time
from typing import Final

from engine.addresses import Listening
from engine.calls.messages import host_port
from engine.sip.errors import PeerError
from engine.sip.framing import StreamFramer
from engine.sip.nat import Source
from engine.sip.response import Response

_MOST: Final = 65_535


class Line:
    """A socket of one transport, on which one side asks and the other answers.

    Args:
        there: Where SIP is served.
        source: Address to send from over loopback, see :data:`engine.addresses.ENGINE`.
        patience_s: Seconds that a connection and its handshake may take.

    Attributes:
        here: Address and port that it is sent from.
        reliable: Whether nothing is lost on the way, so that nothing has to be sent again.

    Raises:
        OSError: refused, unreachable or too late.
    """

    def __init__(self, there: Listening, source: str, patience_s: float) -> None:
        self._there = there
        self.reliable = there.transport != "udp"
        self._framer = StreamFramer()
        self._ready: list[Response] = []
        family = socket.AF_INET6 if ":" in there.host else socket.AF_INET
        kind = socket.SOCK_STREAM if self.reliable else socket.SOCK_DGRAM
        self._socket = socket.socket(family, kind)
        try:
            self._socket.settimeout(patience_s)
            if there.host.startswith("127."):
                self._socket.bind((source, 0))
            self._socket.connect((there.host, there.port))
            if there.transport == "tls":
                self._socket = _context().wrap_socket(self._socket)
        except BaseException:
            self._socket.close()
            raise
        self.here = Source(*self._socket.getsockname()[:2])

    @property
    def protocol(self) -> str:
        """As a Via says it: ``SIP/2.0/UDP``."""
        return f"SIP/2.0/{self._there.transport.upper()}"

    def contact(self, user: str) -> str:
        """Where an answer reaches us over the same transport, as a Contact says it."""
        transport = f";transport={self._there.transport}" if self.reliable else ""
        return f"<sip:{user}@{host_port(self.here)}{transport}>"

    def send(self, request: bytes) -> None:
        """Send a whole message.

        Raises:
            OSError: it could not be sent.
        """
        self._socket.sendall(request)

    def receive(self, patience_s: float) -> tuple[Response, bytes]:
        """The next response, and how it was written.

        Raises:
            TimeoutError: none came in time.
            OSError: none will come.
            PeerError: what came is no response.
        """
        deadline = time.monotonic() + patience_s
        while not self._ready:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            data = self._socket.recv(_MOST)
            if not self.reliable:
                return Response.parse(data), data
            self._take(data)
        response = self._ready.pop(0)
        return response, response.wire

    def close(self) -> None:
        """Give the socket back."""
        self._socket.close()

    def _take(self, data: bytes) -> None:
        if not data:
            raise ConnectionError("the connection was closed")
        for frame in self._framer.feed(data):
            if isinstance(frame, PeerError):
                raise ConnectionError("what came is not SIP") from frame
            if isinstance(frame, Response):
                self._ready.append(frame)


def _context() -> ssl.SSLContext:
    # The default one reads all authorities of the machine, 50 ms of work for a question of one.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
