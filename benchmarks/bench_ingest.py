"""Taking call records in while an operator turns pages: what each costs the other.

    python -m benchmarks.bench_ingest [--rows 1000000] [--more 500000] [--users 1] [--store FILE]

A store is filled with invented records. Then further records come in as
fast as they are taken, in segments of 10,000 by the thread that does it in the engine, while users
turn pages of a week, one after the other without a pause, and look at totals now and then. Both
are measured alone first, then together: records per second, and milliseconds a page. Beside the
time on the wall is that of the processor in the thread that does the work, which other programs on
the machine hardly change: the store has one thread a question.
"""

import argparse
import platform
import shutil
import tempfile
import threading
import time
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import duckdb

from benchmarks.bench_store import index_texts, ingest
from benchmarks.invented import END, SEGMENT_ROWS, make_segment
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs

PAGES_A_TOTAL: Final = 20
PAGES_ALONE: Final = 200
WEEK: Final = CdrFilter(from_=END - timedelta(days=9), to=END - timedelta(days=2))


class Pages(NamedTuple):
    """Milliseconds of pages on the wall and of their processor time, and of totals; ascending."""

    pages: list[float]
    worked: list[float]
    totals: list[float]

    def __str__(self) -> str:
        p50, p99 = (self.pages[int(part * len(self.pages))] for part in (0.5, 0.99))
        cpu = median(self.worked)
        first = f"{len(self.pages)} pages, p50 {p50:.0f} ms ({cpu:.0f} of CPU), p99 {p99:.0f} ms"
        return first + (f", totals p50 {median(self.totals):.0f} ms" if self.totals else "")


class Taken(NamedTuple):
    """Records taken in."""

    records: int
    seconds: float
    worked: float

    def __str__(self) -> str:
        rate, cpu = self.records / self.seconds, self.records / self.worked
        return f"{rate:,.0f} a second, {cpu:,.0f} a CPU second"


def main() -> int:
    """Each alone, then both together."""
    options = _options()
    print(f"{platform.machine()} python {platform.python_version()}, {options.rows:,} records")
    total = options.rows + 2 * options.more
    with tempfile.TemporaryDirectory(prefix="bench-ingest-") as name:
        folder = Path(name)
        store = _filled(folder, options)
        segments = _segments(folder / "journal", total, options.rows)
        half = len(segments) // 2
        never = threading.Event()
        print(f"  records alone:   {_taken_in(store, segments[:half])}", flush=True)
        print(f"  pages alone:     {_turned(store, never, PAGES_ALONE)}", flush=True)
        over = threading.Event()
        found: list[Pages] = []
        users = [
            threading.Thread(target=lambda: found.append(_turned(store, over)))
            for _ in range(options.users)
        ]
        for user in users:
            user.start()
        taken = _taken_in(store, segments[half:])
        over.set()
        for user in users:
            user.join()
        print(f"  records, busy:   {taken}")
        for each in found:
            print(f"  pages, busy:     {each}")
        assert store.count(CdrFilter()) == total
        store.close()
    return 0


def _filled(folder: Path, options: argparse.Namespace) -> CdrStore:
    """A store with the records there are: invented, or those of a copy."""
    path = folder / "cdr.duckdb"
    if options.store:
        shutil.copy(options.store, path)
    store = open_cdrs(path, threads=1)
    if not options.store:
        print(f"  filled:          {ingest(store, folder, options.rows)}", flush=True)
        index_texts(store)
    return store


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="records there are")
    parser.add_argument("--more", type=int, default=500_000, help="records that come, twice")
    parser.add_argument("--store", help="file of bench_store with so many, of which a copy is used")
    parser.add_argument("--users", type=int, default=1)
    return parser.parse_args()


def _segments(journal: Path, total: int, first: int) -> list[Path]:
    journal.mkdir(exist_ok=True)
    maker = duckdb.connect()
    return [
        make_segment(maker, journal, total, begin, min(begin + SEGMENT_ROWS, total))
        for begin in range(first, total, SEGMENT_ROWS)
    ]


def _taken_in(store: CdrStore, segments: list[Path]) -> Taken:
    began, worked, records = time.perf_counter(), time.thread_time(), 0
    for segment in segments:
        records += store.ingest(segment).rows
    return Taken(records, time.perf_counter() - began, time.thread_time() - worked)


def _turned(store: CdrStore, over: threading.Event, most: int = 0) -> Pages:
    """Turn pages until ``over``, or ``most`` of them; from the start again after the last."""
    found, cursor = Pages([], [], []), None
    for number in cycle(range(PAGES_A_TOTAL)):
        if over.is_set() or (most and len(found.pages) >= most):
            break
        began, worked = time.perf_counter(), time.thread_time()
        _, cursor = store.page(WEEK, cursor=cursor, limit=100)
        found.pages.append((time.perf_counter() - began) * 1000)
        found.worked.append((time.thread_time() - worked) * 1000)
        if number == 0:
            began = time.perf_counter()
            store.summary(WEEK)
            found.totals.append((time.perf_counter() - began) * 1000)
    found.pages.sort()
    found.worked.sort()
    found.totals.sort()
    return found


if __name__ == "__main__":
    raise SystemExit(main())
