from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from client.api.errors import Cancelled, Missing, ServerFault, Unreachable
from client.models import cdr_export, download
from client.models.cdr_export import (
    CdrExport,
    Wanted,
    exported_columns,
    run_export,
    suggested_name,
)
from client.models.cdr_filter import CdrFilter
from client.models.download import Progress, Target
from tests.helpers.cdr_stubs import CONTENT, NOW, DirectSession, Engine

WANTED = Wanted(CdrFilter().query(NOW, NOW.tzinfo), ("start", "caller"), "Asia/Dhaka", "jsonl")  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def fast(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cdr_export, "POLL_S", 0)
    monkeypatch.setattr(download, "WAITS_S", (0, 0, 0))


def run(engine: Engine, path: Path, stop: threading.Event | None = None) -> Progress:
    progress = Progress()
    stop = stop or threading.Event()
    run_export(engine, WANTED.begin, Target(path), progress, stop)  # type: ignore[arg-type]
    return progress


def exporter(engine: Engine) -> tuple[CdrExport, list[str]]:
    """An exporter, and the names of the signals it has sent."""
    made, heard = CdrExport(DirectSession(engine)), []  # type: ignore[arg-type]
    for name in ("finished", "failed", "broken", "ended"):
        getattr(made, name).connect(lambda *_values, name=name: heard.append(name))
    return made, heard


def test_the_file_holds_what_the_engine_wrote(tmp_path: Path) -> None:
    engine = Engine(2)
    progress = run(engine, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == CONTENT
    assert engine.exported == (WANTED.query, ("start", "caller"), "Asia/Dhaka", "jsonl")
    assert progress.fetched == progress.bytes == len(CONTENT)


def test_a_failed_job_says_why_and_is_withdrawn(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.outcome = "failed"
    with pytest.raises(ServerFault, match="disk full"):
        run(engine, tmp_path / "a.csv")
    assert engine.withdrawn == ["e1"]


def test_stopping_while_the_engine_writes_withdraws_the_job(tmp_path: Path) -> None:
    engine, stop = Engine(2), threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        run(engine, tmp_path / "a.csv", stop)
    assert engine.withdrawn == ["e1"]
    assert list(tmp_path.iterdir()) == []


def test_stopping_a_download_leaves_the_export_at_the_engine(tmp_path: Path) -> None:
    engine, stop = Engine(2), threading.Event()
    engine.polls = 3
    stop.set()
    with pytest.raises(Cancelled):
        run_export(
            engine, lambda api: api.export("e1"), Target(tmp_path / "a"), Progress(), stop,  # type: ignore[arg-type]
        )  # fmt: skip
    assert (engine.withdrawn, list(tmp_path.iterdir())) == ([], [])


def test_the_end_is_told_before_what_came_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    job, heard = exporter(Engine(2))
    assert job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    assert heard == ["ended", "finished"]


def test_a_failure_is_told_but_a_stop_is_not(tmp_path: Path) -> None:
    session = DirectSession(Engine(2))
    job = CdrExport(session)  # type: ignore[arg-type]
    heard: list[object] = []
    job.failed.connect(heard.append)
    session.error = ServerFault("broken")
    job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    assert heard == [session.error]
    session.error = Cancelled("stopped")
    job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    assert len(heard) == 1


def test_a_download_that_broke_off_is_gone_on_with(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.breaks, engine.step = 4, 0
    job, heard = exporter(engine)
    job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    assert heard == ["ended", "broken"]
    assert not job.start(WANTED.begin, Target(tmp_path / "b.csv")), "one at a time"
    engine.breaks = 0
    job.resume()
    assert heard[2:] == ["ended", "finished"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert job.start(WANTED.begin, Target(tmp_path / "b.csv"))


def test_a_download_that_broke_off_is_given_up(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.breaks, engine.step = 4, 0
    job, _ = exporter(engine)
    job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    assert len(list(tmp_path.iterdir())) == 1
    job.discard()
    assert list(tmp_path.iterdir()) == []
    job.resume()
    assert list(tmp_path.iterdir()) == [], "there is nothing to go on with"


def test_nothing_is_left_when_the_engine_has_the_file_no_more(tmp_path: Path) -> None:
    engine = Engine(2)
    engine.breaks, engine.step = 4, 0
    session = DirectSession(engine)
    job = CdrExport(session)  # type: ignore[arg-type]
    job.start(WANTED.begin, Target(tmp_path / "a.csv"))
    session.error = Unreachable("still down")
    job.resume()
    assert len(list(tmp_path.iterdir())) == 1, "it can be tried once more"
    session.error = Missing("it was too old")
    job.resume()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("progress", "text", "percent"),
    [
        (Progress(), "Waiting for the engine", -1),
        (Progress(rows=5, expected_rows=10), "Writing 5 of 10 records", 25),
        (Progress(fetched=50, bytes=100), "Fetching the file: 50 B of 100 B", 75),
        (
            Progress(fetched=50, bytes=100, lost=True),
            "The connection broke; trying to go on",
            75,
        ),
        (Progress(fetched=100, bytes=100, checking=True), "Comparing the checksum", 100),
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
    assert suggested_name(WANTED) == "cdr_20261123T0000Z_20261124T0000Z_Asia-Dhaka.jsonl"


def test_columns_follow_the_order_shown() -> None:
    names = {"a": ("x", "y"), "b": ("z",)}
    assert exported_columns(["b", "a"], names.__getitem__) == ("z", "x", "y")
