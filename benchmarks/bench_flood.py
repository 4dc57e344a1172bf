"""How long calls take to be set up while strangers flood the switch with INVITEs.

    python -m benchmarks.bench_flood --sipload PATH [--flood 2000] [--calls 3000] [--rate 50]

SIPp calls SIPp through the switch, without talk, and writes down how long each call took from its
INVITE to its 200. That is done in turns without and with a flood: ``sipload``, another source
address, sends INVITEs at a fixed rate that are refused as illegal calls and recorded. Server and
load get a core each. The figures are milliseconds of the customer's set-up time, the CPU of the
switch, and what of the flood got no answer.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.bench_calls import QUIET, callee, cpu_seconds, switch

STRANGER = "127.0.0.66"


class Round(NamedTuple):
    """One run.

    Attributes:
        setup_ms: Of each call, ascending.
        failed: Whether a call failed.
        busy: Part of a core that the switch used.
        refused: INVITEs of the flood that were answered.
        lost: Those that were not.
    """

    setup_ms: list[float]
    failed: bool
    busy: float
    refused: int = 0
    lost: int = 0


def main() -> int:
    """Run without and with the flood in turns and print both."""
    options = _options()
    print(
        f"python {sys.version.split()[0]}, {options.calls} calls, {options.rate} a second, "
        f"{options.rounds} rounds"
    )
    rates = (0, options.flood)
    found: dict[int, list[Round]] = {rate: [] for rate in rates}
    for _ in range(options.rounds):
        for rate in rates:
            found[rate].append(_run(rate, options))
    for rate, rounds in found.items():
        print(f"  {rate:>5} illegal INVITE/s: {_line(rounds)}")
    return 0


def _line(rounds: list[Round]) -> str:
    def median(part: float) -> float:
        return statistics.median(each.setup_ms[int(part * len(each.setup_ms))] for each in rounds)

    last, failed = rounds[-1], sum(each.failed for each in rounds)
    flood = f", {last.refused:,} refused, {last.lost} unanswered" if last.refused else ""
    busy = statistics.median(each.busy for each in rounds)
    return (
        f"set-up p50 {median(0.5):.0f} ms, p99 {median(0.99):.0f} ms, "
        f"worst {max(each.setup_ms[-1] for each in rounds):.0f} ms; {busy:.0%} of a core; "
        f"runs with failed calls {failed}{flood}"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sipload", type=Path, required=True)
    parser.add_argument("--sipp", default="sipp")
    parser.add_argument("--flood", type=int, default=2_000, help="illegal INVITEs a second")
    parser.add_argument("--calls", type=int, default=3_000)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server-core", type=int, default=0)
    parser.add_argument("--load-core", type=int, default=1)
    return parser.parse_args()


def _run(flood: int, options: argparse.Namespace) -> Round:
    with callee(options) as uas, switch(uas, options) as (pid, port):
        strangers = _strangers(port, flood, options) if flood else None
        time.sleep(1.0)
        before, began = cpu_seconds(pid), time.monotonic()
        setup_ms, failed = _calls(port, options)
        busy = (cpu_seconds(pid) - before) / (time.monotonic() - began)
        if strangers is None:
            return Round(setup_ms, failed, busy)
        said, _ = strangers.communicate(timeout=120)
    result: dict[str, Any] = json.loads(said)
    return Round(setup_ms, failed, busy, result["total"], result["lost"])


def _strangers(port: int, flood: int, options: argparse.Namespace) -> subprocess.Popen[str]:
    seconds = options.calls // options.rate + 3
    command = ["taskset", "-c", str(options.load_core), str(options.sipload), "--json"]
    command += ["--target", f"127.0.0.1:{port}", "--src", STRANGER, "--mode", "invite-illegal"]
    command += ["--rate", str(flood), "--window", "4096", "--users", "10000", "--no-spin"]
    command += ["--duration", str(seconds), "--warmup", "0"]
    return subprocess.Popen(command, stdin=QUIET, stdout=subprocess.PIPE, text=True)


def _calls(port: int, options: argparse.Namespace) -> tuple[list[float], bool]:
    """Make the calls; how long each took to its 200, and whether any failed."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["taskset", "-c", str(options.load_core), options.sipp, "-sn", "uac", "-nostdin"]
        command += ["-i", "127.0.0.1", "-m", str(options.calls), "-r", str(options.rate)]
        command += ["-d", "0", "-timeout", "240", "-trace_rtt", "-rtt_freq", "1"]
        command += [f"127.0.0.1:{port}"]
        done = subprocess.run(
            command, check=False, cwd=folder, stdin=QUIET, stdout=QUIET, stderr=QUIET
        )
        (log,) = Path(folder).glob("*_rtt.csv")
        lines = log.read_text().splitlines()[1:]
    return sorted(float(line.split(";")[1]) for line in lines), done.returncode != 0


if __name__ == "__main__":
    raise SystemExit(main())
