"""The real engine from outside: ready line, crashes, service control, commands, and its end.

These start whole engines, so there are few of them and each follows a story.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from engine.datapaths import DataPaths
from engine.store.config_store import open_config
from tests.helpers.engine_process import ROOT, EngineProcess

pytestmark = pytest.mark.slow

GOOD = "Tr0ub4dor&3xyz\n"


def command(engine: EngineProcess, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "engine", *arguments, "--data", str(engine.paths.root)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def refused_start(data: Path, *flags: str) -> str:
    """What ``run`` says when it cannot; asserts that it ends with 2 and never says ready."""
    arguments = {"--sip": "127.0.0.1:0", "--http": "127.0.0.1:0"}
    arguments |= dict(zip(flags[::2], flags[1::2], strict=True))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "engine", "run", "--data", str(data)),
            *(part for pair in arguments.items() for part in pair),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    return next(line for line in done.stderr.splitlines() if line.startswith("error: "))


def options(port: int) -> bytes | None:
    """The first line of the answer to OPTIONS over UDP, None when there is none within 0.2 s."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0.2)
        sock.connect(("127.0.0.1", port))
        here = f"127.0.0.1:{sock.getsockname()[1]}"
        request = (
            f"OPTIONS sip:127.0.0.1:{port} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{time.monotonic_ns()};rport\r\n"
            "Max-Forwards: 70\r\nFrom: <sip:test@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\n"
            f"Call-ID: {time.monotonic_ns()}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
        )
        try:
            sock.send(request.encode())
            return sock.recv(65536).split(b"\r\n")[0]
        except (TimeoutError, ConnectionRefusedError):
            return None


def health(engine: EngineProcess) -> dict[str, Any]:
    with urlopen(f"{engine.http_url}/api/v1/health", timeout=20) as response:  # noqa: S310 - ours
        found: dict[str, Any] = json.load(response)
    return found


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processors, the kernel's part included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(what: str, condition: Any, seconds: float) -> float:
    """Seconds until the condition held."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"{what}: not within {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - begun


def test_a_ready_engine_answers_sip_and_http_and_ends_well(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "data", empty=True) as engine:
        assert engine.sip == [
            f"udp:127.0.0.1:{engine.sip_port}",
            f"tcp:127.0.0.1:{engine.sip_port}",
        ]
        assert options(engine.sip_port) == b"SIP/2.0 200 OK"
        socket.create_connection(("127.0.0.1", engine.sip_port), timeout=5).close()
        wait_for("health", lambda: health(engine)["status"] == "ok", 60)
        assert len(engine.admin_password) >= 12
        assert engine.admin_password not in engine.log.read_text()
        pids = [module["pid"] for module in engine.modules().values()]
        niceness = os.getpriority(os.PRIO_PROCESS, engine.modules()["management"]["pid"])
        assert niceness == os.getpriority(os.PRIO_PROCESS, 0) + 5
        assert "is in use by another engine" in refused_start(engine.paths.root)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]
    assert not engine.paths.supervisor_socket.exists()


def test_a_killed_process_is_back_within_three_seconds_on_the_same_ports(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        for _ in range(2):
            killed = engine.kill_module("switch")
            wait_for("SIP after kill -9", lambda: options(engine.sip_port), 60)
            pid = engine.wait_until_running("switch", other_than=killed)
            assert cpu_seconds(pid) < 3.0, "which is how long it takes on a quiet machine"
        killed = engine.kill_module("management")
        assert options(engine.sip_port) == b"SIP/2.0 200 OK"
        engine.wait_until_running("management", other_than=killed)
        wait_for("health", lambda: health(engine)["status"] == "ok", 60)
        assert engine.modules()["switch"]["restarts"] == 2
        assert engine.modules()["management"]["restarts"] == 1


def test_service_control_and_commands_work_on_a_running_engine(tmp_path: Path) -> None:
    # req 30, 186-190
    with EngineProcess(tmp_path / "data") as engine:
        assert command(engine, "status")[0] == 0
        add = ("operator", "add", "maria", "--role", "auditor", "--password-stdin")
        assert command(engine, *add, stdin=GOOD)[::2] == (0, "")
        assert "maria  auditor  enabled" in command(engine, "operator", "list")[1]
        assert command(engine, *add, stdin="weak\n")[0] == 2
        code, out, err = command(engine, "param", "set", "SS_ENDPOINTREGISTERRETRY", "5")
        assert (code, err) == (0, "")
        assert "in effect since" in out
        assert command(engine, "param", "get", "SS_ENDPOINTREGISTERRETRY")[1] == "5\n"
        assert command(engine, "stop", "all")[0] == 0
        assert options(engine.sip_port) is None
        assert command(engine, "status")[0] == 3
        assert command(engine, "param", "get")[0] == 3
        assert command(engine, "start", "all")[0] == 0
        assert options(engine.sip_port) == b"SIP/2.0 200 OK"
        assert command(engine, "restart", "switch")[0] == 0
        assert command(engine, "param", "get", "SS_ENDPOINTREGISTERRETRY")[1] == "5\n"
    assert command(engine, "status")[0] == 3
    assert command(engine, "param", "get", "SS_ENDPOINTREGISTERRETRY")[1] == "5\n"


def test_a_killed_supervisor_takes_its_processes_along_and_can_start_again(
    tmp_path: Path,
) -> None:
    engine = EngineProcess(tmp_path / "data")
    with engine:
        pids = [module["pid"] for module in engine.modules().values()]
        port = engine.sip_port
        os.kill(engine.pid, signal.SIGKILL)
        wait_for("end of the processes", lambda: not any(map(runs, pids)), 30)
        engine.kill()
    with EngineProcess(tmp_path / "data", sip=f"127.0.0.1:{port}") as again:
        assert options(again.sip_port) == b"SIP/2.0 200 OK"


def runs(pid: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return text.rpartition(")")[2].split()[0] != "Z"


def test_a_realm_other_than_that_of_the_first_start_is_refused(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    open_config(paths, "first.example", time.time).close()  # as a start does
    said = refused_start(tmp_path / "data", "--realm", "second.example")
    assert "first.example" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a file system needs root")
def test_a_read_only_data_folder_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("this machine allows no mounts")
    try:
        said = refused_start(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    assert "cannot write to the data folder" in said
    assert "--data" in said
