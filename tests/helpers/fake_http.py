"""How a client reaches the stand-in of an engine: HTTP on loopback, events as a stream."""

from __future__ import annotations

import json
import queue
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.helpers.fake_requests import PREFIX, FileBody, Request, problem

if TYPE_CHECKING:
    from tests.helpers.fake_api import FakeApi


def bound(fake: FakeApi) -> type[Connection]:
    """Connections that *fake* answers."""
    return type("Bound", (Connection,), {"fake": fake})


class Connection(BaseHTTPRequestHandler):
    """One connection of a client; :func:`bound` gives it what it serves."""

    protocol_version = "HTTP/1.1"
    fake: ClassVar[FakeApi]

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        request = self._read()
        self.fake.requests.append(request)
        if self.fake.delay_s:
            time.sleep(self.fake.delay_s)
        if request.path == "/events" and "GET /events" not in self.fake.answers:
            self._stream(request)
            return
        status, body = self.fake.answer(request)
        if isinstance(body, FileBody):
            self._write_file(status, body)
        else:
            self._write(status, body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - called by name

    def _read(self) -> Request:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_json = "json" in self.headers.get("Content-Type", "")
        body = json.loads(raw) if raw and is_json else raw.decode()
        path = parts.path.removeprefix(PREFIX)
        query = parse_qs(parts.query, keep_blank_values=True)
        return Request(self.command, path, query, body, dict(self.headers))

    def _write(self, status: int, body: Any) -> None:
        text = isinstance(body, str)
        raw = b"" if body is None else body.encode() if text else json.dumps(body).encode()
        kind = "text/csv" if text else "application/json"
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("X-Request-ID", "request-1")
            if status == 429:
                self.send_header("Retry-After", "42")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    def _write_file(self, status: int, body: FileBody) -> None:
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.content)))
            for name, value in body.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.content[: body.cut])
        self.close_connection = self.close_connection or body.cut is not None

    def _stream(self, request: Request) -> None:
        if not self.fake.signed_in(request):
            self._write(*problem(401, "no session"))
            return
        mine: queue.Queue[bytes | None] = queue.Queue()
        self.fake.listeners.append(mine)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        with suppress(OSError):
            self._chunk(b"retry: 2000\n: here\n\n")
            while (data := mine.get()) is not None:
                self._chunk(data)
            self._chunk(b"")
        with suppress(ValueError):
            self.fake.listeners.remove(mine)
        self.close_connection = True

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
