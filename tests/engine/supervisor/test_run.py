"""The engine in the foreground: what signals, locks and failures make of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.supervisor.lock import data_lock
from engine.supervisor.run import run
from tests.engine.supervisor.fakes import diary

PROGRAM = """
import pathlib, sys
from engine import logs
from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.supervisor.module import Timings
from engine.supervisor.run import run
from tests.engine.supervisor.fakes import module as child

logs.configure("info")
folder = pathlib.Path(sys.argv[1])
patience = Timings(ready_s=60.0, stop_s=60.0)  # a busy machine is no reason to begin again

def module(folder, behaviour, name):
    return child(folder, behaviour, name, patience)

try:
    run(
        DataPaths(folder / "data"),
        lambda: [module(folder, sys.argv[2], "switch"), module(folder, "good", "management")],
        lambda supervisor: print("ready", flush=True),
    )
except ConfigError as error:
    print(error.detail, flush=True)
    sys.exit(2)
"""


@contextmanager
def engine(tmp_path: Path, switch: str = "good") -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path), switch],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def wait_for(tmp_path: Path, note: str) -> None:
    deadline = time.monotonic() + 60
    while note not in diary(tmp_path):
        assert time.monotonic() < deadline, f"{note} not in {diary(tmp_path)}"
        time.sleep(0.005)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_modules_in_order_and_the_engine_ends_well(
    tmp_path: Path, number: signal.Signals
) -> None:
    with engine(tmp_path) as process:
        assert first_line(process) == "ready"
        process.send_signal(number)
        assert process.wait(60) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""  # the line was the only one
    assert diary(tmp_path)[-2:] == ["switch stopped", "management stopped"]
    assert not (tmp_path / "data" / "run" / "supervisor.sock").exists()


def test_a_signal_before_everything_runs_ends_the_engine_too(tmp_path: Path) -> None:
    with engine(tmp_path, switch="silent") as process:
        wait_for(tmp_path, "switch settled")
        wait_for(tmp_path, "management settled")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert first_line(process) == ""
    assert diary(tmp_path)[-1] == "management stopped"


def test_a_module_that_cannot_start_ends_the_engine_with_its_words(tmp_path: Path) -> None:
    with engine(tmp_path, switch="taken") as process:
        assert first_line(process).startswith("UDP port 5060 on 127.0.0.1 is taken")
        assert process.wait(60) == 2
    assert [line for line in diary(tmp_path) if line == "switch started 0"] == ["switch started 0"]


def test_a_hangup_that_was_ignored_at_the_start_stays_ignored(tmp_path: Path) -> None:
    previous = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # inherited, as nohup(1) does it
    try:
        with engine(tmp_path) as process:
            assert first_line(process) == "ready"
            process.send_signal(signal.SIGHUP)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
    finally:
        signal.signal(signal.SIGHUP, previous)


def test_a_folder_in_use_is_refused_before_anything_starts(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    with data_lock(paths.lock), pytest.raises(ConfigError, match=f"process {os.getpid()}"):
        run(paths, list, lambda _supervisor: None)


def test_a_folder_that_cannot_be_written_is_refused_before_anything_starts(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot write to the data folder"):
        run(DataPaths(tmp_path / "file" / "data"), list, lambda _supervisor: None)
