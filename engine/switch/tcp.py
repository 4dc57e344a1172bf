"""SIP over TCP: connections that may be many, slow, silent or hostile.

Every bound has a name. A connection is closed when it is silent for :data:`IDLE_TIMEOUT`, when a
message it began is not complete within :data:`MESSAGE_TIMEOUT` (a trickle of bytes does not buy
time), when its bytes cannot be framed, or when it does not read our answers. Answers go back on
the connection the request came by; when it is gone, so are they (the peer asks again).
"""

import asyncio
import resource
from collections.abc import Callable
from typing import Any, ClassVar, Final, NamedTuple, cast

from engine.addresses import subscriber
from engine.sip.framing import PONG, Frame, KeepAlive, StreamFramer
from engine.sip.nat import Source
from engine.switch.counters import Counters
from engine.switch.marking import Marking
from engine.switch.places import ConnectionPlaces

MAX_CONNECTIONS: Final = 2_000
"""Connections at a time, and never more than half of the files that may be open: the journal opens
a new one each second. 128 MB when each of them holds most of a message, 40 MB as they usually are;
what a peer leaves unread comes on top, and costs him as much to ask for."""

MAX_PER_SOURCE: Final = 200
"""Connections from one address, in IPv6 from one network: an office behind it, not a flood."""

IDLE_TIMEOUT: Final = 900.0
"""Seconds without a byte. Phones ping every 120 s at most (RFC 5626 section 4.4.1)."""

MESSAGE_TIMEOUT: Final = 10.0
"""Seconds from the first byte of a message to its last; also to the first message at all."""

MAX_UNSENT: Final = 256 * 1024
"""Bytes of answers a peer may leave unread."""

Deliver = Callable[[list[Frame], Source], None]


class Peer(NamedTuple):
    """Whom a connection leads to.

    Attributes:
        ip: Address.
        port: Port.
        transport: "TCP" or "TLS".
        proved: Of a TLS connection that we opened: what was asked of the peer's certificate. One
            that asks for more is never replaced by one that asked for less.
    """

    ip: str
    port: int
    transport: str = "TCP"
    proved: str = ""


class Connection(asyncio.Protocol):
    """One accepted connection.

    Attributes:
        transport_name: As it stands in Via.
        source: The peer, and the number of the connection; 0 until there is room for it.
        proved: See :class:`Peer`.
        asked: Whether a request of ours went over it, which somebody may wait for the answer to.
    """

    transport_name: ClassVar[str] = "TCP"
    own: ClassVar[bool] = False
    """Whether we open it."""

    def __init__(self, listener: "TcpListener") -> None:
        self._listener = listener
        self._framer = StreamFramer()
        self._transport: asyncio.Transport | None = None
        self._heard_at = 0.0
        self._began_at: float | None = None
        self.source = Source("", 0, self.transport_name)
        self.proved = ""
        self.asked = self.own

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection if there is room for it."""
        accepted = self.begin(transport)
        peer: tuple[Any, ...] = transport.get_extra_info("peername") or ("", 0)
        scope = f"%{peer[3]}" if len(peer) > 3 and peer[3] else ""
        if not self._listener.admit(self, peer[0] + scope, peer[1]):
            accepted.abort()

    def begin(self, transport: asyncio.BaseTransport) -> asyncio.Transport:
        """It stands."""
        self._transport = cast("asyncio.Transport", transport)
        self._heard_at = self._began_at = self._listener.now()
        self.mark(self._listener.marking)
        return self._transport

    def mark(self, marking: Marking) -> None:
        """Give what is sent its priority."""
        if self._transport is not None:
            marking.mark(self._transport.get_extra_info("socket"))

    @property
    def open(self) -> bool:
        """Whether it stands."""
        return self._transport is not None

    def data_received(self, data: bytes) -> None:
        """Frame what came and hand the messages over."""
        now = self._heard_at = self._listener.now()
        self._listener.places.heard(self.source.flow)
        frames = self._framer.feed(data)
        if frames:
            self._began_at = None
            messages: list[Frame] = [frame for frame in frames if frame is not KeepAlive.PING]
            if messages:
                self._listener.deliver(messages, self.source)
            if len(messages) < len(frames):
                self._ping()
        if self._framer.closed:
            self._listener.counters.tcp_closed_broken += 1
            self.close()
        elif self._framer.pending:
            self._began_at = now if self._began_at is None else self._began_at
        else:
            self._began_at = None

    def _ping(self) -> None:
        """Answer a keep-alive, unless its sender is to hear nothing from us any more."""
        if self._listener.shut_out(self.source.ip):
            self.cut()
        else:
            self.send(PONG)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the interface
        """Forget it, and let go of the transport, which holds us in turn."""
        self._listener.forget(self)
        self._transport = None

    def send(self, data: bytes) -> None:
        """Write an answer; a peer that leaves too much unread is cut off."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if transport.get_write_buffer_size() > MAX_UNSENT:
            self._listener.counters.tcp_closed_idle += 1
            transport.abort()
            return
        transport.write(data)

    def close(self) -> None:
        """Send what is under way, then close."""
        if self._transport is not None:
            self._transport.close()

    @property
    def pending(self) -> bool:
        """Whether a message has begun and is not complete."""
        return self._framer.pending

    def overdue(self, now: float) -> bool:
        """Whether it was silent, or busy with one message, for too long."""
        if self._began_at is not None and now - self._began_at > MESSAGE_TIMEOUT:
            return True
        return now - self._heard_at > IDLE_TIMEOUT

    def cut(self) -> None:
        """Close without waiting for anything."""
        if self._transport is not None:
            self._transport.abort()


