"""The engine on this computer: found running, or started as a child of the client.

The client never imports the engine: it runs ``python -m engine run`` and reads the one line that
says where it answers. What the engine logs goes to a file in its data folder. An engine that the
client started is stopped in order when the client ends, unless the operator wants it to go on; one
that was already running is never touched.

Everything here blocks and runs in a worker thread.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from client.api.client import ApiClient
from client.api.errors import ApiError, Unreachable

READY_S = 60.0  # a first start creates stores and hashes a password on a slow machine
STOP_S = 20.0
LOG_TAIL = 4000
FIRST_USER = "admin"


class EngineFailedError(Unreachable):
    """The engine on this computer did not start; the detail is what it said itself."""


def default_data() -> Path:
    """Return the data folder of the engine of this user."""
    return user_data_path("switchwarden", appauthor=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the engine answers, and how to sign in at its first start."""

    url: str
    user: str = FIRST_USER
    password: str = field(default="", repr=False)


class LocalEngine:
    """The engine of one data folder.

    Args:
        data: its data folder.
        options: more arguments of ``run``, for example ``--sip`` and an address.
        program: what is run before the arguments; the interpreter and the engine's module.
    """

    def __init__(
        self,
        data: Path,
        options: Sequence[str] = (),
        program: Sequence[str] = (sys.executable, "-m", "engine"),
    ) -> None:
        self.data = data
        self._command = [*program, "run", "--data", str(data), *options]
        self._child: subprocess.Popen[str] | None = None

    @property
    def started_here(self) -> bool:
        """Whether the client started it, so that it has to stop it."""
        return self._child is not None and self._child.poll() is None

    def ensure(self) -> Place:
        """Return where the engine answers; start it if none of this folder does.

        Raises:
            EngineFailedError: it does not start; the detail says why.
        """
        return self._running() or self._start()

    def stop(self) -> bool:
        """End the engine in order if the client started it; False when it had to be killed."""
        child, self._child = self._child, None
        if child is None or child.poll() is not None:
            return True
        child.terminate()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return False
        return True

    def leave_running(self) -> None:
        """Let the engine go on after the client."""
        self._child = None

    def _running(self) -> Place | None:
        try:
            url = (self.data / "run" / "http").read_text(encoding="utf-8").strip()
        except OSError:
            return None
        api = ApiClient(url)
        try:
            api.health()
        except (ApiError, ValueError):
            return None
        finally:
            api.close()
        return Place(url, password=self._first_password())

    def _start(self) -> Place:
        try:
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
            log = self.data / "engine.log"
            handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise EngineFailedError(f"{error.filename}: {error.strerror}") from error
        begun = os.fstat(handle).st_size
        with os.fdopen(handle, "w") as output:
            # A session of its own: Ctrl+C in the terminal of the client must not kill it.
            self._child = child = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output,
                text=True, start_new_session=True,
            )  # fmt: skip
        line = _first_line(child)
        url = next((word[5:] for word in line.split() if word.startswith("http=")), "")
        if not line.startswith("ready ") or not url:
            self.stop()
            raise EngineFailedError(_reason(log, begun) or "it ended without a word")
        return Place(url, password=self._first_password())

    def _first_password(self) -> str:
        with contextlib.suppress(OSError):
            return (self.data / "admin-password").read_text(encoding="utf-8").strip()
        return ""


def _first_line(child: subprocess.Popen[str]) -> str:
    """Return the first line of *child*, or nothing when it ends or takes too long."""
    output = child.stdout
    if output is None:
        return ""
    deadline = threading.Timer(READY_S, child.terminate)
    deadline.daemon = True
    deadline.start()
    try:
        return output.readline()
    finally:
        deadline.cancel()
        output.close()


def _reason(log: Path, begun: int) -> str:
    """Return the last thing the engine wrote since *begun*, without its log envelope."""
    with contextlib.suppress(OSError), log.open("rb") as source:
        source.seek(max(begun, log.stat().st_size - LOG_TAIL))
        lines = source.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip() if lines else ""
    return ""
