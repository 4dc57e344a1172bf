from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from client.api.errors import Cancelled, ServerFault
from client.models import cdr_export
from client.models.cdr_export import (
    CdrExport,
    Progress,
    Wanted,
    exported_columns,
    run_export,
    suggested_name,
)
from client.models.cdr_filter import CdrFilter
from tests.helpers.cdr_stubs import CONTENT, NOW, DirectSession, Engine

WANTED = Wanted(CdrFilter().query(NOW, NOW.tzinfo), ("start", "caller"), "Asia/Dhaka")  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_export, "POLL_S", 0)


def run(engine: Engine, path: Path, stop: threading.Event | None = None) -> Progress:
    progress = Progress()
    run_export(engine, WANTED, path, progress, stop or threading.Event())  # type: ignore[arg-type]
    return progress


def test_the_file_holds_what_the_engine_wrote(tmp_path: Path) -> None:
    engine = Engine(2)
    progress = run(engine, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == CONTENT
    assert engine.exported == (WANTED.query, ("start", "caller"), "Asia/Dhaka")
    assert progress.fetched == progress.bytes == len(CONTENT)


def test_a_wrong_checksum_leaves_no_file(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.sha256 = "0" * 64
    with pytest.raises(ServerFault, match="checksum"):
        run(engine, tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_job_says_why_and_is_withdrawn(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.outcome = "failed"
    with pytest.raises(ServerFault, match="disk full"):
        run(engine, tmp_path / "a.csv")
    assert engine.withdrawn == ["e1"]


def test_stopping_withdraws_the_job(tmp_path: Path) -> None:
    engine, stop = Engine(2), threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        run(engine, tmp_path / "a.csv", stop)
    assert engine.withdrawn == ["e1"]
    assert list(tmp_path.iterdir()) == []


def test_the_end_is_told_with_the_path(qtbot: QtBot, tmp_path: Path) -> None:
    job = CdrExport(DirectSession(Engine(2)))  # type: ignore[arg-type]
    path = tmp_path / "a.csv"
    with qtbot.waitSignals([job.finished, job.ended]):
        assert job.start(WANTED, path)
    assert path.exists()


def test_a_failure_is_told_but_a_stop_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    session = DirectSession(Engine(2))
    job = CdrExport(session)  # type: ignore[arg-type]
    heard: list[object] = []
    job.failed.connect(heard.append)
    session.error = ServerFault("broken")
    job.start(WANTED, tmp_path / "a.csv")
    assert heard == [session.error]
    session.error = Cancelled("stopped")
    job.start(WANTED, tmp_path / "a.csv")
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("progress", "text", "percent"),
    [
        (Progress(), "Waiting for the engine", -1),
        (Progress(rows=5, expected_rows=10), "Writing 5 of 10 records", 25),
        (Progress(rows=10, expected_rows=10, fetched=50, bytes=100), "Fetching the file", 75),
    ],
)
def test_progress_is_a_sentence_and_a_share(
    qtbot: QtBot, progress: Progress, text: str, percent: int
) -> None:
    job = CdrExport(DirectSession(Engine(0)))  # type: ignore[arg-type]
    job._progress = progress
    with qtbot.waitSignal(job.progressed) as heard:
        job._show()
    assert heard.args == [text, percent]


def test_the_name_says_range_and_zone_and_is_a_file_name() -> None:
    assert suggested_name(WANTED) == "cdr_20261123T0000Z_20261124T0000Z_Asia-Dhaka.csv"


def test_columns_follow_the_order_shown() -> None:
    names = {"a": ("x", "y"), "b": ("z",)}
    assert exported_columns(["b", "a"], names.__getitem__) == ("z", "x", "y")
