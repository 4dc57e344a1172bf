import asyncio
import http.client
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from structlog.testing import capture_logs

from engine.config import Address
from engine.errors import ConfigError
from engine.management import http_server
from engine.management.http_server import HttpServer, bind
from tests.helpers.fake_switch import until
from tests.helpers.ports import taken_port

LOOPBACK = Address("127.0.0.1", 0)


class App:
    """A small application and what happens in it."""

    def __init__(self) -> None:
        self.fastapi = FastAPI()
        self.end = asyncio.Event()
        self.streams = 0
        self.fastapi.get("/thread")(self.thread)
        self.fastapi.get("/stream")(self.stream)

    def thread(self) -> str:
        return threading.current_thread().name

    async def stream(self) -> StreamingResponse:
        async def lines() -> AsyncIterator[bytes]:
            self.streams += 1
            try:
                while not self.end.is_set():
                    yield b": here\n\n"
                    await asyncio.sleep(0.01)
            finally:
                self.streams -= 1

        return StreamingResponse(lines(), media_type="text/event-stream")


def serve(act: Callable[[HttpServer, App], Awaitable[None]]) -> list[str]:
    """Run ``act`` beside a server; the parts that failed."""
    failed: list[str] = []

    async def run() -> None:
        app = App()
        server = HttpServer(app.fastapi, LOOPBACK, lambda name, _error: failed.append(name))
        server.start()
        await server.until_serving()
        try:
            await act(server, app)
        finally:
            await server.stop()

    asyncio.run(run())
    return failed


def get(server: HttpServer, path: str) -> tuple[http.client.HTTPConnection, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.address.port, timeout=10)
    connection.request("GET", path)
    return connection, connection.getresponse()


def test_port_0_becomes_a_real_port_that_answers() -> None:
    async def act(server: HttpServer, _app: App) -> None:
        assert server.address.port > 0
        connection, response = await asyncio.to_thread(get, server, "/thread")
        assert response.status == 200
        assert b"MainThread" not in response.read()
        connection.close()

    assert serve(act) == []


def test_a_reader_that_leaves_ends_its_stream() -> None:
    async def act(server: HttpServer, app: App) -> None:
        connection, response = await asyncio.to_thread(get, server, "/stream")
        assert await asyncio.to_thread(response.readline) == b": here\n"
        assert app.streams == 1
        response.close()
        connection.close()
        await until(lambda: app.streams == 0)

    serve(act)


def test_stopping_does_not_wait_for_idle_connections() -> None:
    kept: list[http.client.HTTPConnection] = []
    began: list[float] = []

    async def act(server: HttpServer, _app: App) -> None:
        connection, response = await asyncio.to_thread(get, server, "/thread")
        response.read()
        kept.append(connection)
        began.append(time.monotonic())

    serve(act)
    assert time.monotonic() - began[0] < 2.5
    kept[0].close()


def test_a_stream_that_does_not_end_is_cut_after_the_grace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_server, "GRACE_S", 0.2)
    kept: list[http.client.HTTPConnection] = []

    async def act(server: HttpServer, app: App) -> None:
        connection, response = await asyncio.to_thread(get, server, "/stream")
        await asyncio.to_thread(response.readline)
        kept.append(connection)
        await server.stop()
        app.end.set()
        await until(lambda: app.streams == 0)

    serve(act)
    assert kept
    kept[0].close()


def test_a_taken_port_is_named() -> None:
    with taken_port() as port, pytest.raises(ConfigError, match=rf"127\.0\.0\.1:{port}.*taken"):
        bind(Address("127.0.0.1", port))


def test_two_servers_cannot_share_a_port_unnoticed() -> None:
    first = bind(LOOPBACK)
    port = first.getsockname()[1]
    with pytest.raises(ConfigError, match="taken"):
        bind(Address("127.0.0.1", port))
    first.close()


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(ConfigError, match=r"192\.0\.2\.1 is no address of this machine"):
        bind(Address("192.0.2.1", 0))


def test_ipv6_is_served_as_well() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    made = bind(Address("::1", 0))
    assert made.getsockname()[0] == "::1"
    made.close()


@pytest.mark.parametrize(
    ("host", "warned"), [("127.0.0.1", False), ("::1", False), ("0.0.0.0", True), ("::", True)]
)
def test_serving_others_in_clear_text_is_said(host: str, warned: bool) -> None:
    with capture_logs() as captured:
        http_server.warn_if_open(Address(host, 9090))
    assert [line["log_level"] for line in captured] == ["warning"] * warned
