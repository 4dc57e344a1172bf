"""What an operator waits for: the start of the client, its pages, and a million call records.

    python -m benchmarks.bench_client [--records 1000000] [--starts 7] [--json FILE]

A real engine runs on loopback ports with a temporary data folder: a thousand endpoints, thirty of
them locked out by wrong passwords, and call records of fourteen days. The client is the real one on
Qt's offscreen platform, so a screen and its driver are not in the figures; everything else is.
Starts are separate processes with a warm bytecode cache; the rest happens in one process.

A wait of the interface thread is what a beat every 2 ms was late by. Beside it stands the CPU time
the thread itself used meanwhile: on a machine that others use, only the second can be trusted.
``--realtime`` keeps the others out while the client works, if the system allows it.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.client_stage import Stage, repaint
from benchmarks.invented import END, FIRST, batches
from client.models.cdr_feed import PAGE
from client.models.cdr_filter import CdrFilter, Range
from client.models.endpoint_rows import EndpointRow
from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone

ROOT: Final = Path(__file__).resolve().parent.parent
ENDPOINTS: Final = 1000
LOCKED: Final = 30
PAGES_LOADED: Final = 50
EVENTS_A_SECOND: Final = 500
EVENT_MS: Final = 250  # the engine gathers events for so long
WATCHED_S: Final = 10.0
REPAINTS: Final = 30


def main() -> None:
    """Run everything and print the figures."""
    options = arguments()
    figures: dict[str, Any] = {"records": options.records}
    with tempfile.TemporaryDirectory(prefix="bench-client-") as temporary:
        folder = Path(temporary)
        data = folder / "data"
        journal = data / "journal"
        journal.mkdir(parents=True)
        for _ in batches(journal, options.records):
            pass
        with EngineProcess(data) as engine:
            prepare(engine, options.records)
            if options.realtime:
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
            figures["start"] = starts(folder, options.starts)
            stage = Stage(engine, folder)
            figures |= measure(stage, folder)
            stage.close()
    print(json.dumps(figures, indent=2))
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--records", type=int, default=1_000_000, help="call records to invent")
    parser.add_argument("--starts", type=int, default=7, help="how often the client is started")
    parser.add_argument("--realtime", action="store_true", help="measure with real-time priority")
    parser.add_argument("--json", help="file to write the figures to")
    return parser.parse_args()


def prepare(engine: EngineProcess, records: int) -> None:
    """Endpoints, lockouts, and all records taken in."""
    api = Api(engine.http_url, "admin", engine.admin_password)
    api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
    api.set("SS_ENDPOINTREGISTERSUSPENDTIME", 3600)
    lines = ["extension,password,display_name"]
    lines += [f"{1000 + place},{PASSWORD},Desk {place}" for place in range(ENDPOINTS)]
    api.import_csv("\n".join(lines) + "\n")
    for place in range(LOCKED):
        with Phone(str(1000 + place), "Wrong-guess-1", engine.sip_port) as guesser:
            for _ in range(7):
                guesser.register()
    span: dict[str, Any] = {"from": FIRST.isoformat(), "to": END.isoformat()}
    wait_for(
        lambda: int(api.call("GET", "/cdrs/summary", **span)["records"]),
        lambda count: count >= records,
        seconds=300,
    )
    api.close()


def starts(folder: Path, times: int) -> dict[str, float]:
    """Medians over some starts of the whole client, after one that only warms the caches."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    runs = [start(folder, environment) for _ in range(times + 1)][1:]
    medians = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}
    return medians | {"table_s_best": round(min(run["table_s"] for run in runs), 3)}


