"""A switch process of its own for a test, and what one can do to it."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine.control.frames import Decoder, encode
from engine.control.sockets import connect
from engine.registrar import ha1_pair
from tests.engine.switch.rig import PASSWORD, REALM

ROOT = Path(__file__).resolve().parent.parent.parent.parent
READY_WITHIN = 60.0


class RunningSwitch:
    """``python -m engine switch-process`` on a data folder, started and ended by hand."""

    def __init__(self, data: Path, sip: str = "127.0.0.1:0") -> None:
        self.data = data
        self.sip = sip
        self.port = 0
        self.ready_after = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self._control: Any = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def start(self) -> None:
        """Start and wait until it answers; later starts use the port of the first."""
        reader, writer = os.pipe()
        began = time.monotonic()
        command = [sys.executable, "-m", "engine", "switch-process", "--data", str(self.data)]
        command += ["--sip", self.sip, "--realm", REALM, "--ready-fd", str(writer)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, pass_fds=[writer], stderr=log)
        os.close(writer)
        with os.fdopen(reader, "rb") as report:
            assert select.select([report], [], [], READY_WITHIN)[0], "not ready in time"
            line = report.readline()
        self.ready_after = time.monotonic() - began
        if not line or b"error" in line:
            return
        first = json.loads(line)["sip"][0]
        self.sip = first.partition(":")[2]
        self.port = int(first.rpartition(":")[2])

    @property
    def log(self) -> Path:
        """What it wrote to standard error."""
        return self.data.with_name(f"{self.data.name}.log")

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self.process is not None
        self.hang_up()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def kill(self) -> None:
        """SIGKILL."""
        assert self.process is not None
        self.hang_up()
        self.process.kill()
        self.process.wait(10)

    def hang_up(self) -> None:
        """Close the control connection."""
        if self._control is not None:
            self._control.close()
            self._control = None

    def ask(self, op: str, **arguments: Any) -> Any:
        """One operation over the control socket; its result."""
        if self._control is None:
            self._control = connect(self.data / "run" / "switch.sock", 10.0)
        self._control.sendall(encode({"id": 1, "op": op, **arguments}))
        decoder = Decoder()
        messages: list[dict[str, Any]] = []
        while not messages:
            messages = decoder.feed(self._control.recv(65_536))
        assert messages[0]["ok"], messages[0]
        return messages[0]["result"]

    def configure(self, *extensions: str, **parameters: int) -> None:
        """Exactly these endpoints, all with the same password, and these parameters."""
        endpoints = []
        for name in extensions:
            hashes = ha1_pair(name, REALM, PASSWORD)
            endpoints.append(
                {"extension": name, "ha1_md5": hashes.md5, "ha1_sha256": hashes.sha256}
            )
        self.ask("configure", version=1, parameters=parameters, endpoints=endpoints)

    def records(self) -> list[dict[str, Any]]:
        """Every call record in the journal."""
        self.ask("seal")
        files = sorted((self.data / "journal").glob("cdr-*.ndjson"))
        return [json.loads(line) for file in files for line in file.read_bytes().splitlines()]


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Poll ``condition`` until it holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true"
        time.sleep(0.005)
