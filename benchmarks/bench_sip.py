"""What the switch costs per SIP transaction, beside Kamailio on the same core.

The figure is transactions per CPU second of the server, kernel work for it included: other
programs on the machine slow the clock on the wall, but hardly this figure. Server and generator
are pinned to different cores, each run starts a fresh server, and the servers take turns, so that
whatever the machine does in between happens to all of them. Differences under 15 % mean nothing.
On a machine that others use, ``--realtime`` keeps them out for the seconds of a run: a server that
gets the core in slices begins each of them with a cold cache, which costs a large program far more
than a small one.

    python benchmarks/bench_sip.py --sipload PATH [--kamailio-config PATH] [--seconds 3]

``sipload`` is a load generator with digest authentication that understands ``--target``,
``--mode``, ``--users``, ``--window``, ``--duration``, ``--warmup``, ``--algo`` and ``--json``. The
Kamailio configuration is given WORKERS, LISTEN and LOCKOUT as definitions and must accept the
password "secret" for any user; Kamailio runs with the memory manager ``fm``, twice as fast as the
one of the package. Without it only the switch is measured.

The switch runs as it does in the engine: lockouts on, every answered call in the journal and every
registration in the state log before the answer leaves.
"""

import argparse
import json
import os
import shutil
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
from engine.control.messages import EndpointConfig
from engine.control.sockets import connect
from engine.registrar import ha1_pair

ROOT = Path(__file__).resolve().parent.parent
REALM = "127.0.0.1"
PASSWORD = "secret"


class Case(NamedTuple):
    """One kind of transaction.

    Attributes:
        title: For the table.
        mode: Mode of the generator.
        users: Extensions it takes turns with.
        bar: The least ratio to Kamailio for the first release, 0 for none.
    """

    title: str
    mode: str
    users: int
    bar: float


CASES = {
    "register": Case("REGISTER, 401, REGISTER, 200", "register", 10_000, 0.45),
    # Three wrong responses lock an extension: enough of them that most are not locked yet.
    "wrong": Case("REGISTER with a wrong password", "register-bad", 60_000, 0.45),
    "locked": Case("REGISTER while locked out", "register-bad", 50, 0.0),
    "invite": Case("INVITE, 403 with its record, ACK", "invite-illegal", 10_000, 0.4),
    "challenge": Case("REGISTER, 401", "challenge", 10_000, 0.0),
    "options": Case("OPTIONS, 200", "options", 10_000, 0.0),
}


class Figure(NamedTuple):
    """One run: transactions per CPU second, per second, lost ones, and the server's memory."""

    per_cpu: float
    rate: float
    lost: int
    p99_us: float
    rss_mb: float


def main() -> int:
    """Run the cases and print the table."""
    options = _options()
    names = options.cases.split(",") if options.cases else list(CASES)
    servers = ["switch"] + (["kamailio"] if options.kamailio_config else [])
    print(f"python {sys.version.split()[0]}, {options.rounds} rounds of {options.seconds} s")
    for name in names:
        case = CASES[name]
        found: dict[str, list[Figure]] = {server: [] for server in servers}
        for _ in range(options.rounds):
            for server in servers:
                found[server].append(_run(server, case, options))
        _report(case, found)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sipload", type=Path, required=True)
    parser.add_argument("--kamailio-config", type=Path)
    parser.add_argument("--kamailio", default=shutil.which("kamailio") or "/usr/sbin/kamailio")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--window", type=int, default=64)
    parser.add_argument("--cases", default="", help=f"of {','.join(CASES)}")
    parser.add_argument("--server-core", type=int, default=0)
    parser.add_argument("--load-core", type=int, default=1)
    parser.add_argument("--realtime", action="store_true", help="before all others; needs root")
    parser.add_argument("--data", type=Path, help="where data folders are made")
    return parser.parse_args()


def _run(server: str, case: Case, options: argparse.Namespace) -> Figure:
    start = _switch if server == "switch" else _kamailio
    with start(case, options) as (process, port):
        before = _cpu_seconds(process.pid)
        result = _load(case, port, options)
        used = _cpu_seconds(process.pid) - before
        rss = _memory_mb(process.pid)
    return Figure(result["total"] / used, result["rate"], result["lost"], result["p99_us"], rss)


