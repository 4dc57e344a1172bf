"""Connections over TLS: all bounds of TCP, and those of handshakes."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable

import pytest

from engine.sip.framing import Frame
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.switch import tcp as tcp_module
from engine.switch import tls as module
from engine.switch.counters import Counters
from engine.switch.places import ConnectionPlaces
from engine.switch.tcp import TcpListener
from engine.switch.tls import HANDSHAKE_TIMEOUT, Handshakes, TlsConnection
from tests.helpers.certificates import Certified, certified

OPTIONS = (
    b"OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1"
    b"\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
)
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certified(tmp_path_factory.mktemp("certificate"))


class Stage:
    """A listener that echoes the method of each request, with time moved by hand."""

    def __init__(self, files: Certified) -> None:
        self.files = files
        self.counters = Counters()
        self.handshakes = Handshakes()
        self.time = 0.0
        self.sources: list[Source] = []
        self.listener = TcpListener(self.deliver, self.counters, lambda: self.time)
        self.port = 0

    def deliver(self, frames: list[Frame], source: Source) -> None:
        self.sources.append(source)
        for frame in frames:
            if isinstance(frame, Request):
                self.listener.send(frame.method.encode(), source.flow)

    def connection(self) -> TlsConnection:
        return TlsConnection(self.listener, self.files.serving(), self.handshakes)

    async def plain(self) -> Streams:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def open(self) -> Streams:
        context = self.files.trusting()
        return await asyncio.open_connection("127.0.0.1", self.port, ssl=context)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20.0):
        while not condition():  # noqa: ASYNC110 - nothing to wait on
            await asyncio.sleep(0.001)


def scenario(files: Certified, act: Callable[[Stage], Awaitable[None]]) -> Stage:
    stage = Stage(files)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(stage.connection, "127.0.0.1", 0)
        stage.port = server.sockets[0].getsockname()[1]
        await act(stage)
        server.close()
        for connection in stage.listener.connections():
            connection.cut()
        await until(lambda: not len(stage.listener))

    asyncio.run(run())
    assert stage.counters.tcp_connections == 0
    assert len(stage.handshakes) == 0
    return stage


def test_an_answer_goes_back_on_its_connection(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(OPTIONS)
        assert await asyncio.wait_for(reader.read(100), 20.0) == b"OPTIONS"
        writer.write(b"\r\n\r\n")
        assert await asyncio.wait_for(reader.read(100), 20.0) == b"\r\n", "a pong, RFC 5626"
        writer.close()

    stage = scenario(files, act)
    assert stage.sources[0].transport == "TLS"
    assert stage.sources[0].reliable
    assert (stage.counters.tls_handshakes, stage.counters.tls_handshakes_failed) == (1, 0)


def test_plain_text_is_cut_off_and_counted(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.plain()
        writer.write(OPTIONS)
        answer = await asyncio.wait_for(reader.read(), 20.0)
        assert not answer.startswith(b"SIP"), "nothing but an alert"
        writer.close()

    stage = scenario(files, act)
    assert stage.sources == []
    assert stage.counters.tls_handshakes_failed == 1


def test_garbage_after_the_handshake_ends_the_connection(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(b"no sip at all\r\n\r\n")
        assert await asyncio.wait_for(reader.read(), 20.0) == b""
        writer.close()

    assert scenario(files, act).counters.tcp_closed_broken == 1


def test_a_handshake_that_stalls_is_cut_and_trickling_buys_no_time(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.plain()
        hello = ssl.MemoryBIO()
        client = files.trusting().wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost")
        with pytest.raises(ssl.SSLWantReadError):
            client.do_handshake()
        first = hello.read()
        await until(lambda: len(stage.handshakes) == 1)
        writer.write(first[:20])
        stage.time = HANDSHAKE_TIMEOUT
        stage.listener.sweep(stage.time)
        assert len(stage.handshakes) == 1
        writer.write(first[20:30])
        stage.time += 0.1
        stage.listener.sweep(stage.time)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 20.0)
        writer.close()

    assert scenario(files, act).counters.tcp_closed_idle == 1


def test_after_the_handshake_a_message_is_due(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        _, writer = await stage.open()
        await until(lambda: stage.counters.tls_handshakes == 1)
        stage.listener.sweep(tcp_module.MESSAGE_TIMEOUT)
        assert len(stage.listener) == 1
        stage.listener.sweep(tcp_module.MESSAGE_TIMEOUT + 0.1)
        await until(lambda: not len(stage.listener))
        writer.close()

    scenario(files, act)


def test_handshakes_under_way_are_bounded(
    files: Certified, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_HANDSHAKES_PER_SOURCE", 3)

    async def act(stage: Stage) -> None:
        waiting = [await stage.plain() for _ in range(3)]
        await until(lambda: len(stage.handshakes) == 3)
        reader, writer = await stage.plain()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 20.0)
        writer.close()
        assert stage.counters.tcp_refused == 1
        waiting[0][1].close()
        await until(lambda: len(stage.handshakes) == 2)
        full = await stage.open()
        await until(lambda: stage.counters.tls_handshakes == 1)
        for _, each in (*waiting, full):
            each.close()

    scenario(files, act)


def test_the_table_of_connections_is_the_one_of_tcp(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        stage.listener.places = ConnectionPlaces(1, lambda: 0.0)
        stage.listener.places.ours = lambda _: True
        first = await stage.plain()
        await until(lambda: len(stage.listener) == 1)
        reader, writer = await stage.plain()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(reader.readexactly(1), 20.0)
        assert len(stage.handshakes) == 1
        for each in (first[1], writer):
            each.close()

    assert scenario(files, act).counters.tcp_refused == 1


def test_handshakes_are_counted_for_all_and_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_HANDSHAKES", 3)
    monkeypatch.setattr(module, "MAX_HANDSHAKES_PER_SOURCE", 2)
    handshakes, given_up = Handshakes(), list[int]()

    def begin(owner: str, flow: int) -> bool:
        return handshakes.begin(owner, flow, given_up.append)

    assert [begin("a", flow) for flow in (1, 2, 3)] == [True, True, False]
    assert begin("b", 4)
    assert given_up == []
    assert begin("c", 5), "who holds most makes room for the next"
    assert given_up == [1]
    assert len(handshakes) == 3
    for flow in range(6):
        handshakes.end(flow)
    assert len(handshakes) == 0


def test_who_completes_no_handshake_keeps_nobody_out(
    files: Certified, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_HANDSHAKES", 3)

    async def act(stage: Stage) -> None:
        held = [await stage.plain() for _ in range(3)]
        await until(lambda: len(stage.handshakes) == 3)
        _, writer = await stage.open()
        await until(lambda: stage.counters.tls_handshakes == 1)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await asyncio.wait_for(held[0][0].readexactly(1), 20.0)
        for _, each in (*held, (None, writer)):
            each.close()

    assert scenario(files, act).counters.tcp_given_up == 1


def test_a_farewell_is_answered_with_the_end(files: Certified) -> None:
    async def act(stage: Stage) -> None:
        reader, writer = await stage.open()
        writer.write(OPTIONS)
        await asyncio.wait_for(reader.read(100), 20.0)
        stage.listener.close()
        assert await asyncio.wait_for(reader.read(), 20.0) == b"", "with a farewell, not cut"
        writer.close()

    scenario(files, act)


def test_what_went_wrong_is_said_in_words() -> None:
    error = ssl.SSLCertVerificationError("x")
    error.verify_message = "self-signed certificate"
    assert module.reason_of(error) == "its certificate is not accepted: self-signed certificate"
    assert module.reason_of(ssl.SSLError(1, "boom\n")) != "boom\n"
