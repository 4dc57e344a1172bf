"""SIPp as a caller or a callee of a test: started on a port of its own, read when it is done.

A scenario logs what it does, one line an event: ``Call-ID word seconds microseconds``. The words
are began, rang, answered, ended and refused-STATUS; :meth:`Sipp.calls` has their times.
"""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from socket import inet_aton
from types import TracebackType
from typing import Self

from tests.helpers.ports import free_port

SCENARIOS = Path(__file__).resolve().parent.parent / "integration" / "sipp"
READY_S = 5.0
STOP_S = 90.0
_WORDS_OF_A_LINE = 4
_PATIENT = ("-watchdog_major_maxtriggers", 10**6, "-watchdog_minor_maxtriggers", 10**6)
"""A busy machine is no reason to break off: after ten turns that came three seconds late, or 120
that came half a second late, SIPp ends in the middle of its calls and hangs up none of them."""


class Sipp:
    """One SIPp between ``__enter__`` and ``__exit__``, in a folder of its own.

    Args:
        program: Path of sipp.
        scenario: Name of a file in ``tests/integration/sipp`` without its ending.
        folder: Of the test.
        arguments: Further ones, such as ``"-r", 20``.
        calls: How many it makes or takes; then it ends.
        seconds: It gives up after that.
        to: Port that it calls, 0 for a callee.
        number: Number that it calls.
        port: Its own, 0 for a free one.
        at: Its address.
        towards: The address that it calls.
        inside: Words before the command, to run it elsewhere.
    """

    def __init__(
        self,
        program: str,
        scenario: str,
        folder: Path,
        *arguments: object,
        calls: int = 1,
        seconds: int = 40,
        to: int = 0,
        number: str = "",
        port: int = 0,
        at: str = "127.0.0.1",
        towards: str = "127.0.0.1",
        inside: Sequence[str] = (),
    ) -> None:
        self.port = port or free_port()
        # A port may be drawn again when it is free again.
        self.folder = Path(tempfile.mkdtemp(prefix=f"{scenario}-{self.port}-", dir=folder))
        words: list[object] = [*inside, program, "-sf", SCENARIOS / f"{scenario}.xml", "-i", at]
        words += ["-p", self.port, "-m", calls, "-timeout", seconds, "-timeout_error", "-nostdin"]
        words += ["-trace_err", "-error_file", "errors", "-trace_logs", "-log_file", "events"]
        words += ["-trace_stat", "-stf", "counts", "-fd", 1, *_PATIENT, *arguments]
        words += ["-s", number, f"{towards}:{to}"] if to else []
        self._bound = f"{int.from_bytes(inet_aton(at), sys.byteorder):08X}:{self.port:04X}"
        self._command = [str(word) for word in words]
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with (self.folder / "output").open("wb") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + READY_S
        while self._process.poll() is None and not self._listens():
            if time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise AssertionError(f"sipp does not listen\n{self.tail()}")
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(5)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def wait(self) -> int:
        """The exit code: 0 when all calls went as the scenario says."""
        assert self._process is not None
        return self._process.wait(self._seconds + 15)

    def stop(self) -> None:
        """Begin no further call and wait until those that run are over."""
        assert self._process is not None
        self._process.send_signal(signal.SIGUSR1)  # what the key q does
        self._process.wait(STOP_S)

    def succeeded(self, calls: int) -> None:
        """Wait, and assert that exactly so many calls went as the scenario says, and all did."""
        code = self.wait()
        counts = self.counts()
        done = int(counts["SuccessfulCall(C)"]), int(counts["FailedCall(C)"])
        assert (code, done) == (0, (calls, 0)), f"exit code {code}, {done}\n{self.tail()}"

    def counts(self) -> dict[str, str]:
        """SIPp's own counters, by their names; ``(C)`` marks those since its start."""
        with (self.folder / "counts").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))[-1]

    def calls(self) -> dict[str, dict[str, float]]:
        """What happened when, in epoch seconds, by Call-ID; of two of a word the first."""
        found: dict[str, dict[str, float]] = {}
        log = self.folder / "events"
        for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else []:
            words = line.split()
            if len(words) == _WORDS_OF_A_LINE:
                call_id, word, seconds, micros = words
                at = float(seconds) + float(micros) / 1e6
                found.setdefault(call_id, {}).setdefault(word, at)
        return found

    def _listens(self) -> bool:
        """Whether somebody is bound to its address and port where it runs."""
        assert self._process is not None
        table = Path(f"/proc/{self._process.pid}/net/udp")
        try:
            return self._bound in table.read_text(encoding="ascii")
        except OSError:  # it has just ended
            return False

    def tail(self) -> str:
        """The end of what it complained about."""
        texts = []
        for name in ("errors", "output"):
            path = self.folder / name
            text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            texts.append(f"--- {self.folder.name} {name}\n{text[-1500:]}")
        return "\n".join(texts)
