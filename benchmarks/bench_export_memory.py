"""How much the process grows by an export of a million records, and what it costs.

    python -m benchmarks.bench_export_memory [--rows 1000000] [--data DIR] [--engine]

Invented records are taken in as by ``bench_store``, whose ``--data`` can be used here. Then each
format writes the newest million, in order of time and of hold time, in a process of its own that
has opened the store and asked nothing yet, like an engine that was just started: there, all that
the database keeps of what it read counts as growth. Once more it is asked in a process that has
answered the same before. With ``--engine`` a whole engine is started on a copy of the store, anew
for each export, which is asked for over HTTP; its management process is looked at from outside.

Growth is the most memory that was resident during the export (``VmHWM``, set back before) less what
was resident before it (``VmRSS``), in millions of bytes. Ends with 1 when a bar is missed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple, cast, get_args

from benchmarks.bench_store import EXPORT_ROWS, index_texts, ingest
from benchmarks.invented import DAYS, END, FIRST
from engine.datapaths import DataPaths
from engine.store.cdr_export import ExportFormat
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.api import Api, stamp, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.stores import migrated_config

GROWTH_MB: Final = 200
MOST_S: Final[dict[str, int]] = {"csv": 5, "parquet": 5, "xlsx": 60}
"""Seconds; nothing was promised for JSON Lines."""

CASES: Final = list(product(get_args(ExportFormat), ("start", "hold_time_s")))
ZONE: Final = "Asia/Shanghai"
QUIET_S: Final = 3.0


class Figures(NamedTuple):
    """What an export of so many rows took."""

    rows: int
    before_mb: float
    growth_mb: float
    left_mb: float
    seconds: float
    cpu_seconds: float

    def verdict(self, file_format: str) -> str:
        """What is to be said of the bars."""
        if self.growth_mb >= GROWTH_MB:
            return "missed: memory"
        # A busy machine lengthens the one, a second thread the other.
        took = min(self.seconds, self.cpu_seconds)
        return "missed: time" if took >= MOST_S.get(file_format, sys.maxsize) else "held"


def main() -> int:
    """Everything, one after the other; 1 when a bar was missed."""
    options = _options()
    if options.one:
        file_format, sort = options.one.split(":")
        print(json.dumps(alone(options, file_format, sort)))
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-export-memory-") as temporary:
        options.data = options.data or Path(temporary)
        _fill(options)
        print(f"{'':32}{'rows':>9}{'before':>8}{'growth':>8}{'left':>8} MB{'wall':>8}{'CPU':>8} s")
        verdicts = [_say(*each) for each in _measured(options, Path(temporary))]
    missed = len(verdicts) - verdicts.count("held")
    print(f"{missed} of {len(verdicts)} missed a bar")
    return int(missed > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="records in the store")
    parser.add_argument("--data", type=Path, help="folder of the store; default: a temporary one")
    parser.add_argument("--engine", action="store_true", help="ask a whole engine too")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--warm", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _fill(options: argparse.Namespace) -> None:
    options.data.mkdir(parents=True, exist_ok=True)
    store = _open(options)
    if store.count(CdrFilter()) < options.rows:
        ingest(store, options.data, options.rows)
        index_texts(store)
    store.close()


def _open(options: argparse.Namespace) -> CdrStore:
    return open_cdrs(options.data / "cdr.duckdb")


def _measured(options: argparse.Namespace, temporary: Path) -> Iterator[tuple[str, str, Figures]]:
    for warm in (False, True):
        for file_format, sort in CASES:
            name = f"{file_format} by {sort.removesuffix('_s')}{', warm' * warm}"
            yield name, file_format, _in_a_process(options, f"{file_format}:{sort}", warm)
    if options.engine:
        yield from _by_an_engine(options, temporary / "engine")


def _by_an_engine(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, Figures]]:
    paths = DataPaths(folder)
    paths.prepare()
    migrated_config(paths)
    shutil.copy(options.data / "cdr.duckdb", paths.cdr_db)
    with EngineProcess(folder) as engine:
        _calm(str(engine.modules()["management"]["pid"]))
    for file_format, sort in CASES:
        with EngineProcess(folder) as engine:
            name = f"engine, {file_format} by {sort.removesuffix('_s')}"
            yield name, file_format, asked(engine, options.rows, file_format, sort)


def _say(name: str, file_format: str, figures: Figures) -> str:
    memory = f"{figures.before_mb:8.0f}{figures.growth_mb:8.0f}{figures.left_mb:8.0f}"
    times = f"{figures.seconds:11.1f}{figures.cpu_seconds:8.1f}"
    verdict = figures.verdict(file_format)
    print(f"{name:32}{figures.rows:>9}{memory}{times}  {verdict}", flush=True)
    return verdict


def _in_a_process(options: argparse.Namespace, case: str, warm: bool) -> Figures:
    command = [sys.executable, "-m", "benchmarks.bench_export_memory", "--one", case]
    command += ["--rows", str(options.rows), "--data", str(options.data), *["--warm"] * warm]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Figures(*json.loads(done.stdout))


def alone(options: argparse.Namespace, file_format: str, sort: str) -> Figures:
    """An export by the store alone, in this process."""
    store = _open(options)
    how: dict[str, Any] = {"file_format": cast("ExportFormat", file_format), "sort": sort}
    path = options.data / "export.part"
    for _ in range(options.warm):
        store.export(_newest(options.rows), path=path, timezone=ZONE, **how)
    before = _resident("self")
    began, began_cpu = time.perf_counter(), time.process_time()
    result = store.export(_newest(options.rows), path=path, timezone=ZONE, **how)
    took, worked = time.perf_counter() - began, time.process_time() - began_cpu
    figures = _grown("self", before, result.rows, took, worked)
    path.unlink()
    store.close()
    return figures


def asked(engine: EngineProcess, rows: int, file_format: str, sort: str) -> Figures:
    """An export by an engine that was just started, looked at from outside."""
    api = Api(engine.http_url, "admin", engine.admin_password)
    pid = str(engine.modules()["management"]["pid"])
    body = {"format": file_format, "sort": sort, "timezone": ZONE, "filters": _words(rows)}
    _calm(pid)
    before, began, began_cpu = _resident(pid), time.perf_counter(), _worked(pid)
    job = api.call("POST", "/cdrs/exports", body)
    job = wait_for(
        lambda: api.call("GET", f"/cdrs/exports/{job['id']}"),
        lambda now: now["status"] not in ("queued", "running"),
        seconds=300,
    )
    took, worked = time.perf_counter() - began, _worked(pid) - began_cpu
    assert job["status"] == "done", job
    figures = _grown(pid, before, job["rows"], took, worked)
    api.call("DELETE", f"/cdrs/exports/{job['id']}")
    api.close()
    return figures


def _newest(rows: int) -> CdrFilter:
    """The newest million."""
    asked_for = min(EXPORT_ROWS, rows)
    return CdrFilter(from_=FIRST + timedelta(days=DAYS) * ((rows - asked_for) / rows), to=END)


def _words(rows: int) -> dict[str, str]:
    """The same in the words of the interface."""
    chosen = _newest(rows)
    return {"from": stamp(chosen.from_ or FIRST), "to": stamp(chosen.to or END)}


def _resident(process: str) -> float:
    """MB that are resident now; the most there ever was is forgotten."""
    Path(f"/proc/{process}/clear_refs").write_text("5", encoding="ascii")
    return _status(process, "VmRSS")


def _grown(process: str, before: float, rows: int, seconds: float, cpu: float) -> Figures:
    growth, left = _status(process, "VmHWM") - before, _status(process, "VmRSS") - before
    return Figures(rows, before, growth, left, seconds, cpu)


def _status(process: str, name: str) -> float:
    """A size of a process in MB."""
    text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(text.partition(f"{name}:")[2].split()[0]) * 1024 / 1e6


def _worked(process: str) -> float:
    """Seconds of the processor a process used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _calm(process: str) -> None:
    """Wait while it is busy with what it does by itself: an old day to be sealed, for instance."""
    before, worked = -QUIET_S, 0.0
    while worked - before > QUIET_S / 20:
        before = _worked(process)
        time.sleep(QUIET_S)
        worked = _worked(process)


if __name__ == "__main__":
    sys.exit(main())
