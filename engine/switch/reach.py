"""How a peer is reached: by which of our sockets, and as whom we are seen by it.

A request of ours names our own address in Via and Contact, so the peer must be able to send to it.
A socket that is bound to one address is that address. One that is bound to all of them is seen as
the address that the kernel would send from, which it tells when a datagram socket is connected;
nothing is sent for that.
"""

import socket
from ipaddress import ip_address
from typing import Final

from engine.addresses import is_wildcard
from engine.calls.targets import TLS_PORT
from engine.sip.grammar import bracket
from engine.sip.nat import Source
from engine.switch.tcp import Peer, TcpListener
from engine.switch.tcp_out import TcpOpener
from engine.switch.tls_port import TlsPort
from engine.switch.udp import UdpSocket

_STREAMS: Final = {"TCP": -1, "TLS": -2}
"""In the place of the number of a datagram socket."""

MAX_REMEMBERED: Final = 4_096
"""Peers whose way was looked up; then it starts anew. Ways change when interfaces do."""


class Reach:
    """The ways out of this process.

    Attributes:
        tcp: The connections there are.
        opener: Opens further ones.
        tls: Accepts those over TLS.
    """

    def __init__(self) -> None:
        self.tcp: TcpListener | None = None
        self.opener: TcpOpener | None = None
        self.tls: TlsPort | None = None
        self._sockets: list[tuple[UdpSocket, str, int]] = []
        self._seen_as: dict[tuple[str, int], str] = {}

    def add(self, udp: UdpSocket) -> None:
        """Send through ``udp``, too."""
        ip, port = udp.bound
        self._sockets.append((udp, ip, port))

    def to(self, ip: str, port: int, transport: str) -> Source | None:
        """What to send to, None when there is no way to it.

        Args:
            ip: Address of the peer.
            port: Its port.
            transport: "UDP", "TCP" or "TLS" in any case of letters.
        """
        over = transport.upper()
        if over in _STREAMS:
            flow = None if self.tcp is None else self.tcp.flow_to(Peer(ip, port, over))
            return None if flow is None else Source(ip, port, over, flow)
        return self._datagram(ip, port)

    def open(self, ip: str, port: int, transport: str) -> Source | None:
        """The same for a gateway, to which a connection is opened if there is none."""
        over = transport.upper()
        if over in _STREAMS:
            flow = None if self.opener is None else self.opener.open(ip, port, over)
            return None if flow is None else Source(ip, port, over, flow)
        return self._datagram(ip, port)

    def again(self, heard: Source, fixed: bool) -> Source:
        """How a peer that was ``heard`` before a restart is reached now.

        A gateway that is reached over TCP or TLS is connected to again. A phone (``fixed``) has to
        come by itself: the port it called from leads nowhere any more, and the number of its
        connection may be that of another peer by now. No connection has the number 0.
        """
        nowhere = heard._replace(flow=0)
        if heard.reliable:
            return nowhere if fixed else self._connect_again(heard) or nowhere
        if heard.flow < len(self._sockets):
            _, own, _ = self._sockets[heard.flow]
            if _version(own) == _version(heard.ip):
                return heard
        return self._datagram(heard.ip, heard.port) or nowhere

    def _connect_again(self, heard: Source) -> Source | None:
        """To a gateway whose name is not resolved yet only when something has to be sent to it.

        Until then nobody can tell whom its certificate has to be for.
        """
        opener = self.opener
        if opener is None or heard.transport != "TLS" or opener.trust.knows(heard.ip, heard.port):
            return self.open(heard.ip, heard.port, heard.transport)
        return heard._replace(flow=opener.later(heard.ip, heard.port, heard.transport))

    def _datagram(self, ip: str, port: int) -> Source | None:
        wanted = _version(ip)
        for udp, own, _ in self._sockets:
            if _version(own) == wanted:
                return Source(ip, port, "UDP", udp.flow)
        return None

    def local(self, destination: Source) -> str:
        """Our address and port as ``destination`` sees them, IPv6 in brackets."""
        key = (destination.ip, _STREAMS.get(destination.transport, destination.flow))
        known = self._seen_as.get(key)
        if known is None:
            if len(self._seen_as) >= MAX_REMEMBERED:
                self._seen_as.clear()
            known = self._seen_as[key] = self._look_up(destination)
        return known

    def _look_up(self, destination: Source) -> str:
        flow = destination.flow
        if destination.transport != "UDP":
            # Each address is listened on over both of them, at the same port; TLS has its own.
            way = self._datagram(destination.ip, destination.port)
            flow = 0 if way is None else way.flow
        _, own, port = self._sockets[flow]
        if destination.transport == "TLS":
            port = TLS_PORT if self.tls is None else self.tls.port_for(destination.ip)
            own = ("" if self.tls is None else self.tls.host_for(destination.ip)) or own
        if is_wildcard(own):
            own = _sent_from(destination.ip) or own
        return f"{bracket(own)}:{port}"


def _version(ip: str) -> int:
    try:
        return ip_address(ip.partition("%")[0]).version
    except ValueError:
        return 0


def _sent_from(ip: str) -> str:
    """The address of ours that the kernel would send from, "" when there is no way."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((ip, 9))
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
        return address
