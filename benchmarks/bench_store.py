"""The store of call records under load: ingest, pages, figures, chart and export.

    python benchmarks/bench_store.py --rows 10000000 [--data DIR] [--threads 1] [--json FILE]

Call records of fourteen days are invented (40 % refused calls of a few thousand attackers, the rest
answered or failed calls of phones, busy by day and quiet by night), written as journal segments of
10,000 lines like the switch's in a flood, and taken in by the code the engine uses. Then the
questions of the portal are asked over ranges of a day and a week. Everything is done with the
engine's own settings: one thread and 512 MB unless told otherwise. Beside the time on the wall is
the processor's, which other programs on the machine hardly change.

Ten million records need 1.2 GB of disk. Without ``--data`` a temporary folder is used and removed;
with it the store stays there, and a second run skips the ingest.
"""

import argparse
import json
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import duckdb

from engine.billing.journal import segment_name
from engine.identifiers import uuid7
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_order import MOST, MOST_TEXTS
from engine.store.cdr_store import CdrStore, open_cdrs

DAYS: Final = 14
END: Final = datetime(2026, 11, 23, tzinfo=UTC)
FIRST: Final = END - timedelta(days=DAYS)
SEGMENT_ROWS: Final = 10_000
SEGMENTS_A_BATCH: Final = 20
BLOCKS_AT_ONCE: Final = 16
REPEATS: Final = 7
EXPORT_ROWS: Final = 1_000_000
ATTACKS: Final[dict[str, dict[str, Any]]] = {
    "20 addresses": {"limit": 20},
    "50 addresses": {"limit": 50},
    "networks": {"limit": 20, "by": "network"},
}

LIST: Final = tuple(str(8_801_700_000_000 + number * 7_919) for number in range(500))
"""Numbers as an operator pastes them; hardly any is there."""

#: Half a sine over the hours of a day: the busiest hour has about four times the calls of the
#: quietest. The position of a record in its day is bent, so records stay in order of time.
_MOMENT: Final = """
    {first} + (day * 86400000.0 + 86400000.0 * (part + 0.6 / (2 * pi()) * sin(2 * pi() * part)))
"""

_ROWS: Final = """
SELECT
    lpad(format('{{:x}}', start_ms), 12, '0')[1:8] || '-'
        || lpad(format('{{:x}}', start_ms), 12, '0')[9:12] || '-7' || right(hash_text, 3)
        || '-a' || hash_text[4:6] || '-' || lpad(format('{{:x}}', n), 12, '0') AS id,
    n + 1 AS flow_no,
    CASE WHEN illegal THEN (1000 + h % 400)::VARCHAR ELSE (20000 + h % 10000)::VARCHAR END
        AS caller,
    CASE WHEN illegal THEN '00' || (972590000000 + h % 100000000)::VARCHAR
        ELSE '8801' || (700000000 + h % 90000000)::VARCHAR END AS callee,
    CASE WHEN illegal THEN '198.51.' || (h % 3000 // 250) || '.' || (h % 250)
        ELSE '10.' || (h % 40) || '.' || (h % 250) || '.7' END AS caller_ip,
    CASE WHEN illegal THEN '' ELSE '192.0.2.' || (h % 9) END AS callee_ip,
    '' AS caller_gateway,
    CASE WHEN illegal THEN '' ELSE 'carrier-' || (h % 9) END AS callee_gateway,
    CASE WHEN illegal THEN '' ELSE (20000 + h % 10000)::VARCHAR END AS account,
    start_ms AS start,
    CASE WHEN hold > 0 THEN start_ms + 4000 END AS answer,
    start_ms + 5 + hold AS stop,
    hold AS hold_ms,
    hold // 1000 AS hold_time_s,
    hold // 1000 AS fee_time_s,
    round(hold / 60000 * 0.01, 4) AS fee,
    CASE WHEN illegal THEN 9 ELSE (h % 10 > 7)::INT END AS billing_mode,
    CASE WHEN hold > 0 THEN 0 ELSE 2 END AS end_direction,
    CASE WHEN illegal THEN -9 WHEN hold > 0 THEN 0 ELSE 480 END AS end_reason,
    CASE WHEN illegal THEN 403 WHEN hold > 0 THEN 200 ELSE 480 END AS sip_status,
    CASE WHEN illegal THEN NULL ELSE 300 + h % 3000 END AS pdd_ms,
    hash_text || '@' || (h % 3000) || '.example' AS call_id,
    CASE WHEN illegal THEN ['friendly-scanner', 'sipcli/v1.8', 'pplsip'][1 + h % 3]
        ELSE 'Phone ' || (h % 30) || '/2.' || (h % 7) END AS user_agent
FROM (
    SELECT *, h % 10 < 4 AS illegal, md5(n::VARCHAR) AS hash_text,
        CASE WHEN h % 10 >= 4 AND h % 17 > 6 THEN (1000 + h % 300000)::BIGINT ELSE 0 END AS hold,
        ({moment})::BIGINT AS start_ms
    FROM (
        SELECT n, (hash(n) // 8)::BIGINT % 1000000007 AS h,
            floor(n * {days}.0 / {total}) AS day, n * {days}.0 / {total} % 1.0 AS part
        FROM range({begin}, {end}) numbers(n)
    )
)
"""


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
        figures["texts"] = index_texts(store)
        figures["file_mb"] = round((folder / "cdr.duckdb").stat().st_size / 1e6)
        figures["queries_ms"] = dict(queries(store))
        figures["export"] = export(store, folder, options.rows)
        figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        store.close()
    report(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="records to invent")
    parser.add_argument("--data", help="folder to keep the store in; default: a temporary one")
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