def _load(case: Case, port: int, options: argparse.Namespace) -> dict[str, Any]:
    command = [*_place(options.load_core, options), str(options.sipload), "--json"]
    command += ["--target", f"127.0.0.1:{port}", "--mode", case.mode, "--algo", "md5"]
    command += ["--users", str(case.users), "--window", str(options.window)]
    command += ["--duration", str(options.seconds), "--warmup", "1", "--password", PASSWORD]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@contextmanager
def _switch(
    case: Case, options: argparse.Namespace
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A switch with the users of ``case`` on a fresh data folder."""
    with tempfile.TemporaryDirectory(dir=options.data) as folder:
        reader, writer = os.pipe()
        command = [*_place(options.server_core, options), sys.executable, "-m", "engine"]
        command += ["switch-process", "--data", folder, "--sip", "127.0.0.1:0", "--realm", REALM]
        command += ["--log-level", "error", "--ready-fd", str(writer)]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[writer])
        os.close(writer)
        try:
            with os.fdopen(reader) as report:
                port = int(json.loads(report.readline())["sip"][0].rpartition(":")[2])
            _configure(Path(folder), case.users)
            yield process, port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _configure(folder: Path, users: int) -> None:
    """Endpoints u0000000 and so on, lockouts on as Kamailio's configuration has them."""
    endpoints = []
    for number in range(users):
        name = f"u{number:07d}"
        hashes = ha1_pair(name, REALM, PASSWORD)
        endpoints.append(EndpointConfig(name, hashes.md5, hashes.sha256))
    parameters = {
        "SS_ENDPOINTREGISTERSUSPEND": 1,
        "SS_ENDPOINTREGISTERRETRY": 3,
        "SS_ENDPOINTREGISTERSUSPENDTIME": 900,
    }
    request = {"id": 1, "op": "configure", "version": 1}
    with connect(folder / "run" / "switch.sock", 60.0) as control:
        control.sendall(encode({**request, "parameters": parameters, "endpoints": endpoints}))
        answers: list[dict[str, Any]] = []
        decoder = Decoder()
        while not answers:
            answers = decoder.feed(control.recv(65_536))
    assert answers[0]["ok"], answers


@contextmanager
def _kamailio(
    case: Case, options: argparse.Namespace
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Kamailio with one worker; its children are pinned with it."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [*_place(options.server_core, options), options.kamailio]
        command += ["-x", "fm", "-X", "fm", "-f", str(options.kamailio_config), "-DD", "-E"]
        command += ["-m", "1024", "-M", "16", "-P", f"{folder}/pid", "-Y", folder]
        command += ["-A", "WORKERS=1", "-A", f"LISTEN=udp:127.0.0.1:{port}"]
        if case.mode != "invite-illegal":
            command += ["-A", "LOCKOUT"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        try:
            time.sleep(1.0)
            assert process.poll() is None, "Kamailio did not start"
            yield process, port
        finally:
            process.terminate()
            process.wait(20)


def _place(core: int, options: argparse.Namespace) -> list[str]:
    """What pins a command to a core, before all others if that was asked for."""
    pinned = ["taskset", "-c", str(core)]
    return ["chrt", "--fifo", "1", *pinned] if options.realtime else pinned


def _free_port() -> int:
    """A port that was free a moment ago."""
    import socket  # noqa: PLC0415

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    """``pid`` and all its descendants."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process, its threads and its descendants."""
    nanoseconds = 0
    for member in _family(pid):
        for task in Path(f"/proc/{member}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def _memory_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _report(case: Case, found: dict[str, list[Figure]]) -> None:
    medians = {}
    print(f"\n{case.title}")
    for server, figures in found.items():
        medians[server] = statistics.median(figure.per_cpu for figure in figures)
        runs = " ".join(f"{figure.per_cpu:,.0f}" for figure in figures)
        last = figures[-1]
        print(
            f"  {server:9} {medians[server]:>8,.0f} per CPU second ({runs}); wall "
            f"{statistics.median(f.rate for f in figures):,.0f}/s, p99 {last.p99_us:,.0f} us, lost "
            f"{sum(f.lost for f in figures)}, {last.rss_mb:.0f} MB"
        )
    if len(medians) == 2:
        ratio = medians["switch"] / medians["kamailio"]
        bar = f", bar {case.bar}: {'met' if ratio >= case.bar else 'MISSED'}" if case.bar else ""
        print(f"  ratio     {ratio:.2f}{bar}")


if __name__ == "__main__":
    sys.exit(main())
