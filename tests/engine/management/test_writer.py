import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.identifiers import uuid7
from engine.management.writer import BillingWriter, RejectedLines
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import IngestResult
from engine.store.cdr_store import CdrStore, open_cdrs
from engine.tasks import TaskGroupOwner
from tests.engine.management.conftest import Told
from tests.helpers.fake_switch import until
from tests.helpers.stores import START, Wall, aggregate, cdr, segment, suspension

ALL = CdrFilter()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "journal"
    path.mkdir()
    return path


@pytest.fixture
def writer(folder: Path, cdrs: CdrStore, hub: Told, wall: Wall) -> BillingWriter:
    return BillingWriter(folder, cdrs, hub, wall)


def test_everything_sealed_is_taken_in_and_told(
    writer: BillingWriter, folder: Path, cdrs: CdrStore, hub: Told
) -> None:
    segment(folder, "cdr", cdr(), cdr())
    segment(folder, "agg", aggregate())
    segment(folder, "sus", suspension())
    (folder / f"cdr-{uuid7(START)}.open").write_bytes(b"being written")
    (folder / "notes.txt").write_text("not ours")
    assert writer.sweep()
    assert cdrs.count(ALL) == 2
    assert sorted(path.suffix for path in folder.iterdir()) == [".open", ".txt"]
    state = writer.snapshot()
    assert (state.pending_segments, state.oldest_s, state.error) == (0, 0.0, "")
    assert state.ingested == {"cdr": 2, "agg": 1, "sus": 1}
    assert sorted(hub.events, key=str) == [
        ("cdr", [{"kind": "agg", "rows": 1}]),
        ("cdr", [{"kind": "cdr", "rows": 2}]),
    ]


class Stubborn:
    """A store that refuses some segments and notes the order of what it is given."""

    def __init__(self) -> None:
        self.refuse: set[str] = set()
        self.order: list[str] = []

    def ingest(self, path: Path) -> IngestResult:
        self.order.append(path.name)
        if path.name in self.refuse:
            raise StoreError("the disk is full; free some space")
        path.unlink()
        return IngestResult("cdr", 1, 0, duplicate=False)

    def forget_segments(self, older_than_s: float) -> int:
        raise StoreError("not now")


@pytest.fixture
def stubborn() -> Stubborn:
    return Stubborn()


@pytest.fixture
def hindered(folder: Path, stubborn: Stubborn, hub: Told, wall: Wall) -> BillingWriter:
    return BillingWriter(folder, stubborn, hub, wall)  # type: ignore[arg-type]


def test_segments_go_in_by_age_whatever_their_kind(
    hindered: BillingWriter, stubborn: Stubborn, folder: Path
) -> None:
    paths = [segment(folder, kind) for kind in ("sus", "cdr", "agg", "cdr")]
    hindered.sweep()
    assert stubborn.order == [path.name for path in paths]


def test_what_cannot_go_in_stays_and_shows_in_health(
    hindered: BillingWriter, stubborn: Stubborn, folder: Path, wall: Wall
) -> None:
    bad, good = segment(folder, "cdr"), segment(folder, "cdr")
    os.utime(bad, (wall.now - 30, wall.now - 30))
    stubborn.refuse = {bad.name}
    assert not hindered.sweep()
    assert bad.exists()
    assert not good.exists()
    state = hindered.snapshot()
    assert (state.pending_segments, round(state.oldest_s)) == (1, 30)
    assert "disk is full" in state.error
    stubborn.refuse = set()
    assert hindered.sweep()
    assert not bad.exists()
    assert hindered.snapshot().error == ""


def test_one_that_failed_is_tried_after_the_others(
    hindered: BillingWriter, stubborn: Stubborn, folder: Path
) -> None:
    bad = segment(folder, "cdr")
    stubborn.refuse = {bad.name}
    hindered.sweep()
    later = segment(folder, "cdr")
    stubborn.order.clear()
    hindered.sweep()
    assert stubborn.order == [later.name, bad.name]


def test_a_store_that_refuses_everything_is_not_hammered(
    hindered: BillingWriter, stubborn: Stubborn, folder: Path
) -> None:
    paths = [segment(folder, "cdr") for _ in range(10)]
    stubborn.refuse = {path.name for path in paths}
    assert not hindered.sweep()
    assert len(stubborn.order) == 3
    assert hindered.snapshot().pending_segments == 10


