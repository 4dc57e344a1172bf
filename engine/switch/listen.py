"""Addresses to listen on: the same port for UDP and TCP, one for TLS; or a clear refusal.

Port 0 asks for any free port. It is drawn by binding TCP first and then UDP on the port obtained;
when somebody has that UDP port already, another one is drawn. ``SO_REUSEADDR`` is set for TCP
only, where it skips the wait after a restart; for UDP it would let two switches share a port and
lose each other's messages.
"""

import errno
import socket
from dataclasses import dataclass
from typing import Final

from engine.config import parse_address
from engine.errors import ConfigError

RECEIVE_BUFFER: Final = 8 * 1024 * 1024
"""Bytes the kernel may hold for us: at 500 bytes a message, the flood of a tenth of a second."""

BACKLOG: Final = 512
"""TCP connections the kernel may hold before we accept them."""

_DRAWS: Final = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """One address with its two sockets, bound and non-blocking."""

    udp: socket.socket
    tcp: socket.socket

    @property
    def labels(self) -> tuple[str, str]:
        """``udp:HOST:PORT`` and ``tcp:HOST:PORT``; IPv6 hosts in brackets."""
        place = text_of(self.udp.getsockname())
        return f"udp:{place}", f"tcp:{place}"

    def close(self) -> None:
        """Close both sockets."""
        self.udp.close()
        self.tcp.close()


def text_of(address: tuple[str | int, ...]) -> str:
    """A socket address as ``HOST:PORT``, with brackets around IPv6."""
    host, port = str(address[0]), address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def bind_all(addresses: list[str]) -> list[Pair]:
    """Bind every address, or none.

    Raises:
        ConfigError: an address is not ours, taken or not permitted; names address and port.
    """
    pairs: list[Pair] = []
    try:
        for address in addresses:
            where = parse_address(address, "SIP")
            pairs.append(bind(where.host, where.port))
    except ConfigError:
        for pair in pairs:
            pair.close()
        raise
    return pairs


def bind_tls(addresses: list[str]) -> list[socket.socket]:
    """Bind every address for TLS, or none.

    Raises:
        ConfigError: see :func:`bind_all`.
    """
    found: list[socket.socket] = []
    for address in addresses:
        try:
            where = parse_address(address, "SIP over TLS")
            found.append(_bind_stream(_family(where.host), where.host, where.port))
        except (ConfigError, OSError) as error:
            for each in found:
                each.close()
            if isinstance(error, ConfigError):
                raise
            raise ConfigError(_refusal(where.host, where.port, error, "TLS")) from error
    return found


def bind(host: str, port: int) -> Pair:
    """Bind UDP and TCP on ``host`` and ``port``, 0 for any port free in both.

    Raises:
        ConfigError: see :func:`bind_all`.
    """
    last: OSError | None = None
    for _ in range(_DRAWS if port == 0 else 1):
        try:
            return _bind_pair(host, port)
        except OSError as error:
            last = error
            if error.errno != errno.EADDRINUSE:
                break
    raise ConfigError(_refusal(host, port, last))


def _bind_pair(host: str, port: int) -> Pair:
    family = _family(host)
    tcp = _bind_stream(family, host, port)
    udp = _socket(family, socket.SOCK_DGRAM)
    try:
        udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        udp.bind((host, tcp.getsockname()[1]))
    except OSError:
        udp.close()
        tcp.close()
        raise
    return Pair(udp, tcp)


def _bind_stream(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    made = _socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    return made


def _family(host: str) -> socket.AddressFamily:
    info = socket.getaddrinfo(host, 0, type=socket.SOCK_DGRAM, flags=socket.AI_NUMERICHOST)
    return info[0][0]


def _socket(family: socket.AddressFamily, kind: socket.SocketKind) -> socket.socket:
    made = socket.socket(family, kind)
    made.setblocking(False)
    if family == socket.AF_INET6:
        # So that [::] and 0.0.0.0 can be listened on side by side.
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return made


def _refusal(host: str, port: int, error: OSError | None, over: str = "UDP and TCP") -> str:
    place = text_of((host, port))
    number = error.errno if error is not None else None
    if number == errno.EADDRINUSE:
        return f"SIP address {place} ({over}) is taken by another program; choose another port"
    if number == errno.EADDRNOTAVAIL:
        return f"SIP address {place} does not belong to this machine"
    if number == errno.EACCES:
        return f"SIP address {place}: ports below 1024 need privileges; choose a higher port"
    return f"cannot listen for SIP on {place}: {error}"