def batches(journal: Path, total: int) -> Iterator[list[Path]]:
    """Segments in order of time, a few at a time, so that the disk holds only these."""
    maker = duckdb.connect()
    step = SEGMENT_ROWS * SEGMENTS_A_BATCH
    for first in range(0, total, step):
        yield [
            make_segment(maker, journal, total, begin, min(begin + SEGMENT_ROWS, total))
            for begin in range(first, min(first + step, total), SEGMENT_ROWS)
        ]
    maker.close()


def make_segment(maker: Any, journal: Path, total: int, begin: int, end: int) -> Path:
    path = journal / segment_name("cdr", uuid7(begin), sealed=True)
    maker.execute(f"COPY ({invented(total, begin, end)}) TO '{path}' (FORMAT json)")
    return path


def invented(total: int, begin: int, end: int) -> str:
    """The query for the records ``begin`` up to ``end`` of ``total``."""
    moment = _MOMENT.format(first=int(FIRST.timestamp() * 1000))
    return _ROWS.format(moment=moment, days=DAYS, total=total, begin=begin, end=end)


def queries(store: CdrStore) -> Iterator[tuple[str, dict[str, float]]]:
    """The questions of the portal; milliseconds."""
    day = CdrFilter(from_=END - timedelta(days=3), to=END - timedelta(days=2))
    week = CdrFilter(from_=END - timedelta(days=9), to=END - timedelta(days=2))
    illegal = replace(week, billing_modes=(9,))
    some = store.page(illegal, limit=1)[0][0]
    filters = {
        "day": day,
        "week": week,
        "week, illegal": illegal,
        "week, phones, connected": replace(week, billing_modes=(0,), connected=True),
        "week, one address": replace(week, ips=(some.caller_ip,)),
        "week, one caller": replace(week, callers=(some.caller,)),
        "week, callee prefix": replace(week, callees=(some.callee[:9] + "*",)),
        "week, end reason": replace(week, end_reasons=(480,)),
        "week, long calls": replace(week, hold_min=290),
        "week, end of a number": replace(week, numbers=("*" + some.callee[-6:],)),
        "week, list of 500 numbers": replace(week, callees=LIST),
        "week, text that is rare": replace(week, q=some.call_id[:20]),
        "week, text of 8 hexadecimal signs": replace(week, q=some.call_id[:8]),
        "week, text of 7 digits": replace(week, q=some.callee[-7:]),
        "week, text of 5 digits": replace(week, q=some.callee[-5:]),
        "week, text of 4 letters": replace(week, q="yate"),
        "week, nothing matches": replace(week, callers=("nobody",)),
    }
    deep = f"{int((END - timedelta(days=7)).timestamp() * 1000)}.{10**17}"
    for name, chosen in filters.items():
        yield f"first page, {name}", timed(partial(store.page, chosen))
        if name != "day":
            yield f"deep page, {name}", timed(partial(store.page, chosen, cursor=deep))
    yield from sorted_pages(store, day)
    texts = (
        *("week, one address", "week, callee prefix", "week, text that is rare"),
        *("week, text of 7 digits", "week, text of 5 digits", "week, text of 4 letters"),
    )
    for name in ("day", "week", "week, illegal", *texts):
        yield f"count, {name}", timed(partial(store.count, filters[name]))
        yield f"summary, {name}", timed(partial(store.summary, filters[name]))
    for name, bucket in (("day", 60), *((name, 600) for name in ("week", "week, illegal", *texts))):
        yield f"chart by {bucket} s, {name}", timed(partial(store.series, filters[name], bucket))
    for name, how in ATTACKS.items():
        yield f"attacks of a week, {name}", timed(partial(store.attacks, week, **how))


