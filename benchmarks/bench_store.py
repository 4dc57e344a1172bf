"""The store of call records under load: ingest, pages, figures, chart and export.

    python benchmarks/bench_store.py --rows 10000000 [--data DIR] [--archive] [--threads 1]
        [--json FILE]

Call records of fourteen days are invented (:mod:`benchmarks.invented`), written as journal segments
of 10,000 lines like the switch's in a flood, and taken in by the code the engine uses. Then the
questions of the portal are asked (:mod:`benchmarks.store_questions`), and the newest million is
exported in every format. Everything is done with the engine's own settings: one thread unless told
otherwise, and a tenth of the machine's memory. Beside median and p99 on the wall is the processor's
time, which other programs on the machine hardly change, and the two bars. With ``--archive`` all
records are moved into the archive before, as old months are.

Ten million records need 1.7 GB of disk. Without ``--data`` a temporary folder is used and removed;
with it the store stays there, and a second run skips the ingest.
"""

import argparse
import json
import platform
import resource
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, get_args

from benchmarks.invented import DAYS, END, FIRST, batches
from benchmarks.store_questions import Answer, questions
from engine.store.cdr_export import ExportFormat
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs

BLOCKS_AT_ONCE: Final = 16
EXPORT_ROWS: Final = 1_000_000


def main() -> None:
    """Run everything and print the figures."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="bench-store-") as temporary:
        folder = Path(options.data or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        store = open_cdrs(folder / "cdr.duckdb", threads=options.threads)
        figures: dict[str, Any] = {
            "machine": f"{platform.machine()} {platform.python_version()}",
            "rows": options.rows,
            "threads": options.threads,
        }
        if store.count(CdrFilter()) < options.rows:
            figures["ingest"] = ingest(store, folder, options.rows)
        if options.archive:
            figures["archived"] = archive(store)
        figures["texts"] = index_texts(store)
        # Ten million records in some minutes leave more in the log than a running store ever has.
        store.close()
        store = open_cdrs(folder / "cdr.duckdb", threads=options.threads)
        figures["file_mb"] = round((folder / "cdr.duckdb").stat().st_size / 1e6)
        answers = dict(questions(store))
        figures["exports"] = exports(store, folder, options.rows)
        figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        store.close()
    report(figures, answers)
    figures["queries_ms"] = {name: answer._asdict() for name, answer in answers.items()}
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="records to invent")
    parser.add_argument("--data", help="folder to keep the store in; default: a temporary one")
    parser.add_argument("--archive", action="store_true", help="move them into the archive")
    parser.add_argument("--threads", type=int, default=1, help="threads a query may use")
    parser.add_argument("--json", help="file to write the figures to")
    return parser.parse_args()


def ingest(store: CdrStore, folder: Path, total: int) -> dict[str, float]:
    """Take all records in; only the taking in is timed."""
    journal = folder / "journal"
    journal.mkdir(exist_ok=True)
    wall = cpu = 0.0
    slowest = 0.0
    for batch in batches(journal, total):
        for segment in batch:
            began, began_cpu = time.perf_counter(), time.process_time()
            store.ingest(segment)
            took = time.perf_counter() - began
            wall, cpu = wall + took, cpu + time.process_time() - began_cpu
            slowest = max(slowest, took)
    return {
        "records_per_s": round(total / wall),
        "records_per_cpu_s": round(total / cpu),
        "seconds": round(wall, 1),
        "slowest_segment_ms": round(slowest * 1000),
    }


def archive(store: CdrStore) -> dict[str, float]:
    """Move everything into files, as if a quarter of a year had passed."""
    began, files, size = time.perf_counter(), 0, 0
    later = int((END + timedelta(days=100)).timestamp() * 1000)
    while made := store.months.archive_next(1, later):
        files, size = files + 1, size + made.bytes
    return {"files": files, "mb": size // 10**6, "seconds": round(time.perf_counter() - began, 1)}


def index_texts(store: CdrStore) -> dict[str, float]:
    """What the engine does between segments while it is calm, done here at once."""
    began, began_cpu = time.perf_counter(), time.process_time()
    blocks = 0
    while made := store.index_texts(BLOCKS_AT_ONCE):
        blocks += made
    return {
        "blocks": blocks,
        "seconds": round(time.perf_counter() - began, 1),
        "cpu_seconds": round(time.process_time() - began_cpu, 1),
    }


def exports(store: CdrStore, folder: Path, total: int) -> dict[str, dict[str, float]]:
    """The newest million records in every format, and in an order of another value."""
    asked: dict[str, dict[str, Any]] = {
        form: {"file_format": form} for form in get_args(ExportFormat)
    }
    asked["parquet by hold time"] = {"file_format": "parquet", "sort": "hold_time_s"}
    asked["csv by end reason"] = {"file_format": "csv", "sort": "end_reason"}
    return {name: export(store, folder, total, how) for name, how in asked.items()}


def export(store: CdrStore, folder: Path, total: int, how: dict[str, Any]) -> dict[str, float]:
    rows = min(EXPORT_ROWS, total)
    begin = FIRST + timedelta(days=DAYS) * ((total - rows) / total)
    path = folder / "export.part"
    began, began_cpu = time.perf_counter(), time.process_time()
    result = store.export(CdrFilter(from_=begin), path=path, timezone="Asia/Shanghai", **how)
    figures = {
        "rows": result.rows,
        "mb": round(result.bytes / 1e6),
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - began_cpu, 2),
    }
    path.unlink()
    return figures


def report(figures: dict[str, Any], answers: dict[str, Answer]) -> None:
    for name, value in figures.items():
        print(f"{name}: {value}")
    print("  median     p99     cpu   first    goal ms")
    for name, answer in answers.items():
        bars = "".join(f"{each:8.0f}" for each in answer.bar) if answer.bar else " " * 16
        times = f"{answer.median:8.1f}{answer.p99:8.1f}{answer.cpu:8.1f}"
        print(f"{times}{bars}  {answer.verdict():7}{name}")
    judged = [answer.verdict() for answer in answers.values() if answer.verdict()]
    print(f"{judged.count('missed')} of {len(judged)} bars of the first release missed")


if __name__ == "__main__":
    main()
