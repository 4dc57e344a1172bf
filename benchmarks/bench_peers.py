# ruff: noqa: S608 - the SQL is put together of constants and of invented records
"""The store of call records beside SQLite and PostgreSQL: the same records, the same questions.

    python -m benchmarks.bench_peers --rows 1000000 [--data DIR] [--postgresql DIR]

The records are those of :mod:`benchmarks.invented`, two fifths of them refused. The others get
the indexes that an experienced hand would give them. All but the last 200,000 records are filled in
without indexes, to save an hour; the last ones are taken in as a billing writer would hand them
over, 10,000 to a transaction, indexes in place, and timed. Then all three are asked what the
portal asks over a week, pages by keyset, and take turns question by question, so that their ratios
do not depend on what else the machine does. One core each: one thread, one backend, no parallel
workers; 512 MB of memory for each. PostgreSQL is started on a folder and a socket of its own with
durability as installed, SQLite with a write-ahead log; each is asked once before its times count.

With ``--data`` all three stay in that folder, and a second run only asks.

Times are milliseconds on the wall, the median of seven, of three where one of them needs seconds,
results fetched.
"""

import argparse
import platform
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from benchmarks.bench_store import index_texts, ingest
from benchmarks.invented import END, SEGMENT_ROWS, invented
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import open_cdrs

REPEATS: Final = 7
SLOW_MS: Final = 2_000
"""What takes longer is asked three times only."""
SLOW_REPEATS: Final = 3
TIMED_ROWS: Final = 200_000
COLUMNS: Final = {
    "id": "TEXT",
    "flow_no": "BIGINT",
    "caller": "TEXT",
    "callee": "TEXT",
    "caller_ip": "TEXT",
    "callee_ip": "TEXT",
    "caller_gateway": "TEXT",
    "callee_gateway": "TEXT",
    "account": "TEXT",
    "start": "BIGINT",
    "answer": "BIGINT",
    "stop": "BIGINT",
    "hold_ms": "BIGINT",
    "hold_time_s": "INTEGER",
    "fee_time_s": "INTEGER",
    "fee": "DOUBLE PRECISION",
    "billing_mode": "INTEGER",
    "end_direction": "INTEGER",
    "end_reason": "INTEGER",
    "sip_status": "INTEGER",
    "pdd_ms": "INTEGER",
    "call_id": "TEXT",
    "user_agent": "TEXT",
}
INDEXES: Final = (
    "CREATE INDEX by_start ON cdr (start DESC, flow_no DESC)",
    "CREATE INDEX by_mode ON cdr (billing_mode, start DESC, flow_no DESC)",
    "CREATE INDEX by_ip ON cdr (caller_ip, start DESC, flow_no DESC)",
    "CREATE INDEX by_caller ON cdr (caller, start DESC, flow_no DESC)",
    "CREATE INDEX by_callee ON cdr (callee{prefix}, start DESC)",
    "CREATE INDEX by_reason ON cdr (end_reason, start DESC, flow_no DESC)",
)
TABLE: Final = "CREATE TABLE cdr ({})".format(", ".join(f"{n} {t}" for n, t in COLUMNS.items()))

_FROM: Final = int((END - timedelta(days=9)).timestamp() * 1000)
_TO: Final = int((END - timedelta(days=2)).timestamp() * 1000)
_DEEP: Final = int((END - timedelta(days=7)).timestamp() * 1000)
_WEEK: Final = f"start >= {_FROM} AND start < {_TO}"
_TOTALS: Final = (
    "count(*), sum(CASE WHEN answer IS NULL THEN 0 ELSE 1 END), sum(hold_time_s), sum(fee)"
)


Psql = Callable[[list[str]], list[str]]


class Question(NamedTuple):
    """One question of the portal: its name, how the store is asked, and the same as SQL."""

    name: str
    ask: Callable[[], object]
    sql: str