def start(folder: Path, environment: dict[str, str]) -> dict[str, float]:
    """One start on a profile that was used before, signed in by itself."""
    command = [sys.executable, "-m", "benchmarks.client_start", str(time.monotonic()), "--local"]
    command += ["--data", str(folder / "data"), "--settings", str(folder / "client.ini")]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def measure(stage: Stage, folder: Path) -> dict[str, Any]:
    """Everything that is measured inside one client."""
    figures: dict[str, Any] = {"open_ms": pages(stage)}
    figures["memory_mb"] = {"pages open": memory_mb()}
    figures["countdown"] = countdown(stage)
    figures["heartbeat"] = {"events": watch_events(stage)}
    figures |= {"result": ask(stage)}
    figures["paging"] = watch_paging(stage)
    figures["memory_mb"]["paged through"] = memory_mb()
    figures["heartbeat"]["export"] = watch_export(stage, folder / "export.csv")
    return figures


def memory_mb() -> int:
    """Resident memory of this process now."""
    pages_used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages_used * resource.getpagesize() // 1_000_000


def pages(stage: Stage) -> dict[str, dict[str, float]]:
    """Every page, opened for the first time."""
    stage.until(stage.page("endpoints").table.rowCount)
    with_rows = {
        "parameters": lambda page: page.table.rowCount(),
        "billing-parameters": lambda page: page.table.rowCount(),
        "cdr": lambda page: page.feed.totals,
    }
    found = {key: stage.open(key, shown) for key, shown in with_rows.items()}
    stage.window.host.close(stage.page("endpoints"))
    stage.idle(0.2)
    return {"endpoints": stage.open("endpoints", lambda page: page.table.rowCount()), **found}


def countdown(stage: Stage) -> dict[str, Any]:
    """One second of thirty countdowns: what the tick and the repaint of its cells cost."""
    page = stage.page("endpoints")
    stage.window.open_page("endpoints")
    page.view.scrollToTop()
    stage.idle(0.5)
    locked = sum(isinstance(row, EndpointRow) and row.locked for row in page.table.rows())
    took, cpu = [], []
    for _ in range(REPAINTS):
        began, began_cpu = time.perf_counter(), time.thread_time()
        page.body.tick()
        stage.application.processEvents()
        took.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - began_cpu) * 1000)
    return {
        "locked_rows": locked,
        "median_ms": round(statistics.median(took), 2),
        "median_cpu_ms": round(statistics.median(cpu), 2),
        "worst_ms": round(max(took), 2),
    }


def watch_events(stage: Stage) -> dict[str, float]:
    """500 events a second, gathered like the engine's, while the endpoints are shown."""
    stage.window.open_page("endpoints")
    share = EVENTS_A_SECOND * EVENT_MS // 1000
    with stage.pulse() as pulse:
        for turn in range(int(WATCHED_S * 1000 / EVENT_MS)):
            first = turn * share % ENDPOINTS
            items = [
                {
                    "extension": str(1000 + (first + place) % ENDPOINTS),
                    "status": ("registered", "unregistered")[turn % 2],
                    "failures": turn % 5,
                }
                for place in range(share)
            ]
            stage.session.happened.emit("endpoint", items)
            stage.session.happened.emit("cdr", [{"count": share}])
            stage.idle(EVENT_MS / 1000)
    return pulse.figures()


def ask(stage: Stage) -> dict[str, Any]:
    """The whole fortnight is asked for: first paint, then scrolling in what is loaded."""
    page = stage.page("cdr")
    stage.window.open_page("cdr")
    stage.idle(0.5)
    answered: list[datetime] = []
    page.feed.loaded.connect(lambda: answered.append(datetime.now(END.tzinfo)))
    began = time.perf_counter()
    page.show_filter(CdrFilter(range=Range.CUSTOM, start=FIRST, end=END))
    stage.until(lambda: answered)
    page.view.viewport().repaint()
    first_paint = (time.perf_counter() - began) * 1000
    stage.until(lambda: page.feed.totals.query.start == FIRST)
    total = (time.perf_counter() - began) * 1000
    return {
        "first_paint_ms": round(first_paint, 1),
        "totals_and_chart_ms": round(total, 1),
        "records": page.feed.totals.summary.records,
    } | scrolling(page.view)


