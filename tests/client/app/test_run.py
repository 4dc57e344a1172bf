"""The whole client as a process: it starts, says nothing wrong, and ends when asked to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from client.app.run import Options


def test_options_start_nothing_by_themselves(tmp_path: Path) -> None:
    options = Options(data=tmp_path)
    assert not options.local
    assert options.engine == ()


@pytest.mark.gui
@pytest.mark.slow
def test_the_client_starts_and_ends_in_order(tmp_path: Path) -> None:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "client", "--settings", str(tmp_path / "client.ini"),
         "--data", str(tmp_path / "data")],
        stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 15
        while _handlers(process.pid) == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=15)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def _handlers(pid: int) -> int:
    """Return the bit mask of the signals that the process catches, SIGTERM alone."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("SigCgt:"):
            return int(line.split()[1], 16) & (1 << (signal.SIGTERM - 1))
    return 0