def main() -> int:
    """Fill all three, ask all three, print the table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as temporary:
        folder = Path(options.data or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{platform.machine()} python {platform.python_version()}, {options.rows:,} records")
        store = open_cdrs(folder / "cdr.duckdb", threads=1, memory_limit="512MB")
        if store.count(CdrFilter()) < options.rows:
            _taken("store", ingest(store, folder, options.rows)["seconds"], options.rows)
            index_texts(store)
        lite = _sqlite(folder / "cdr.sqlite", options.rows)
        with _postgresql(options.postgresql, folder / "postgresql") as psql:
            _fill_postgresql(psql, options.rows)
            sizes = {
                "store": (folder / "cdr.duckdb").stat().st_size,
                "sqlite": (folder / "cdr.sqlite").stat().st_size,
                "postgresql": int(psql(["SELECT pg_total_relation_size('cdr')"])[0].strip()),
            }
            _heading(sizes)
            for question in _questions(store):
                _answer(question, lite, psql)
        lite.close()
        store.close()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--data", help="folder with, or for, the store; default: a temporary one")
    parser.add_argument("--postgresql", type=Path, default=Path("/usr/lib/postgresql/15/bin"))
    return parser.parse_args()


def _questions(store: Any) -> Iterator[Question]:
    week = CdrFilter(from_=END - timedelta(days=9), to=END - timedelta(days=2))
    illegal = replace(week, billing_modes=(9,))
    some = store.page(illegal, limit=1)[0][0]
    deep = f"{_DEEP}.{10**17}"
    filters = (
        ("week", week, _WEEK),
        ("week, illegal", illegal, f"{_WEEK} AND billing_mode = 9"),
        (
            "week, one address",
            replace(week, ips=(some.caller_ip,)),
            f"{_WEEK} AND caller_ip = '{some.caller_ip}'",
        ),
        (
            "week, callee prefix",
            replace(week, callees=(some.callee[:9] + "*",)),
            f"{_WEEK} AND callee LIKE '{some.callee[:9]}%'",
        ),
        ("week, long calls", replace(week, hold_min=290), f"{_WEEK} AND hold_time_s >= 290"),
        ("week, nothing matches", replace(week, callers=("nobody",)), f"{_WEEK} AND caller = 'no'"),
    )
    order = "ORDER BY start DESC, flow_no DESC LIMIT 101"
    for name, chosen, where in filters:
        yield Question(
            f"first page, {name}",
            partial(store.page, chosen),
            f"SELECT * FROM cdr WHERE {where} {order}",
        )
        yield Question(
            f"deep page, {name}",
            partial(store.page, chosen, cursor=deep),
            f"SELECT * FROM cdr WHERE {where} AND start < {_DEEP} {order}",
        )
    for name, chosen, where in (*filters[:3], filters[4]):
        yield Question(
            f"totals, {name}",
            partial(store.summary, chosen),
            f"SELECT {_TOTALS} FROM cdr WHERE {where}",
        )
        yield Question(
            f"chart by 600 s, {name}",
            partial(store.series, chosen, 600),
            f"SELECT start / 600000, billing_mode, {_TOTALS} FROM cdr WHERE {where} GROUP BY 1, 2",
        )
    yield Question(
        "top addresses, week, illegal",
        lambda: store.top(illegal, "caller_ip", 20),
        f"SELECT caller_ip, {_TOTALS} FROM cdr WHERE {_WEEK} AND billing_mode = 9 "
        "GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    )


def _answer(question: Question, lite: sqlite3.Connection, psql: Psql) -> None:
    """Ask the three in turns and print the medians."""
    asks = (
        partial(_timed, question.ask),
        partial(_timed, lambda: lite.execute(question.sql).fetchall()),
        partial(_timed_psql, psql, question.sql),
    )
    warm = [ask() for ask in asks]
    repeats = SLOW_REPEATS if max(warm) > SLOW_MS else REPEATS
    rounds = [[ask() for ask in asks] for _ in range(repeats)]
    medians = [statistics.median(each) for each in zip(*rounds, strict=True)]
    print(f"  {question.name:38} " + " ".join(f"{each:>10.1f}" for each in medians), flush=True)


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def _timed_psql(psql: Psql, sql: str) -> float:
    """As psql says it. A new connection knows no table, so what is fast is asked once more."""
    first = _times(psql([r"\timing on", sql]))[-1]
    return first if first > SLOW_MS else _times(psql([r"\timing on", sql, sql]))[-1]


def _insert(database: sqlite3.Connection, batches: Iterator[str]) -> float:
    """Seconds that the taking in took, the inventing left out."""
    maker, places = duckdb.connect(), ", ".join("?" * len(COLUMNS))
    took = 0.0
    for batch in batches:
        records = maker.execute(batch).fetchall()
        began = time.perf_counter()
        database.execute("BEGIN")
        database.executemany(f"INSERT INTO cdr VALUES ({places})", records)
        database.execute("COMMIT")
        took += time.perf_counter() - began
    return took


def _batches(to: int, first: int, rows: int) -> Iterator[str]:
    """Queries for the records from ``first`` on to before ``to`` of ``rows``, 10,000 at a time."""
    for begin in range(first, to, SEGMENT_ROWS):
        inner = invented(rows, begin, min(begin + SEGMENT_ROWS, to))
        yield f"SELECT {', '.join(COLUMNS)} FROM ({inner})"


def _sqlite(path: Path, rows: int) -> sqlite3.Connection:
    """The database, filled if it is not yet."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA cache_size = -524288")
    database.execute(TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
    have = int(database.execute("SELECT count(*) FROM cdr").fetchone()[0])
    if have < rows:
        bulk = max(have, rows - TIMED_ROWS)
        _insert(database, _batches(bulk, have, rows))
        for index in INDEXES:
            made = index.replace("INDEX", "INDEX IF NOT EXISTS", 1)
            database.execute(made.format(prefix=" COLLATE NOCASE"))
        _taken("sqlite", _insert(database, _batches(rows, bulk, rows)), rows - bulk)
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database


@contextmanager
def _postgresql(programs: Path, folder: Path) -> Iterator[Psql]:
    """A server of its own; what runs statements one after the other and answers their lines."""
    folder.mkdir(exist_ok=True)
    shutil.chown(folder, "postgres")
    folder.parent.chmod(0o755)  # PostgreSQL does not run as root and must reach its folder
    user = ["runuser", "-u", "postgres", "--"]

    def run(*command: object) -> None:
        subprocess.run([*user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    if not (folder / "data").exists():
        run(programs / "initdb", "-A", "peer", "-D", folder / "data", "-E", "UTF8")
    settings = (
        f"-c listen_addresses= -c unix_socket_directories={folder} -c shared_buffers=512MB "
        "-c work_mem=64MB -c max_parallel_workers_per_gather=0 -c max_wal_size=4GB"
    )
    control = (programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log")
    run(*control, "-o", settings, "start")

    def psql(statements: list[str]) -> list[str]:
        command = [*user, "psql", "-X", "-q", "-A", "-t", "-h", str(folder), "-d", "postgres"]
        for each in statements:
            command += ["-c", each]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd="/")
        return done.stdout.splitlines()

    try:
        yield psql
    finally:
        run(*control, "-m", "fast", "stop")


def _fill_postgresql(psql: Psql, rows: int) -> None:
    psql(["SET client_min_messages = error", TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1)])
    have = int(psql(["SELECT count(*) FROM cdr"])[0])
    if have >= rows:
        return
    bulk = max(have, rows - TIMED_ROWS)
    _copy(psql, _batches(bulk, have, rows))
    indexes = (index.format(prefix=" text_pattern_ops") for index in INDEXES)
    psql([each.replace("INDEX", "INDEX IF NOT EXISTS", 1) for each in indexes])
    _taken("postgresql", _copy(psql, _batches(rows, bulk, rows)), rows - bulk)
    psql(["VACUUM ANALYZE cdr"])


def _copy(psql: Psql, batches: Iterator[str]) -> float:
    """Seconds that the taking in took, as psql says it."""
    maker = duckdb.connect()
    took = 0.0
    with tempfile.TemporaryDirectory(prefix="bench-copy-") as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "batch.csv"
        for batch in batches:
            maker.execute(f"COPY ({batch}) TO '{path}' (FORMAT csv, HEADER false)")
            path.chmod(0o644)
            lines = psql([r"\timing on", f"COPY cdr FROM '{path}' (FORMAT csv)"])
            took += _times(lines)[-1] / 1000
    return took


def _times(lines: list[str]) -> list[float]:
    """What psql printed as the time of each statement, in milliseconds."""
    return [float(line.split()[1]) for line in lines if line.startswith("Time: ")]


def _taken(name: str, seconds: float, rows: int) -> None:
    print(f"  {name:10} took in {rows / max(seconds, 0.001):>9,.0f} records/s", flush=True)


def _heading(sizes: dict[str, int]) -> None:
    print(
        "  file       " + ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in sizes.items())
    )
    print(f"  {'milliseconds':38} {'store':>10} {'sqlite':>10} {'postgresql':>10}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