def test_the_pause_grows_while_nothing_goes_in(
    hindered: BillingWriter, stubborn: Stubborn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.management.writer.POLL_S", 0.001)
    paths = [segment(folder, "cdr") for _ in range(3)]
    stubborn.refuse = {path.name for path in paths}

    async def run() -> None:
        tasks = TaskGroupOwner(lambda _name, _error: None)
        running = tasks.spawn("writer", hindered.run())
        await until(lambda: len(stubborn.order) >= 9)
        stubborn.refuse = set()
        hindered.stop()
        await asyncio.wait_for(running, 5)
        await tasks.close()

    asyncio.run(run())
    assert not any(path.exists() for path in paths)


def test_what_is_sealed_before_the_end_is_taken_in(
    writer: BillingWriter, folder: Path, cdrs: CdrStore
) -> None:
    async def run() -> None:
        tasks = TaskGroupOwner(lambda _name, _error: None)
        running = tasks.spawn("writer", writer.run())
        segment(folder, "cdr", cdr())
        await until(lambda: not list(folder.glob("*.ndjson")))
        writer.stop()
        segment(folder, "cdr", cdr())
        await asyncio.wait_for(running, 10)
        await tasks.close()

    asyncio.run(run())
    assert cdrs.count(ALL) == 2


def test_lines_put_aside_are_counted_over_restarts(
    writer: BillingWriter, folder: Path, cdrs: CdrStore, hub: Told, wall: Wall
) -> None:
    segment(folder, "cdr", cdr(), tail=b"garbage\nmore garbage")
    writer.sweep()
    assert writer.snapshot().rejected == 2
    (folder / "rejected" / "cdr-x.open.torn").write_bytes(b'{"half')
    assert writer.snapshot().rejected == 3
    assert BillingWriter(folder, cdrs, hub, wall).snapshot().rejected == 3


def test_no_folder_of_rejected_lines_means_none(tmp_path: Path) -> None:
    assert RejectedLines(tmp_path / "nowhere").count() == 0


_WRITER = """
import os, sys
from pathlib import Path
from engine import logs
from engine.api.hub import EventHub
from engine.management.writer import BillingWriter
from engine.store.cdr_store import open_cdrs
import time

def work(root):
    writer = BillingWriter(root / "journal", open_cdrs(root / "cdr.duckdb"), EventHub(), time.time)
    print(os.getpid(), flush=True)
    while True:
        writer.sweep()

logs.configure("error")
for line in sys.stdin:
    child = os.fork()
    if not child:
        work(Path(sys.argv[1]))
    os.waitpid(child, 0)
    print("over", flush=True)
"""
"""Makes a child that takes segments in for each line it is sent, without the cost of a start."""


@pytest.mark.slow
def test_killed_again_and_again_the_writer_loses_and_repeats_nothing(
    tmp_path: Path, folder: Path
) -> None:
    expected: list[int] = []
    workshop = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert workshop.stdin is not None
    assert workshop.stdout is not None
    with workshop, workshop.stdin as orders, workshop.stdout as answers:
        for round_ in range(8):
            orders.write("\n")
            orders.flush()
            child = int(answers.readline())
            for _ in range(8):
                records = [cdr(start=START + len(expected)) for _ in range(40)]
                expected += [record.flow_no for record in records]
                bad = b"torn line\n" if round_ % 3 == 0 else b""
                path = segment(tmp_path / "new", "cdr", *records, tail=bad)
                path.rename(folder / path.name)
            time.sleep(0.005 * round_)  # the moment of the kill moves through the work
            os.kill(child, signal.SIGKILL)
            assert answers.readline() == "over\n"
    cdrs = open_cdrs(tmp_path / "cdr.duckdb")
    writer = BillingWriter(folder, cdrs, Told(), time.time)
    assert writer.sweep()
    rows: list[int] = []
    cursor: str | None = None
    while True:
        page, cursor = cdrs.page(ALL, limit=1000, cursor=cursor)
        rows += [row.flow_no for row in page]
        if cursor is None:
            break
    assert sorted(rows) == sorted(expected)
    assert writer.snapshot().rejected == 3 * 8
    cdrs.close()
