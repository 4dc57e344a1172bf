"""Connections are bounded in number, in silence and in slowness; answers go back on them."""

import asyncio
import resource
import socket
from collections.abc import Awaitable, Callable

import pytest

from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.switch import tcp as module
from engine.switch.counters import Counters
from engine.switch.marking import Marking
from engine.switch.places import ConnectionPlaces
from engine.switch.tcp import Peer, TcpListener

OPTIONS = (
    b"OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1"
    b"\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
)


class Stage:
    """A listener that echoes the method of each request, with time moved by hand."""

    def __init__(self) -> None:
        self.counters = Counters()
        self.time = 0.0
        self.frames: list[Frame] = []
        self.listener = TcpListener(self.deliver, self.counters, lambda: self.time)
        self.port = 0

    def deliver(self, frames: list[Frame], source: Source) -> None:
        self.frames += frames
        for frame in frames:
            if isinstance(frame, Request):
                self.listener.send(frame.method.encode(), source.flow)

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)


async def wait_until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5.0):
        while not condition():  # noqa: ASYNC110 - nothing to wait on
            await asyncio.sleep(0.001)


def scenario(act: Callable[[Stage], Awaitable[None]]) -> Stage:
    stage = Stage()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(stage.listener.connection, "127.0.0.1", 0)
        stage.port = server.sockets[0].getsockname()[1]
        await act(stage)
        server.close()
        stage.listener.close()
        await wait_until(lambda: not len(stage.listener))

    asyncio.run(run())
    assert stage.counters.tcp_connections == 0
    return stage


def test_an_answer_goes_back_on_its_connection() -> None:
    async def act(stage: Stage) -> None:
        first, second = await stage.open(), await stage.open()
        second[1].write(OPTIONS[:40])
        await wait_until(lambda: len(stage.listener) == 2)
        second[1].write(OPTIONS[40:])
        assert await asyncio.wait_for(second[0].read(100), 5.0) == b"OPTIONS"
        first[1].close()
        second[1].close()

    stage = scenario(act)
    assert stage.counters.tcp_accepted == 2


def test_answers_have_the_priority_of_the_operator_old_connections_too() -> None:
    marking, found = Marking(), []
    marking.obey(96)

    async def act(stage: Stage) -> None:
        stage.listener.marking.obey(184)
        _, writer = await stage.open()
        await wait_until(lambda: len(stage.listener) == 1)
        (connection,) = stage.listener.connections()
        assert connection._transport is not None
        wire = connection._transport.get_extra_info("socket")
        found.append(wire.getsockopt(socket.IPPROTO_IP, socket.IP_TOS))
        connection.mark(marking)
        found.append(wire.getsockopt(socket.IPPROTO_IP, socket.IP_TOS))
        writer.close()

    scenario(act)
    assert found == [184, 96]


def test_several_messages_of_one_read_are_one_delivery() -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(OPTIONS * 3)
        assert await asyncio.wait_for(reader.readexactly(21), 5.0) == b"OPTIONS" * 3
        writer.close()

    assert len(scenario(act).frames) == 3


def test_a_ping_is_answered_with_a_pong() -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(b"\r\n\r\n")
        assert await asyncio.wait_for(reader.read(10), 5.0) == b"\r\n"
        writer.close()

    assert scenario(act).frames == []


def test_bytes_that_cannot_be_framed_end_the_connection() -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(b"OPTIONS sip:x SIP/2.0\r\n\r\n")
        assert await asyncio.wait_for(reader.read(10), 5.0) == b""
        writer.close()

    assert scenario(act).counters.tcp_closed_broken == 1


def test_connections_are_limited_in_all_and_for_each_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_PER_SOURCE", 2)

    async def act(stage: Stage) -> None:
        kept = [await stage.open() for _ in range(2)]
        await wait_until(lambda: len(stage.listener) == 2)
        reader, writer = await stage.open()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 5.0)
        writer.close()
        for _, each in kept:
            each.close()
        await wait_until(lambda: not len(stage.listener))
        again = await stage.open()
        await wait_until(lambda: len(stage.listener) == 1)
        again[1].close()

    assert scenario(act).counters.tcp_refused == 1


def test_the_limit_in_all_holds_for_different_sources() -> None:
    counters = Counters()
    listener = TcpListener(lambda *_: None, counters, lambda: 0.0)
    listener.places.ours = lambda _: True  # none of them gives way
    for number in range(module.MAX_CONNECTIONS):
        assert listener.admit(listener.connection(), f"192.0.2.{number}", 1)
    assert not listener.admit(listener.connection(), "198.51.100.1", 1)


def test_a_place_that_was_given_up_is_told_of_when_its_connection_ends() -> None:
    """Not while it is given up: whoever makes room may be in the middle of something."""
    lost: list[int] = []
    counters = Counters()
    listener = TcpListener(lambda *_: None, counters, lambda: 0.0)
    listener.lost = lost.append
    listener.places = ConnectionPlaces(4, lambda: 0.0)
    all_of_them = [listener.connection() for _ in range(4)]
    for number, each in enumerate(all_of_them):
        assert listener.admit(each, "192.0.2.1", 40_000 + number)
    first = all_of_them[0]
    first.asked = True
    assert len(listener) == 3
    assert not listener.stands(first.source)
    assert (counters.tcp_given_up, counters.tcp_connections, lost) == (1, 3, [])
    listener.forget(first)
    listener.forget(first)
    assert lost == [first.source.flow]