def scrolling(view: Any) -> dict[str, Any]:
    """Repaints of the whole table after three rows down, and after a jump to the other end."""
    bar = view.verticalScrollBar()
    height = view.verticalHeader().defaultSectionSize()
    bar.setValue(0)
    ends = iter(range(10**6))
    jump = partial(lambda: bar.setValue((bar.maximum() - 1) * (next(ends) % 2)))
    return {
        "scroll_3_rows": repaint(view, REPAINTS, lambda: bar.setValue(bar.value() + 3 * height)),
        "jump": repaint(view, 10, jump),
    }


def watch_paging(stage: Stage) -> dict[str, Any]:
    """All of the result gone through: page by page, by jumps, by a dragged bar, by time."""
    page = stage.page("cdr")
    bar = page.view.verticalScrollBar()
    height = page.view.verticalHeader().defaultSectionSize()
    found: dict[str, Any] = {"rows": page.table.rowCount()}
    ways: dict[str, Callable[[int], int]] = {
        "by pages of 200": lambda turn: turn * PAGE * height,
        "by 97 steps through all": lambda turn: bar.maximum() * turn // 97,
        "by jumps to and fro": lambda turn: bar.maximum() * (turn * 61 % 97) // 97,
    }
    for name, place in ways.items():
        found[name] = watch_moves(stage, page, place)
    with stage.pulse() as pulse:
        for turn in range(400):
            bar.setValue(bar.maximum() * turn // 400)
            stage.idle(0.005)
        stage.until(lambda: seen(page))
    found["dragged"] = pulse.figures()
    found["to a time"] = watch_jumps(stage, page)
    return found


def watch_moves(stage: Stage, page: Any, place: Callable[[int], int]) -> dict[str, float]:
    """Places of the scroll bar, each waited for until its rows are there."""
    took = []
    with stage.pulse() as pulse:
        for turn in range(PAGES_LOADED):
            page.view.verticalScrollBar().setValue(place(turn))
            took.append(stage.until(lambda: seen(page)) * 1000)
    return pulse.figures() | {
        "rows_there_median_ms": round(statistics.median(took), 1),
        "rows_there_worst_ms": round(max(took), 1),
    }


def watch_jumps(stage: Stage, page: Any) -> dict[str, float]:
    """Jumps to times all over the range."""
    took = []
    with stage.pulse() as pulse:
        for turn in range(PAGES_LOADED):
            moment = FIRST + (END - FIRST) * (turn * 61 % 97) / 97
            placed: list[int] = []
            link = page.feed.pages.placed.connect(lambda row, _: placed.append(row))  # noqa: B023
            began = time.perf_counter()
            page.live.jump(moment)
            stage.until(lambda: placed and page.view.selected_known())  # noqa: B023
            took.append((time.perf_counter() - began) * 1000)
            page.feed.pages.placed.disconnect(link)
    return pulse.figures() | {
        "row_there_median_ms": round(statistics.median(took), 1),
        "row_there_worst_ms": round(max(took), 1),
    }


def seen(page: Any) -> bool:
    """Whether every row that is seen has arrived."""
    rows = range(page.view.first_row(), page.view.last_row() + 1)
    return all(page.table.at(row) is not None for row in rows)


def watch_export(stage: Stage, path: Path) -> dict[str, float]:
    """The whole result exported while the table is there."""
    page = stage.page("cdr")
    ended: list[bool] = []
    page.exporting.exporter.ended.connect(lambda: ended.append(True))
    stage.window.context.prompts.path = path  # type: ignore[attr-defined]
    began = time.perf_counter()
    with stage.pulse() as pulse:
        page.export()
        page.exporting.dialog.wanted.emit("csv", False)
        page.exporting.dialog.reject()
        stage.until(lambda: ended, 300)
    took = time.perf_counter() - began
    size = path.stat().st_size
    path.unlink()
    return pulse.figures() | {"seconds": round(took, 1), "mb": round(size / 1e6)}


if __name__ == "__main__":
    main()
