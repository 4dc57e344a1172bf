"""A client that hangs up, against the real server."""

import asyncio
import socket
import threading
from pathlib import Path

from fastapi import FastAPI, Request

from engine.api.asking import Asker
from engine.api.query_desk import QueryDesk
from engine.config import Address
from engine.management.http_server import HttpServer
from engine.store.cancelling import QueryStoppedError
from engine.store.cdr_database import CdrDatabase
from tests.engine.store.test_cancelling import ENDLESS


def test_work_for_a_client_that_hung_up_is_stopped(tmp_path: Path) -> None:
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 600)
    began, stopped = threading.Event(), threading.Event()
    desk, app = QueryDesk(), FastAPI()

    def look() -> None:
        began.set()
        try:
            database.fetch(ENDLESS)
        except QueryStoppedError:
            stopped.set()

    @app.get("/look")
    async def get_look(request: Request) -> None:
        await Asker(desk, request, "alice")(look)

    async def story() -> None:
        server = HttpServer(app, Address("127.0.0.1", 0), lambda *_: None)
        server.start()
        await server.until_serving()
        with socket.create_connection(("127.0.0.1", server.address.port)) as client:
            client.sendall(b"GET /look HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert await asyncio.to_thread(began.wait, 20)
            assert not stopped.is_set()
        assert await asyncio.to_thread(stopped.wait, 20)
        await server.stop()

    asyncio.run(story())
    database.close()
