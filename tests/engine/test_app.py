"""The programs put together: options, exit codes, and children that do not outlive a parent."""

import faulthandler
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine import app
from engine.config import ProcessOptions
from engine.errors import ConfigError, StoreError

Main = Callable[[ProcessOptions], int]


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for descriptor in (reading, writing):
        try:
            os.close(descriptor)
        except OSError:
            assert descriptor == writing, "only the child's end may be closed by the child"


@pytest.fixture(autouse=True)
def given_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this very process would have given up for good."""
    noted: list[str] = []
    monkeypatch.setattr(app, "give_up_net_admin", lambda: noted.append("net_admin"))
    return noted


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this very process would never have collected."""
    noted: list[str] = []
    monkeypatch.setattr(gc, "freeze", lambda: noted.append("loaded"))
    return noted


def run(monkeypatch: pytest.MonkeyPatch, main: Main, *flags: str) -> int:
    """``switch-process`` with that ``main`` and those flags."""
    module = types.SimpleNamespace(main=main)
    monkeypatch.setattr(app, "load", lambda _name: module)
    monkeypatch.setattr(faulthandler, "enable", lambda: None)  # pytest has its own
    return app.run_process("switch-process", ["--data", "/data", "--realm", "voip", *flags])


def test_a_process_gets_its_options_and_its_code_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[ProcessOptions] = []

    def main(options: ProcessOptions) -> int:
        seen.append(options)
        return 7

    flags = ("--sip", "127.0.0.1:0", "--sip", "[::1]:0", "--log-level", "error")
    more = ("--relay", "127.0.0.1:2223")
    assert run(monkeypatch, main, *flags, *more, "--http", "127.0.0.1:0") == 7
    assert seen == [
        ProcessOptions(
            data=Path("/data"),
            sip=["127.0.0.1:0", "[::1]:0"],
            http="127.0.0.1:0",
            realm="voip",
            ready_fd=None,
            log_level="error",
            relay=["127.0.0.1:2223"],
        )
    ]


@pytest.mark.parametrize(("error", "code"), [(ConfigError, 2), (StoreError, 1)])
def test_an_error_is_reported_to_the_supervisor_and_decides_the_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    pipe: tuple[int, int],
    error: type[ConfigError],
    code: int,
) -> None:
    def main(_options: ProcessOptions) -> int:
        raise error("UDP port 5060 on 127.0.0.1 is taken")

    assert run(monkeypatch, main, "--ready-fd", str(pipe[1])) == code
    report = json.loads(os.read(pipe[0], 4096))
    assert report == {"error": "UDP port 5060 on 127.0.0.1 is taken"}


def test_an_error_after_ready_is_not_written_into_whatever_has_the_number_now(
    monkeypatch: pytest.MonkeyPatch, pipe: tuple[int, int], tmp_path: Path
) -> None:
    database = tmp_path / "database"

    def main(options: ProcessOptions) -> int:
        assert options.ready_fd == pipe[1]
        descriptor = os.open(database, os.O_RDWR | os.O_CREAT)
        os.dup2(descriptor, pipe[1])  # closed, and taken by a file
        os.close(descriptor)
        raise StoreError("disk full")

    assert run(monkeypatch, main, "--ready-fd", str(pipe[1])) == 1
    assert database.read_bytes() == b""


def test_a_supervisor_that_is_gone_does_not_disturb_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()

    def main(_options: ProcessOptions) -> int:
        os.close(reading)
        raise ConfigError("no")

    assert run(monkeypatch, main, "--ready-fd", str(writing)) == 2
    os.close(writing)


def test_a_process_whose_parent_is_already_gone_does_not_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "_PR_SET_PDEATHSIG", 23)  # PR_CAPBSET_READ: harmless here
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, lambda _options: 0, "--parent", str(os.getpid()))
    assert ended.value.code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_a_process_dies_with_its_supervisor() -> None:
    child = (
        "import os, sys, time, types\n"
        "from engine import app\n"
        "def main(options):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(60)\n"
        "    return 0\n"
        "app.load = lambda name: types.SimpleNamespace(main=main)\n"
        "flags = ['--data', '/', '--realm', 'x', '--parent', sys.argv[1]]\n"
        "app.run_process('switch-process', flags)\n"
    )
    parent = (
        "import os, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', sys.argv[1], str(os.getpid())])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent, child], stdout=subprocess.PIPE
    ) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        assert alive(pid)
        supervisor.send_signal(signal.SIGKILL)
        supervisor.wait(10)
    deadline = time.monotonic() + 10
    while alive(pid):
        assert time.monotonic() < deadline, "the child outlived its supervisor"
        time.sleep(0.005)


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_a_process_takes_the_files_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"now": (1024, 4096)}
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits["now"])
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: limits.update(now=pair))
    assert run(monkeypatch, lambda _: 0) == 0
    assert limits["now"] == (4096, 4096)
    limits["now"] = (1024, resource.RLIM_INFINITY)
    assert run(monkeypatch, lambda _: 0) == 0
    assert limits["now"] == (16_384, resource.RLIM_INFINITY)
    limits["now"] = (20_000, 20_000)
    assert run(monkeypatch, lambda _: 0) == 0
    assert limits["now"] == (20_000, 20_000), "never less than it was"


def test_management_yields_to_the_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    monkeypatch.setattr(os, "nice", steps.append)
    monkeypatch.setattr(faulthandler, "enable", lambda: None)
    module = types.SimpleNamespace(main=lambda _options: 0)
    monkeypatch.setattr(app, "load", lambda _name: module)
    flags = ["--data", "/data", "--realm", "voip"]
    assert app.run_process("switch-process", flags) == 0
    assert steps == []
    assert app.run_process("management-process", flags) == 0
    assert steps == [5]


def test_what_a_process_loads_is_not_looked_through_for_garbage(
    monkeypatch: pytest.MonkeyPatch, frozen: list[str]
) -> None:
    seen: list[tuple[list[str], bool]] = []

    def main(_: ProcessOptions) -> int:
        seen.append((frozen.copy(), gc.isenabled()))
        return 0

    assert run(monkeypatch, main) == 0
    assert seen == [(["loaded"], True)]


def test_all_but_the_helper_of_the_kernel_give_up_the_firewall(
    monkeypatch: pytest.MonkeyPatch, given_up: list[str]
) -> None:
    assert run(monkeypatch, lambda _: 0) == 0
    assert given_up == ["net_admin"]
    assert app.run_process("kernel-process", ["--data", "/data", "--realm", "voip"]) == 0
    assert given_up == ["net_admin"]


def test_neither_supervisor_nor_switch_loads_sql_or_web_packages() -> None:
    heavy = {"duckdb", "sqlalchemy", "fastapi", "pydantic", "granian", "typer"}
    script = (
        "import sys, engine.__main__, engine.app\n"
        "print(*{name.partition('.')[0] for name in sys.modules})\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert not heavy & set(shown.stdout.split())