def sorted_pages(store: CdrStore, day: CdrFilter) -> Iterator[tuple[str, dict[str, float]]]:
    """Pages in other orders than that of time, as far as these are offered."""
    hours = replace(day, from_=day.to - timedelta(hours=4)) if day.to else day
    for what, chosen, orders, most in (
        ("day", day, ("hold_time_s", "fee", "stop"), MOST),
        ("4 hours", hours, ("caller", "caller_ip"), MOST_TEXTS),
    ):
        count = store.count(chosen)
        for by in orders if count <= most else ():
            asked = partial(store.page, chosen, by=by)
            cursor = asked()[1]
            yield f"first page, {what}, by {by}", timed(asked)
            yield f"next page, {what}, by {by}", timed(partial(asked, cursor=cursor))
            yield f"middle of {count:,}, {what}, by {by}", timed(partial(asked, offset=count // 2))


def timed(ask: Callable[[], object]) -> dict[str, float]:
    """Median and worst of some repetitions and the median processor time, in milliseconds."""
    took, worked = [], []
    for _ in range(REPEATS):
        began, began_cpu = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - began_cpu) * 1000)
    return {
        "median": round(statistics.median(took), 1),
        "worst": round(max(took), 1),
        "cpu": round(statistics.median(worked), 1),
    }


def export(store: CdrStore, folder: Path, total: int) -> dict[str, float]:
    """The newest million records as CSV, as an operator gets them."""
    rows = min(EXPORT_ROWS, total)
    begin = FIRST + timedelta(days=DAYS) * ((total - rows) / total)
    path = folder / "export.csv"
    took, worked, count, size = [], [], 0, 0
    for _ in range(3):
        began, began_cpu = time.perf_counter(), time.process_time()
        result = store.export(CdrFilter(from_=begin), path=path, timezone="Asia/Shanghai")
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - began_cpu)
        count, size = result.rows, result.bytes
        path.unlink()
    return {
        "rows": count,
        "mb": round(size / 1e6),
        "seconds": round(statistics.median(took), 2),
        "cpu_seconds": round(statistics.median(worked), 2),
    }


def report(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        if name != "queries_ms":
            print(f"{name}: {value}")
    for name, value in figures.get("queries_ms", {}).items():
        median, worst, cpu = value["median"], value["worst"], value["cpu"]
        print(f"{median:>8.1f} ms {worst:>8.1f} worst {cpu:>8.1f} cpu  {name}")


if __name__ == "__main__":
    main()
