import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from engine.api.services import ExportJob, ExportRequest, ExportStatus
from engine.identifiers import uuid7
from engine.management.export_files import INTERRUPTED, ExportFiles, describe, download_name
from engine.store.cdr_filter import CdrFilter
from tests.helpers.stores import START

REQUEST = ExportRequest(
    CdrFilter(
        from_=datetime(2026, 11, 23, 8, tzinfo=UTC),
        to=datetime(2026, 11, 24, 8, tzinfo=UTC),
        billing_modes=(9,),
    ),
    ("flow_no", "start"),
    "Asia/Shanghai",
    "alice",
)


_ID = uuid7(START)


def job() -> ExportJob:
    return ExportJob(
        id=_ID,
        status="done",
        rows=1,
        expected_rows=1,
        bytes=4,
        sha256="00",
        detail="",
        filename="x.csv",
        owner="alice",
        created_at=1.0,
        finished_at=2.0,
    )


def test_a_finished_export_outlives_a_restart(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path)
    done = job()
    files.partial(done.id).write_bytes(b"data")
    files.keep(done, REQUEST)
    assert files.finished(done).read_bytes() == b"data"
    assert not files.partial(done.id).exists()
    assert ExportFiles(tmp_path).recover(9.0) == [(done, REQUEST)]
    meta = json.loads((tmp_path / f"{done.id}.meta.json").read_text())
    assert meta["request"]["timezone"] == "Asia/Shanghai"
    assert meta["created_at"] == "1970-01-01T00:00:01.000Z"
    assert meta["finished_at"] == "1970-01-01T00:00:02.000Z"
    files.partial(done.id).write_bytes(b"from another life")
    assert ExportFiles(tmp_path).recover(9.0) == [(done, REQUEST)]
    assert not files.partial(done.id).exists()
    files.remove(done.id)
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_half_done_is_removed_and_nothing_else(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path)
    for name in ("part", "csv", "meta.json"):
        (tmp_path / f"{uuid7(START)}.{name}").write_text("{}")
    (tmp_path / "notes.txt").write_text("not ours")
    assert files.recover(9.0) == []
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("status", ["queued", "running", "done"])
def test_an_export_that_was_interrupted_has_failed(tmp_path: Path, status: ExportStatus) -> None:
    files = ExportFiles(tmp_path)
    files.note(replace(job(), status=status, finished_at=None), REQUEST)
    files.partial(_ID).write_bytes(b"half")
    (tmp_path / f"{_ID}.meta.new").write_text("{")
    [(found, request)] = ExportFiles(tmp_path).recover(9.0)
    assert (found.status, found.detail, found.finished_at) == ("failed", INTERRUPTED, 9.0)
    assert (found.rows, found.bytes, found.sha256, request) == (0, 0, None, REQUEST)
    assert [path.name for path in tmp_path.iterdir()] == [f"{_ID}.meta.json"]
    assert ExportFiles(tmp_path).recover(10.0) == [(found, REQUEST)], "it is said once"


def test_a_description_names_what_restricts(tmp_path: Path) -> None:
    assert describe(REQUEST) == {
        "format": "csv",
        "filters": {
            "from": "2026-11-23T08:00:00.000Z",
            "to": "2026-11-24T08:00:00.000Z",
            "billing_mode": [9],
        },
        "timezone": "Asia/Shanghai",
        "columns": ["flow_no", "start"],
        "sort": "start",
        "order": "newest",
    }


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "../../etc", 'a"b', "x\r\ny"])
def test_a_file_name_is_safe_everywhere(zone: str) -> None:
    name = download_name(ExportRequest(REQUEST.filters, (), zone, "alice"))
    assert name.startswith("cdr_20261123T080000Z_20261124T080000Z_")
    assert name.endswith(".csv")
    assert not set(name) & set('/\\"\r\n:*?<>|')
    assert download_name(ExportRequest(CdrFilter(), (), "UTC", "")) == "cdr_all_all_UTC.csv"


def test_what_was_asked_for_is_known_after_a_restart(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path)
    request = replace(
        REQUEST,
        file_format="xlsx",
        sort="fee",
        oldest=True,
        filters=CdrFilter(
            callers=("1*", "!2"), hold_min=3, connected=False, q="x", illegal=True, flow_max=7
        ),
    )
    done = replace(job(), file_format="xlsx")
    files.partial(done.id).write_bytes(b"data")
    files.keep(done, request)
    assert files.finished(done).name == f"{done.id}.xlsx"
    assert ExportFiles(tmp_path).recover(9.0) == [(done, request)]


def test_a_description_in_the_words_of_the_store_is_understood(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path)
    files.partial(job().id).write_bytes(b"data")
    files.keep(job(), REQUEST)
    path = files.description(job().id)
    stored = json.loads(path.read_text()) | {"created_at": 1.0, "finished_at": 2.0}
    stored["request"]["filters"] = {
        "from": "2026-11-23T08:00:00+00:00",
        "to": "2026-11-24T08:00:00+00:00",
        "billing_modes": [9],
    }
    path.write_text(json.dumps(stored))
    assert files.recover(9.0) == [(job(), REQUEST)]


def test_a_description_of_another_release_keeps_its_file(tmp_path: Path) -> None:
    files = ExportFiles(tmp_path)
    files.partial(job().id).write_bytes(b"data")
    files.keep(job(), REQUEST)
    path = files.description(job().id)
    stored = json.loads(path.read_text())
    stored["request"]["filters"] = {"from": "yesterday"}
    del stored["file_format"]
    path.write_text(json.dumps(stored))
    assert ExportFiles(tmp_path).recover(9.0) == [(job(), None)]


def test_a_report_says_what_it_is_and_survives_as_one(tmp_path: Path) -> None:  # req 55
    files = ExportFiles(tmp_path)
    report = replace(REQUEST, kind="illegal-calls", file_format="pdf", columns=(), language="zh")
    done = replace(job(), kind="illegal-calls", file_format="pdf")
    files.partial(done.id).write_bytes(b"%PDF")
    files.keep(done, report, {"report": {"made_by": "alice \ud800"}})
    meta = json.loads(files.description(done.id).read_text("utf-8"))
    assert meta["report"]["made_by"].startswith("alice")
    assert files.recover(9.0) == [(done, report)]
    name = "illegal-calls_20261123T080000Z_20261124T080000Z_Asia-Shanghai.pdf"
    assert download_name(report) == name


@pytest.mark.parametrize(
    ("form", "columns", "decimals"),
    [("csv", ("fee",), 6), ("jsonl", ("start", "fee"), 6), ("csv", ("start",), None),
     ("parquet", ("fee",), None)],
)  # fmt: skip
def test_a_description_says_to_how_many_decimals_fees_are_rounded(
    form: Any, columns: tuple[str, ...], decimals: int | None
) -> None:
    asked = describe(replace(REQUEST, file_format=form, columns=columns))
    assert asked.get("fee_decimals") == decimals
