"""A data folder has one user at a time, and the second is told who the first is."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import ConfigError
from engine.supervisor.lock import data_lock


def test_a_second_user_is_refused_with_the_process_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "engine.lock"
    with (
        data_lock(path),
        pytest.raises(ConfigError, match=f"in use by .*process {os.getpid()}") as raised,
        data_lock(path),
    ):
        pass
    assert str(tmp_path) in raised.value.detail
    assert "--data" in raised.value.detail


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    path = tmp_path / "engine.lock"
    for _ in range(2):
        with data_lock(path):
            assert path.read_text().strip() == str(os.getpid())


def test_a_killed_holder_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "engine.lock"
    script = (
        "import sys, time, pathlib\n"
        "from engine.supervisor.lock import data_lock\n"
        "with data_lock(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ConfigError, match=f"process {holder.pid}"), data_lock(path):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    with data_lock(path):
        assert path.read_text().strip() == str(os.getpid())


def test_a_damaged_lock_file_is_only_a_less_helpful_message(tmp_path: Path) -> None:
    path = tmp_path / "engine.lock"
    with data_lock(path):
        path.write_bytes(b"\xff\x1b[2J")
        with pytest.raises(ConfigError, match="another engine or command;"), data_lock(path):
            pass


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="must exist"), data_lock(tmp_path / "no" / "engine.lock"):
        pass