def _nobody(_: int) -> None:
    """Who hears of connections that end, before somebody wants to."""


def _open_to_all(_: str) -> bool:
    """Who is shut out before there is a defence."""
    return False


class TcpListener:
    """All connections of the process, from all listening sockets.

    Args:
        deliver: Takes the frames of one read and where they came from.
        counters: Of the process.
        now: The monotonic clock.

    Attributes:
        lost: Hears the number of each connection that has ended and that we asked something over;
            of others there may be thousands a second, and nobody waits for them.
        marking: The priority of what is sent.
        shut_out: Whether nothing from an address is answered.
        places: Who has a place, and who gives it up.
    """

    def __init__(self, deliver: Deliver, counters: Counters, now: Callable[[], float]) -> None:
        self.deliver = deliver
        self.counters = counters
        self.now = now
        self.marking = Marking()
        self._connections: dict[int, Connection] = {}
        self._per_source: dict[str, int] = {}
        self._by_peer: dict[Peer, int] = {}
        self.lost: Callable[[int], None] = _nobody
        self.shut_out: Callable[[str], bool] = _open_to_all
        self._last_flow = 0
        self._given_up: set[int] = set()
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        limit = MAX_CONNECTIONS if files < 0 else min(MAX_CONNECTIONS, files // 2)
        self.places = ConnectionPlaces(limit, now)

    def __len__(self) -> int:
        return len(self._connections)

    def connections(self) -> list[Connection]:
        """Those that are open."""
        return list(self._connections.values())

    def connection(self) -> Connection:
        """A protocol for the loop's ``create_server``."""
        return Connection(self)

    def admit(self, connection: Connection, ip: str, port: int) -> bool:
        """Give ``connection`` its number, unless a limit is reached."""
        owner = subscriber(ip)
        count = self._per_source.get(owner, 0)
        if count >= MAX_PER_SOURCE or not self._make_room(ip, connection):
            self.counters.tcp_refused += 1
            return False
        self.reserve()
        source = Source(ip, port, connection.transport_name, self._last_flow)
        connection.source = source
        self._connections[source.flow] = connection
        self._by_peer[_peer(connection)] = source.flow
        self._per_source[owner] = self._per_source.get(owner, 0) + 1
        self.places.take(source, own=connection.own)
        self.counters.tcp_accepted += 1
        self.counters.tcp_connections += 1
        return True

    def _make_room(self, ip: str, connection: Connection) -> bool:
        """Whether there is a place, or one was given up for this connection."""
        there_is, flow = self.places.make_room(
            len(self._connections), ip, lambda flow: self._connections[flow].source,
            own=connection.own,
        )  # fmt: skip
        if flow is not None:
            given_up = self._connections[flow]
            self.counters.tcp_given_up += 1
            self._given_up.add(flow)
            self._remove(given_up)
            given_up.cut()
        return there_is

    def reserve(self) -> int:
        """A number that no connection has, or will get."""
        self._last_flow += 1
        return self._last_flow

    def forget(self, connection: Connection) -> None:
        """A connection has ended."""
        flow = connection.source.flow
        if self._remove(connection) or flow in self._given_up:
            self._given_up.discard(flow)
            if connection.asked:
                self.lost(flow)

    def _remove(self, connection: Connection) -> bool:
        """Take its place back; False if it has none."""
        source = connection.source
        if self._connections.pop(source.flow, None) is None:
            return False
        self.places.give_back(source.flow)
        self.counters.tcp_connections -= 1
        peer = _peer(connection)
        if self._by_peer.get(peer) == source.flow:
            del self._by_peer[peer]
        owner = subscriber(source.ip)
        left = self._per_source[owner] - 1
        if left:
            self._per_source[owner] = left
        else:
            del self._per_source[owner]
        return True

    def send(self, data: bytes, flow: int) -> bool:
        """Answer on the connection the request came by; whether it is still there."""
        connection = self._connections.get(flow)
        if connection is None:
            return False
        connection.asked = connection.asked or not data.startswith(b"SIP/2.0 ")
        connection.send(data)
        return True

    def cut(self, flow: int) -> None:
        """Break a connection off at once."""
        connection = self._connections.get(flow)
        if connection is not None:
            connection.cut()

    def has(self, owner: str) -> bool:
        """Whether a subscriber has a connection."""
        return owner in self._per_source

    def stands(self, source: Source) -> bool:
        """Whether the connection that ``source`` names is open, or being opened."""
        found = self._connections.get(source.flow)
        return found is not None and found.source[:2] == source[:2]

    def flow_to(self, peer: Peer) -> int | None:
        """The number of an open connection with this peer, None when there is none."""
        return self._by_peer.get(peer)

    def sweep(self, now: float) -> None:
        """Close what is overdue, look at who proved something; to be called about once a second."""
        connections = self.connections()
        for connection in connections:
            if connection.overdue(now):
                self.counters.tcp_closed_idle += 1
                connection.cut()
        self.places.review([each.source for each in connections if not each.own])

    def close(self) -> None:
        """Close every connection once its answers are out."""
        for connection in self.connections():
            connection.close()


def _peer(connection: Connection) -> Peer:
    ip, port, transport, _ = connection.source
    return Peer(ip, port, transport, connection.proved)
