"""One connection to a syslog server: UDP, TCP or TLS, with time limits, from one thread.

A stream is looked at before it is written to: a server that has hung up would otherwise take the
first messages with it without a word. A server that speaks TLS has to prove its name.
"""

import socket
import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from engine.errors import ControlError
from engine.management.syslog_format import framed
from engine.parameters.syslog import Target

TIMEOUT_S: Final = 5.0
"""For finding, connecting, and each write."""


class SyslogError(ControlError):
    """The server did not take a message."""


class SyslogSender:
    """Sends to one target.

    Args:
        target: Where.
        authorities: A file with authorities to trust besides those of the machine, or None.
        timeout_s: For connecting and for each write.
    """

    def __init__(
        self, target: Target, authorities: Path | None = None, timeout_s: float = TIMEOUT_S
    ) -> None:
        self.target = target
        self._authorities = authorities
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def send(self, messages: Iterable[bytes]) -> None:
        """Send messages, in order.

        Raises:
            SyslogError: some may not have arrived; send them all again.
        """
        try:
            wire = self._ready()
            if self.target.transport == "udp":
                for message in messages:
                    wire.send(message)
            else:
                wire.sendall(b"".join(map(framed, messages)))
        except (OSError, ValueError) as error:
            self.close()
            place = f"{self.target.transport}://{self.target.host}:{self.target.port}"
            raise SyslogError(
                f"the syslog server {place} does not take events: {error}; they wait in the store "
                "and are sent when it does"
            ) from error

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ready(self) -> socket.socket:
        if self._socket is not None and self._hung_up(self._socket):
            self.close()
        if self._socket is None:
            self._socket = self._connect()
        return self._socket

    def _hung_up(self, wire: socket.socket) -> bool:
        """Whether the other side has closed a stream; a server of syslog never says anything."""
        if self.target.transport == "udp":
            return False
        wire.settimeout(0.0)
        try:
            return not wire.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        finally:
            wire.settimeout(self._timeout_s)

    def _connect(self) -> socket.socket:
        host, port = self.target.host, self.target.port
        if self.target.transport == "udp":
            found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
            wire = socket.socket(*found[:3])
            wire.settimeout(self._timeout_s)
            wire.connect(found[4])
            return wire
        plain = socket.create_connection((host, port), self._timeout_s)
        if self.target.transport == "tcp":
            return plain
        try:
            context = ssl.create_default_context()
            if self._authorities is not None:
                context.load_verify_locations(self._authorities)
            return context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise
