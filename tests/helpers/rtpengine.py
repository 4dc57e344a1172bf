"""rtpengine in user space, as the media relay of a test: started, killed, asked what it holds."""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.calls.relay.bencode import decode, encode
from tests.helpers.ports import free_port

READY_S = 20.0
PORTS = (42_000, 42_998)


class Rtpengine:
    """One daemon between ``__enter__`` and ``__exit__``; may be killed and started again.

    Attributes:
        port: Of its ng protocol.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self.port = free_port()
        self._log = folder / f"rtpengine-{self.port}.log"
        low, high = PORTS
        self._command = [
            program, "--table=-1", "--interface=127.0.0.1", f"--listen-ng=127.0.0.1:{self.port}",
            "--foreground", "--log-stderr", "--log-level=6", f"--port-min={low}",
            f"--port-max={high}", f"--pidfile={folder / 'rtpengine.pid'}", "--num-threads=1",
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        """Start it and wait until it answers a ping."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + READY_S
        while self.ask("ping") is None:
            assert self._process.poll() is None, self._log.read_text(errors="replace")[-2000:]
            assert time.monotonic() < deadline, "rtpengine does not answer"

    def revive(self) -> None:
        """Start it again, if it does not run."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def ask(self, command: str, **fields: Any) -> dict[bytes, Any] | None:
        """Send one command; None when nobody answers."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.settimeout(0.5)
            cookie = secrets.token_hex(8).encode()
            sock.connect(("127.0.0.1", self.port))
            try:
                sock.send(cookie + b" " + encode({"command": command, **fields}))
                answer: dict[bytes, Any] = decode(sock.recv(65_535).partition(b" ")[2])
            except OSError:
                time.sleep(0.05)
                return None
        return answer

    def sessions(self) -> list[bytes]:
        """Call-IDs of the sessions it holds."""
        answer = self.ask("list")
        assert answer is not None
        found: list[bytes] = answer[b"calls"]
        return found