def test_one_subscriber_of_ipv6_is_one_source_whatever_address_he_takes() -> None:
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    kept = [listener.connection() for _ in range(module.MAX_PER_SOURCE)]
    for number, connection in enumerate(kept):
        assert listener.admit(connection, f"2001:db8::{number:x}", 1)
    assert not listener.admit(listener.connection(), "2001:db8::ffff", 1)
    assert listener.admit(listener.connection(), "2001:db8:0:1::1", 1)
    listener.forget(kept[0])
    assert listener.admit(listener.connection(), "2001:db8::ffff", 1)


def test_connections_leave_files_to_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100, 100))
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    listener.places.ours = lambda _: True
    for number in range(50):
        assert listener.admit(listener.connection(), f"192.0.2.{number}", 1)
    assert not listener.admit(listener.connection(), "198.51.100.1", 1)


def test_silence_and_slowness_end_a_connection() -> None:
    async def act(stage: Stage) -> None:
        quiet, slow = await stage.open(), await stage.open()
        quiet[1].write(OPTIONS)
        await asyncio.wait_for(quiet[0].read(10), 5.0)
        slow[1].write(OPTIONS)
        await asyncio.wait_for(slow[0].read(10), 5.0)
        stage.time = module.IDLE_TIMEOUT - module.MESSAGE_TIMEOUT - 1
        slow[1].write(b"OPT")
        await wait_until(lambda: any(c.pending for c in stage.listener.connections()))
        stage.time += module.MESSAGE_TIMEOUT / 2
        slow[1].write(b"IONS")  # a trickle buys no time
        stage.listener.sweep(stage.time)
        assert len(stage.listener) == 2
        stage.time += module.MESSAGE_TIMEOUT / 2 + 0.5
        stage.listener.sweep(stage.time)
        await wait_until(lambda: len(stage.listener) == 1)
        stage.time += 2.0
        stage.listener.sweep(stage.time)
        await wait_until(lambda: not len(stage.listener))
        for _, writer in (quiet, slow):
            writer.close()

    assert scenario(act).counters.tcp_closed_idle == 2


def test_a_connection_that_never_says_anything_is_cut_soon() -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        await wait_until(lambda: len(stage.listener) == 1)
        stage.listener.sweep(module.MESSAGE_TIMEOUT + 0.1)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 5.0)
        writer.close()

    assert scenario(act).counters.tcp_closed_idle == 1


def test_a_peer_that_does_not_read_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNSENT", 100_000)

    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        await wait_until(lambda: len(stage.listener) == 1)
        (connection,) = stage.listener.connections()
        async with asyncio.timeout(5.0):
            while len(stage.listener):
                connection.send(b"x" * 100_000)
                await asyncio.sleep(0)
        writer.close()
        del reader

    scenario(act)


def test_an_answer_to_a_connection_that_is_gone_is_dropped() -> None:
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    listener.send(b"late", 7)
    assert len(listener) == 0


def test_a_connection_is_found_by_its_peer_and_its_end_is_told() -> None:
    lost: list[int] = []
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    listener.lost = lost.append
    first, second = listener.connection(), listener.connection()
    assert listener.admit(first, "192.0.2.1", 40_000)
    assert listener.admit(second, "192.0.2.1", 40_001)
    flows = (first.source.flow, second.source.flow)
    listener.send(OPTIONS, flows[0])
    assert 0 not in flows, "0 stands for no connection"
    found = [listener.flow_to(Peer("192.0.2.1", port)) for port in (40_000, 40_001, 40_002)]
    assert found == [*flows, None]
    listener.forget(first)
    listener.forget(first)
    assert lost == [flows[0]]
    assert listener.flow_to(Peer("192.0.2.1", 40_000)) is None


def test_a_peer_that_comes_again_is_found_by_its_new_connection() -> None:
    """The end of the old one may be noticed later."""
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    old, new = listener.connection(), listener.connection()
    listener.admit(old, "192.0.2.1", 40_000)
    listener.admit(new, "192.0.2.1", 40_000)
    listener.forget(old)
    assert listener.flow_to(Peer("192.0.2.1", 40_000)) == new.source.flow


def test_a_refused_connection_is_not_told_of() -> None:
    lost: list[int] = []
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    listener.lost = lost.append
    listener.forget(listener.connection())
    assert lost == []


def test_the_end_of_a_connection_that_only_asked_is_nobodys_business() -> None:
    """Whoever opens and closes thousands makes nobody look through all calls."""
    lost: list[int] = []
    listener = TcpListener(lambda *_: None, Counters(), lambda: 0.0)
    listener.lost = lost.append
    connections = [listener.connection() for _ in range(3)]
    for number, each in enumerate(connections):
        listener.admit(each, "192.0.2.1", 40_000 + number)
    listener.send(b"SIP/2.0 200 OK\r\n\r\n", connections[0].source.flow)
    listener.send(OPTIONS, connections[1].source.flow)
    for each in connections:
        listener.forget(each)
    assert lost == [connections[1].source.flow]
