import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.api.services import ExportJob, ExportRequest
from engine.errors import Conflict, NotFound, StoreError
from engine.management import exports as module
from engine.management.export_files import INTERRUPTED
from engine.management.exports import MAX_WAITING, Exports
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_rows import ExportResult
from engine.store.cdr_store import CdrStore
from tests.helpers.stores import Wall, cdr, segment

REQUEST = ExportRequest(CdrFilter(), ("flow_no", "caller"), "UTC", "alice")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def exports(folder: Path, cdrs: CdrStore, wall: Wall) -> Iterator[Exports]:
    made = Exports(folder, cdrs, wall, lambda: 24, lambda: 100)
    yield made
    made.close()


def finished(exports: Exports, export_id: str) -> ExportJob:
    deadline = time.monotonic() + 10
    while (job := exports.get(export_id)).status in ("queued", "running"):
        assert time.monotonic() < deadline, job
        time.sleep(0.002)
    return job


class Gate:
    """Holds the export at the moment it counted its rows."""

    def __init__(self, cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached = threading.Event()
        self.open = threading.Event()
        real = cdrs.export

        def slow(*args, on_count, **kwargs):  # type: ignore[no-untyped-def]
            def counted(rows: int) -> None:
                on_count(rows)
                self.reached.set()
                assert self.open.wait(10)

            return real(*args, on_count=counted, **kwargs)

        monkeypatch.setattr(cdrs, "export", slow)


def test_an_export_ends_as_a_file_that_is_what_it_says(
    exports: Exports, cdrs: CdrStore, tmp_path: Path
) -> None:
    cdrs.ingest(segment(tmp_path / "journal", "cdr", *[cdr() for _ in range(25)]))
    queued = exports.create(REQUEST)
    assert (queued.owner, queued.rows, queued.expected_rows) == ("alice", 0, None)
    job = finished(exports, queued.id)
    assert (job.status, job.rows, job.expected_rows, job.detail) == ("done", 25, 25, "")
    data = exports.file(job.id).read_bytes()
    assert data.startswith(b"flow_no,caller\r\n")
    assert (job.bytes, job.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert exports.totals() == {"done": 1}


def test_exports_run_one_after_the_other_and_a_queue_has_an_end(
    exports: Exports, cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(cdrs, monkeypatch)
    jobs = [exports.create(REQUEST) for _ in range(MAX_WAITING)]
    assert gate.reached.wait(10)
    assert [exports.get(job.id).status for job in jobs[:2]] == ["running", "queued"]
    assert exports.get(jobs[0].id).expected_rows == 0
    with pytest.raises(Conflict, match="wait already"):
        exports.create(REQUEST)
    gate.open.set()
    assert {finished(exports, job.id).status for job in jobs} == {"done"}


def test_a_running_and_a_queued_export_can_be_cancelled(
    exports: Exports, cdrs: CdrStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(cdrs, monkeypatch)
    running, queued = exports.create(REQUEST), exports.create(REQUEST)
    assert gate.reached.wait(10)
    for job in (running, queued):
        assert exports.cancel(job.id).status == "cancelled"
    gate.open.set()
    exports.close()
    assert [exports.get(job.id).status for job in (running, queued)] == ["cancelled"] * 2
    assert list(folder.iterdir()) == []
    with pytest.raises(Conflict, match="cancelled"):
        exports.file(running.id)


def test_what_is_kept_is_bounded_and_the_useless_goes_first(
    exports: Exports, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_KEPT", 3)
    jobs = [finished(exports, exports.create(REQUEST).id) for _ in range(3)]
    with pytest.raises(Conflict, match="3 exports are kept"):
        exports.create(REQUEST)
    exports.cancel(jobs[1].id)
    assert finished(exports, exports.create(REQUEST).id).status == "done"
    with pytest.raises(NotFound):
        exports.get(jobs[1].id)
    assert exports.file(jobs[0].id).exists()


def test_cancelling_a_finished_export_removes_its_file(exports: Exports, folder: Path) -> None:
    job = finished(exports, exports.create(REQUEST).id)
    assert len(list(folder.iterdir())) == 2
    assert exports.cancel(job.id).status == "cancelled"
    assert exports.cancel(job.id).status == "cancelled"
    assert list(folder.iterdir()) == []


def test_a_failure_says_why_and_leaves_no_file(
    exports: Exports, cdrs: CdrStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise StoreError("the disk is full; free some space")

    monkeypatch.setattr(cdrs, "export", full)
    job = finished(exports, exports.create(REQUEST).id)
    assert (job.status, job.detail) == ("failed", "the disk is full; free some space")
    assert [path.name for path in folder.iterdir()] == [f"{job.id}.meta.json"]
    exports.close()
    again = Exports(folder, cdrs, time.time, lambda: 24, lambda: 100)
    assert again.get(job.id) == job
    assert again.request(job.id) == REQUEST
    again.cancel(job.id)
    assert list(folder.iterdir()) == []
    again.close()


def test_what_the_end_of_the_engine_interrupts_has_failed_and_says_so(
    exports: Exports, cdrs: CdrStore, folder: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(cdrs, monkeypatch)
    running, queued = exports.create(REQUEST), exports.create(REQUEST)
    assert gate.reached.wait(10)
    threading.Timer(0.05, gate.open.set).start()
    exports.close()
    wall.now += 5
    again = Exports(folder, cdrs, wall, lambda: 24, lambda: 100)
    for job in (running, queued):
        found = again.get(job.id)
        assert (found.status, found.detail) == ("failed", INTERRUPTED)
        assert found.owner == "alice"
    assert again.get(queued.id).finished_at == wall.now
    assert not list(folder.glob("*.part*"))
    wall.now += 24 * 3600 + 6
    assert again.purge() == 2
    assert list(folder.iterdir()) == []
    again.close()


def test_a_fault_of_ours_does_not_end_the_queue(
    exports: Exports, cdrs: CdrStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(cdrs, "export", broken)
        job = finished(exports, exports.create(REQUEST).id)
        assert (job.status, "ZeroDivision" in job.detail) == ("failed", False)
    assert finished(exports, exports.create(REQUEST).id).status == "done"


def test_finished_exports_outlive_a_restart_and_end_at_their_age(
    exports: Exports, cdrs: CdrStore, folder: Path, wall: Wall
) -> None:
    job = finished(exports, exports.create(REQUEST).id)
    exports.close()
    (folder / f"{job.id}.part.slice").write_bytes(b"half")
    again = Exports(folder, cdrs, wall, lambda: 24, lambda: 100)
    assert again.get(job.id) == job
    assert again.file(job.id).exists()
    assert not list(folder.glob("*.part*"))
    wall.now += 24 * 3600
    assert again.purge() == 0
    wall.now += 1
    assert again.purge() == 1
    assert list(folder.iterdir()) == []
    with pytest.raises(NotFound):
        again.get(job.id)
    again.close()


@pytest.mark.parametrize(
    "text", ["", "x", "../../etc/passwd", "01980000-0000-7000-8000-000000000000"]
)
def test_an_unknown_export_is_not_found_whatever_the_text(exports: Exports, text: str) -> None:
    for ask in (exports.get, exports.cancel, exports.file):
        with pytest.raises(NotFound):
            ask(text)


def test_the_oldest_files_go_when_there_are_too_many_bytes(
    folder: Path, cdrs: CdrStore, wall: Wall
) -> None:
    room = [1]
    exports = Exports(folder, cdrs, wall, lambda: 24, lambda: room[0])
    jobs = []
    for _ in range(3):
        jobs.append(finished(exports, exports.create(REQUEST).id))
        wall.now += 1
    assert exports.purge() == 0
    assert [job.id for job in exports.all()] == [job.id for job in reversed(jobs)]
    room[0] = 0
    assert exports.purge() == 3
    assert exports.all() == []
    assert list(folder.iterdir()) == []
    exports.close()


def test_a_file_that_is_larger_than_all_may_be_has_failed_and_says_so(
    folder: Path, cdrs: CdrStore, wall: Wall
) -> None:
    exports = Exports(folder, cdrs, wall, lambda: 24, lambda: 0)
    job = finished(exports, exports.create(REQUEST).id)
    assert (job.status, job.sha256, job.bytes) == ("failed", None, 0)
    assert "SERVER_CDR_EXPORT_MAX_SIZE lets exports take 0; narrow the filter" in job.detail
    assert exports.purge() == 0
    assert exports.get(job.id) == job
    assert [path.name for path in folder.iterdir()] == [f"{job.id}.meta.json"]
    exports.close()


def test_what_an_export_was_made_from_outlives_a_restart(
    exports: Exports, cdrs: CdrStore, folder: Path, wall: Wall
) -> None:
    job = finished(exports, exports.create(REQUEST).id)
    assert exports.request(job.id) == REQUEST
    assert exports.description(job.id).name == f"{job.id}.meta.json"
    exports.close()
    again = Exports(folder, cdrs, wall, lambda: 24, lambda: 100)
    assert again.request(job.id) == REQUEST
    assert finished(again, again.create(again.request(job.id)).id).sha256 == job.sha256
    again.close()


def test_what_is_to_be_known_about_a_finished_file_is_its_detail(
    folder: Path, cdrs: CdrStore, wall: Wall
) -> None:
    def report(_asked, path, _handle, _counted):  # type: ignore[no-untyped-def]
        path.write_bytes(b"%PDF")
        return ExportResult(1, 4, hashlib.sha256(b"%PDF").hexdigest()), {"note": "in English"}

    exports = Exports(folder, cdrs, wall, lambda: 24, lambda: 100, report)
    asked = replace(REQUEST, file_format="pdf", kind="illegal-calls")
    job = finished(exports, exports.create(asked).id)
    exports.close()
    assert (job.status, job.detail) == ("done", "in English")
    again = Exports(folder, cdrs, wall, lambda: 24, lambda: 100)
    assert again.get(job.id).detail == "in English", "also after a restart"
    again.close()
