"""One way to run a command in a test, and an engine that only answers."""

import io
import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from engine.cli import main as command_line
from engine.datapaths import DataPaths

TOKEN = "local-token-of-a-test"
RUNNING: dict[str, Any] = {
    "state": "running",
    "detail": "running",
    "pid": 42,
    "since": 1.79e9,
    "restarts": 0,
}
STOPPED: dict[str, Any] = {
    "state": "stopped",
    "detail": "stopped",
    "pid": None,
    "since": 1.79e9,
    "restarts": 1,
}


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str


class Commands:
    """Runs commands of ``switchwarden-engine`` on one data folder, in this process."""

    def __init__(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.data = data
        self._patch = monkeypatch
        self._capture = capsys

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Result:
        return self.bare(*arguments, "--data", str(self.data), stdin=stdin)

    def bare(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Without ``--data``."""
        self._patch.setattr(sys, "argv", ["switchwarden-engine", *arguments])
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capture.readouterr()
        try:
            code: Any = command_line.main()
        except SystemExit as ended:
            code = ended.code or 0
        captured = self._capture.readouterr()
        return Result(int(code), captured.out, captured.err)


@dataclass
class FakeEngine:
    """What a running engine would answer, and what it was asked.

    Attributes:
        modules: answer of the supervisor.
        replies: (method, path) -> (status, body) of the HTTP interface.
        operations: what the supervisor was asked.
        requests: (method, path, body, token) of what HTTP was asked.
    """

    modules: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"switch": dict(RUNNING), "management": dict(RUNNING)}
    )
    replies: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    operations: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, str, Any, str]] = field(default_factory=list)


@contextmanager
def running(data: Path, engine: FakeEngine) -> Iterator[FakeEngine]:
    """The fake engine on a data folder."""
    paths = DataPaths(data)
    paths.prepare()
    with ExitStack() as stack:
        server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _handler(engine)))
        stack.enter_context(_in_thread(lambda: server.serve_forever(0.01), server.shutdown))
        paths.http_address.write_text(f"http://127.0.0.1:{server.server_port}\n")
        paths.local_token.write_text(TOKEN)
        stack.enter_context(_supervisor(paths.supervisor_socket, engine))
        yield engine


def _handler(engine: FakeEngine) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            engine.requests.append((self.command, self.path, body, token))
            status, reply = engine.replies.get((self.command, self.path), (404, {"detail": "no"}))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(reply if isinstance(reply, bytes) else json.dumps(reply).encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Nothing: the test looks at the output of the command."""

    return Handler


@contextmanager
def _supervisor(path: Path, engine: FakeEngine) -> Iterator[None]:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    listener.listen(4)

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                engine.operations.append(json.loads(lines.readline()))
                connection.sendall(json.dumps({"modules": engine.modules}).encode() + b"\n")

    def end() -> None:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()

    with _in_thread(serve, end):
        yield
    path.unlink()


@contextmanager
def _in_thread(work: Any, end: Any) -> Iterator[None]:
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        end()
        thread.join(10)
    assert not thread.is_alive()
