"""Connections that the switch opens, against real sockets on loopback."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

import pytest

from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.switch import tcp_out
from engine.switch.counters import Counters
from engine.switch.places import ConnectionPlaces
from engine.switch.tcp import MAX_UNSENT, Peer, TcpListener
from engine.switch.tcp_out import TcpOpener

OPTIONS = (
    b"OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/TCP a;branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\n"
    b"To: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
)


class Bench:
    """A listener and an opener, with what they delivered and lost."""

    def __init__(self) -> None:
        self.frames: list[tuple[Frame, Source]] = []
        self.lost: list[int] = []
        self.happened = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.listener = TcpListener(self._deliver, Counters(), loop.time)
        self.opener = TcpOpener(self.listener, self._lose)

    def _deliver(self, frames: list[Frame], source: Source) -> None:
        self.frames += [(frame, source) for frame in frames]
        self.happened.set()

    def _lose(self, flow: int) -> None:
        self.lost.append(flow)
        self.happened.set()

    async def next(self) -> None:
        """Wait until something comes, or is lost."""
        await self.happened.wait()
        self.happened.clear()


def run(scenario: Callable[[Bench], Awaitable[None]]) -> None:
    async def main() -> None:
        bench = Bench()
        try:
            await asyncio.wait_for(scenario(bench), 10)
        finally:
            await bench.opener.close()
            bench.listener.close()
            await asyncio.sleep(0)

    asyncio.run(main())


def _silent(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    """A peer that says nothing."""


def test_what_is_sent_before_the_connection_stands_arrives_and_is_answered_on_it() -> None:
    async def scenario(bench: Bench) -> None:
        heard: list[bytes] = []

        async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.read(1_000))
            writer.write(OPTIONS)
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(peer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        flow = bench.opener.open("127.0.0.1", port)
        assert flow is not None
        bench.listener.send(b"early", flow)
        await bench.next()
        frame, source = bench.frames[0]
        assert heard == [b"early"]
        assert isinstance(frame, Request)
        assert source == Source("127.0.0.1", port, "TCP", flow)
        await bench.next()
        assert bench.lost == [flow]
        server.close()

    run(scenario)


def test_a_connection_that_is_there_is_used_again() -> None:
    async def scenario(bench: Bench) -> None:
        server = await asyncio.start_server(_silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        assert bench.opener.open("127.0.0.1", port) == bench.opener.open("127.0.0.1", port)
        server.close()

    run(scenario)


def test_a_peer_that_refuses_is_told_to_who_waits() -> None:
    async def scenario(bench: Bench) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        flow = bench.opener.open("127.0.0.1", port)
        await bench.next()
        assert bench.lost == [flow]
        assert bench.listener.flow_to(Peer("127.0.0.1", port)) is None

    run(scenario)


def test_what_waits_is_bounded() -> None:
    async def scenario(bench: Bench) -> None:
        server = await asyncio.start_server(_silent, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        flow = bench.opener.open("127.0.0.1", port)
        assert flow is not None
        (connection,) = bench.listener.connections()
        assert isinstance(connection, tcp_out.Outgoing)
        for _ in range(3):
            bench.listener.send(b"x" * (MAX_UNSENT // 2), flow)
        assert len(connection.waiting) == MAX_UNSENT
        server.close()

    run(scenario)


def test_a_full_table_opens_nothing() -> None:
    async def scenario(bench: Bench) -> None:
        bench.listener.places = ConnectionPlaces(0, lambda: 0.0)
        assert bench.opener.open("127.0.0.1", 9) is None

    run(scenario)


def test_a_connection_that_is_being_opened_is_not_idle() -> None:
    async def scenario(bench: Bench) -> None:
        server = await asyncio.start_server(_silent, "127.0.0.1", 0)
        bench.opener.open("127.0.0.1", server.sockets[0].getsockname()[1])
        bench.listener.sweep(1e9)
        assert bench.listener.counters.tcp_closed_idle == 0
        server.close()

    run(scenario)


def test_after_the_end_nobody_is_told() -> None:
    """The journal is closed by then: a record would go into a segment of its own."""

    async def scenario(bench: Bench) -> None:
        connection = bench.listener.connection()
        assert bench.listener.admit(connection, "127.0.0.1", 9)
        await bench.opener.close()
        bench.listener.forget(connection)
        assert bench.lost == []

    run(scenario)


def test_what_is_sent_to_a_connection_that_is_gone_opens_it_again() -> None:
    """A call outlives the connection it was made over."""

    async def scenario(bench: Bench) -> None:
        heard: list[bytes] = []

        async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.read(1_000))
            writer.close()
            if len(heard) == 2:
                bench.happened.set()

        server = await asyncio.start_server(peer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        flow = bench.opener.open("127.0.0.1", port)
        assert flow is not None
        assert bench.listener.send(b"INVITE", flow)
        await bench.next()
        assert bench.lost == [flow]
        assert not bench.listener.send(b"BYE", flow)
        bench.opener.again(b"BYE", Source("127.0.0.1", port, "TCP", flow))
        while len(heard) < 2:
            await bench.next()
        assert heard == [b"INVITE", b"BYE"]
        server.close()

    run(scenario)


def test_a_connection_of_somebody_else_is_not_opened_again() -> None:
    async def scenario(bench: Bench) -> None:
        bench.opener.again(b"BYE", Source("127.0.0.1", 9, "TCP", 77))
        assert len(bench.listener) == 0

    run(scenario)


def test_a_number_can_be_had_before_there_is_a_connection() -> None:
    async def scenario(bench: Bench) -> None:
        heard: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        async def peer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.set_result(await reader.read(1_000))
            writer.close()

        server = await asyncio.start_server(peer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        flow = bench.opener.later("127.0.0.1", port, "TCP")
        assert len(bench.listener) == 0
        bench.opener.again(b"BYE", Source("127.0.0.1", port, "TCP", flow))
        assert await heard == b"BYE"
        server.close()

    run(scenario)


def test_what_is_remembered_of_connections_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp_out, "MAX_REMEMBERED", 3)

    async def scenario(bench: Bench) -> None:
        flows = [bench.opener.later("127.0.0.1", port, "TCP") for port in range(1, 5)]
        assert list(bench.opener._opened) == flows[1:]

    run(scenario)
