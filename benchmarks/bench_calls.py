"""What the switch costs per call, beside the B2BUA of sippy on the same core.

SIPp calls SIPp through the server: INVITE, 180, 200, ACK, BYE, no talk, which is thirteen messages
in or out on both legs together. The figure is calls per CPU second of the server, kernel work for
it included; the calls come at a fixed rate that all can bear, so that SIPp is not the limit. Then
calls that talk are kept open, and the growth of the server's memory is shared among them.

    python -m benchmarks.bench_calls [--sippy PATH] [--calls 1500] [--rate 75] [--open 500]

``--sippy`` is the program ``b2bua_simple`` of the package sippy; without it only the switch is
measured. Each run starts a fresh server, and the servers take turns. The switch does what it does
in the engine: each answered call is on disk before its 200 leaves, its record after its end. What
sippy is compared with does no such thing, and admits everybody.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from engine.control.frames import Decoder, encode
from engine.control.gateways import GatewayConfig
from engine.control.sockets import connect

ROOT = Path(__file__).resolve().parent.parent
QUIET = subprocess.DEVNULL


class Figure(NamedTuple):
    """One run: calls per CPU second, parts of it in which a call failed, bytes of memory a call."""

    per_cpu: float
    failures: int
    bytes_a_call: float


def main() -> int:
    """Run the servers in turn and print the table."""
    options = _options()
    servers = ["switch"] + (["sippy"] if options.sippy else [])
    found: dict[str, list[Figure]] = {server: [] for server in servers}
    print(f"python {sys.version.split()[0]}, {options.calls} calls, {options.rate} a second")
    for _ in range(options.rounds):
        for server in servers:
            found[server].append(_run(server, options))
    medians = {}
    for server, figures in found.items():
        medians[server] = statistics.median(figure.per_cpu for figure in figures)
        memory = statistics.median(figure.bytes_a_call for figure in figures) / 1024
        runs = " ".join(f"{figure.per_cpu:,.0f}" for figure in figures)
        failed = sum(figure.failures > 0 for figure in figures)
        print(
            f"  {server:7} {medians[server]:>6,.0f} calls per CPU second ({runs}); "
            f"{memory:.1f} KiB a call; runs with failures {failed}"
        )
    if len(medians) > 1:
        print(f"  ratio   {medians['switch'] / medians['sippy']:.2f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sippy", type=Path)
    parser.add_argument("--sipp", default="sipp")
    parser.add_argument("--calls", type=int, default=1_500)
    parser.add_argument("--rate", type=int, default=75)
    parser.add_argument("--open", type=int, default=500, help="calls for the memory")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server-core", type=int, default=0)
    parser.add_argument("--load-core", type=int, default=1)
    return parser.parse_args()


def _run(server: str, options: argparse.Namespace) -> Figure:
    start = switch if server == "switch" else _sippy
    with callee(options) as uas, start(uas, options) as (pid, port):
        _calls(port, options, options.rate, options.rate, 0)  # one second to warm up
        before = cpu_seconds(pid)
        failed = _calls(port, options, options.calls, options.rate, 0)
        used = cpu_seconds(pid) - before
        small = _memory(pid)
        talk_s = options.open // options.rate + 3
        caller = _caller(port, options, options.open, options.rate, talk_s * 1000)
        time.sleep(talk_s - 1)
        grown = _memory(pid) - small
        failed += caller.wait(120) != 0
    return Figure(options.calls / used, failed, grown / options.open)


def _calls(port: int, options: argparse.Namespace, calls: int, rate: int, talk_ms: int) -> int:
    """Make calls; 0, or 1 if any failed."""
    return int(_caller(port, options, calls, rate, talk_ms).wait(300) != 0)


def _caller(
    port: int, options: argparse.Namespace, calls: int, rate: int, talk_ms: int
) -> subprocess.Popen[bytes]:
    command = ["taskset", "-c", str(options.load_core), options.sipp, "-sn", "uac", "-nostdin"]
    command += ["-i", "127.0.0.1", "-m", str(calls), "-r", str(rate), "-l", str(2 * calls)]
    command += ["-d", str(talk_ms), "-timeout", "240", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, stdin=QUIET, stdout=QUIET, stderr=QUIET)


@contextmanager
def callee(options: argparse.Namespace) -> Iterator[int]:
    """SIPp that answers every call; its port."""
    port = _free_port()
    command = ["taskset", "-c", str(options.load_core), options.sipp, "-sn", "uas", "-nostdin"]
    command += ["-i", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdin=QUIET, stdout=QUIET, stderr=QUIET)
    try:
        time.sleep(0.5)
        yield port
    finally:
        process.kill()
        process.wait(10)


@contextmanager
def switch(callee: int, options: argparse.Namespace) -> Iterator[tuple[int, int]]:
    """A switch with a customer and a carrier on a fresh data folder; its process and port."""
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = os.pipe()
        command = ["taskset", "-c", str(options.server_core), sys.executable, "-m", "engine"]
        command += ["switch-process", "--data", folder, "--sip", "127.0.0.1:0", "--realm", "x"]
        command += ["--log-level", "error", "--ready-fd", str(writer)]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[writer], stdout=QUIET)
        os.close(writer)
        try:
            with os.fdopen(reader) as report:
                port = int(json.loads(report.readline())["sip"][0].rpartition(":")[2])
            _configure(Path(folder), callee)
            yield process.pid, port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _configure(folder: Path, callee: int) -> None:
    gateways = [
        GatewayConfig("customer", "mapping", ("127.0.0.1",)),
        GatewayConfig("carrier", "routing", (f"127.0.0.1:{callee}",)),
    ]
    request = {"id": 1, "op": "configure", "version": 1, "parameters": {}, "endpoints": []}
    with connect(folder / "run" / "switch.sock", 60.0) as control:
        control.sendall(encode({**request, "gateways": gateways}))
        answers: list[dict[str, Any]] = []
        decoder = Decoder()
        while not answers:
            answers = decoder.feed(control.recv(65_536))
    assert answers[0]["ok"], answers


@contextmanager
def _sippy(callee: int, options: argparse.Namespace) -> Iterator[tuple[int, int]]:
    """The simple B2BUA of sippy, which sends every call to one place."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = ["taskset", "-c", str(options.server_core), str(options.sippy), "-f"]
        command += ["-l", "127.0.0.1", "-p", str(port), "-n", f"127.0.0.1:{callee}"]
        command += ["-L", f"{folder}/log"]
        environment = {**os.environ, "SIPLOG_BEND": "none", "SIPLOG_LVL": "ERR"}
        process = subprocess.Popen(command, env=environment, stdout=QUIET, stderr=QUIET)
        try:
            time.sleep(2.0)
            assert process.poll() is None, "sippy did not start"
            yield process.pid, port
        finally:
            process.kill()
            process.wait(20)


def _free_port() -> int:
    """A port that was free a moment ago."""
    import socket  # noqa: PLC0415

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def cpu_seconds(pid: int) -> float:
    """CPU time of a process with its threads."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) * 1024


if __name__ == "__main__":
    raise SystemExit(main())
