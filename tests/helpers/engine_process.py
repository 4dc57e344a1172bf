"""A real engine for a test: its own folder, its own ports, its log in a file.

    with EngineProcess(tmp_path / "data") as engine:
        ... engine.sip_port, engine.http_url, engine.admin_password ...

Leaving the block stops it with SIGTERM and asserts that it ended well; when the block failed, the
end of the log is printed, so that the report of the test has it.

A folder that does not exist gets the tables of the configuration before the engine starts: the
steps to them are a fifth of what a start costs. Everything else of a first start is left to it.
"""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.datapaths import DataPaths
from engine.supervisor.client import ask
from tests.helpers.stores import migrated_config

ROOT = Path(__file__).resolve().parent.parent.parent
READY_S = 60.0
STOP_S = 40.0
_READY = re.compile(r"ready sip=(?P<sip>\S+) http=(?P<http>\S+)\n")


class EngineProcess:
    """``python -m engine run`` between ``__enter__`` and ``__exit__``.

    Args:
        data_dir: Its data folder.
        sip: Where it listens for SIP.
        http: Where it listens for HTTP.
        arguments: Further ones.
        empty: It makes the folder and the tables too.

    Attributes:
        paths: the data folder; kept by a second engine on the same folder.
        log: file that holds what the engine wrote to standard error.
        sip: listeners as printed, such as ``udp:127.0.0.1:5060``.
        http_url: such as ``http://127.0.0.1:9090``.
        pid: of the supervisor.
    """

    def __init__(
        self,
        data_dir: Path,
        sip: str = "127.0.0.1:0",
        http: str = "127.0.0.1:0",
        arguments: Sequence[str] = (),
        *,
        empty: bool = False,
    ) -> None:
        self.paths = DataPaths(data_dir)
        self.log = data_dir.with_name(f"{data_dir.name}.log")
        self.sip: list[str] = []
        self.http_url = ""
        self.pid = 0
        self._command = [sys.executable, "-m", "engine", "run", "--data", str(data_dir)]
        self._command += ["--sip", sip] if sip else []
        self._command += ["--http", http, *arguments]
        self._empty = empty
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            sys.stderr.write(self.tail() + "\n")
            self.kill()
        elif self._process is not None:
            self.stop()

    @property
    def sip_port(self) -> int:
        """Port of the first listener, the same over UDP and TCP."""
        return int(self.sip[0].rpartition(":")[2])

    @property
    def admin_password(self) -> str:
        """Password of operator ``admin``, made at the first start."""
        return self.paths.admin_password.read_text(encoding="utf-8").strip()

    def start(self) -> None:
        """Start it and wait for the ready line."""
        if not self._empty and not self.paths.root.exists():
            self.paths.prepare()
            migrated_config(self.paths)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=subprocess.PIPE, stderr=log, cwd=ROOT
            )
        self.pid = self._process.pid
        line = self._first_line()
        ready = _READY.fullmatch(line)
        assert ready is not None, f"no ready line but {line!r}\n{self.tail()}"
        self.sip = ready["sip"].split(",")
        self.http_url = ready["http"]

    def stop(self) -> None:
        """SIGTERM; asserts exit code 0 and that the ready line was all of standard output."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(STOP_S)
        assert self._process.stdout is not None
        rest = self._process.stdout.read()
        self._close()
        assert code == 0, f"exit code {code}\n{self.tail()}"
        assert rest == b"", f"more than one line on standard output: {rest!r}"

    def kill(self) -> None:
        """SIGKILL to the supervisor; the kernel ends its children with it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_S)
            self._close()

    def modules(self) -> dict[str, dict[str, Any]]:
        """State, pid, since and restarts of ``switch`` and ``management``."""
        return ask(self.paths.supervisor_socket, "status")

    def kill_module(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """End one module's process; answers its number."""
        pid = int(self.modules()[name]["pid"])
        os.kill(pid, number)
        return pid

    def wait_until_running(self, name: str, *, other_than: int = 0, seconds: float = 60.0) -> int:
        """Wait until a module runs, as another process than that one; answers its number."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            module = self.modules()[name]
            if module["state"] == "running" and module["pid"] not in {None, other_than}:
                return int(module["pid"])
            time.sleep(0.01)
        raise AssertionError(f"{name} does not run after {seconds} s\n{self.tail()}")

    def tail(self, lines: int = 40) -> str:
        """The end of the log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _first_line(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        output = self._process.stdout.fileno()
        line = b""
        deadline = time.monotonic() + READY_S
        while not line.endswith(b"\n"):
            left = max(0.0, deadline - time.monotonic())
            assert select.select([output], [], [], left)[0], f"not ready\n{self.tail()}"
            piece = os.read(output, 4096)
            assert piece, f"ended before it was ready\n{self.tail()}"
            line += piece
        return line.decode()

    def _close(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
