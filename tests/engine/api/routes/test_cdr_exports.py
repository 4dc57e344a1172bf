import csv
import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.errors import StoreError
from engine.store import cdr_order
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, cdr, connected

RANGE = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-16T00:00:00Z"}


@pytest.fixture
def calls(stage: Stage) -> Stage:
    stage.ingest(
        "cdr",
        cdr(start=START, user_agent="=cmd|' /C calc'"),
        connected(12_000, start=START + 1000),
        cdr(start=START + 2000),
    )
    return stage


def create(stage: Stage, **body: Any) -> Any:
    body = {"filters": RANGE, **body}
    return stage.expect("POST", "/cdrs/exports", 202, json=body, role="operator")


def test_an_export_holds_exactly_what_the_filter_counts(calls: Stage) -> None:
    filters = {**RANGE, "billing_mode": "9", "hold_max": "0", "connected": "false"}
    job = create(calls, format="csv", filters=filters, columns=["start", "user_agent"])
    assert job["status"] == "queued"
    assert job["owner"] == "operator"
    calls.exports.run(job["id"])
    done = calls.expect("GET", f"/cdrs/exports/{job['id']}", role="auditor")
    assert (done["status"], done["rows"], done["expected_rows"]) == ("done", 2, 2)
    answer = calls.request("GET", f"/cdrs/exports/{job['id']}/file", role="auditor")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="cdr.csv"'
    assert hashlib.sha256(answer.content).hexdigest() == done["sha256"]
    assert len(answer.content) == done["bytes"]
    header, *rows = csv.reader(io.StringIO(answer.text))
    assert header == ["start", "user_agent"]
    assert len(rows) == 2
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_broken_download_goes_on(calls: Stage) -> None:
    job = create(calls)
    calls.exports.run(job["id"])
    path = f"/cdrs/exports/{job['id']}/file"
    whole = calls.request("GET", path).content
    rest = calls.request("GET", path, headers={"Range": "bytes=10-"})
    assert rest.status_code == 206
    assert rest.content == whole[10:]
    calls.must_fail(416, "GET", path, headers={"Range": "bytes=999999-"})


def test_whoever_downloads_a_file_is_in_the_audit(
    calls: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = create(calls)
    path = f"/cdrs/exports/{job['id']}/file"
    calls.must_fail(409, "GET", path, role="auditor")
    assert calls.audit()[0]["action"] == "export.create"
    calls.exports.run(job["id"])
    part = {"Range": "bytes=1-"}  # all of it but a byte
    assert calls.request("GET", path, role="auditor", headers=part).status_code == 206
    entry = calls.audit()[0]
    assert (entry["action"], entry["actor"]) == ("export.download", "auditor")
    assert entry["object"] == f"export:{job['id']}"
    assert (entry["after"]["file"], entry["after"]["rows"]) == (job["filename"], 3)

    def full(**_: Any) -> None:
        raise StoreError("the disk is full, nothing was changed")

    monkeypatch.setattr(calls.config.audit, "append", full)
    calls.must_fail(503, "GET", path, role="auditor")


def test_an_open_range_is_closed_when_it_is_asked_for(calls: Stage) -> None:
    job = create(calls, filters={})
    filters = calls.exports.requests[job["id"]].filters
    assert filters.to is not None
    assert filters.to.timestamp() == calls.clock.wall()
    entry = next(item for item in calls.audit() if item["action"] == "export.create")
    assert entry["after"]["filters"]["to"] == "2026-09-21T14:13:20.000Z"
    assert entry["object"] == f"export:{job['id']}"


def test_the_file_is_not_there_before_it_is_done(calls: Stage) -> None:
    job = create(calls, timezone="Europe/Berlin")
    calls.must_fail(409, "GET", f"/cdrs/exports/{job['id']}/file")
    cancelled = calls.expect("DELETE", f"/cdrs/exports/{job['id']}", role="operator")
    assert cancelled["status"] == "cancelled"
    assert calls.audit()[0]["action"] == "export.cancel"


def test_unknown_exports_are_404(shared: Stage) -> None:
    for method, tail in (("GET", ""), ("GET", "/file"), ("DELETE", "")):
        problem = shared.must_fail(404, method, f"/cdrs/exports/nothing{tail}")
        assert problem["status"] == 404


def test_too_many_exports_are_a_conflict(stage: Stage) -> None:
    stage.exports.full = True
    problem = stage.must_fail(409, "POST", "/cdrs/exports", json={"filters": {}})
    assert problem["status"] == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"format": "exe"}, "format"),
        ({"columns": ["start", "password_hash"]}, "columns"),
        ({"columns": ["start", "start"]}, "columns"),
        ({"columns": "start"}, "columns"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"filters": {"callr": "1"}}, "filters.callr"),
        ({"filters": {"billing_mode": [True]}}, "filters.billing_mode.0"),
        ({"filters": {"billing_mode": 9.5}}, "filters.billing_mode.0"),
        ({"filters": {"hold_min": "ten"}}, "filters.hold_min"),
        ({"filters": {"from": 5}}, "filters.from"),
        ({"filters": []}, "filters"),
        ({"filters": {"from": "2001-01-01T00:00:00Z"}}, "from"),
    ],
)
def test_an_export_of_the_wrong_shape_is_refused(
    shared: Stage, body: dict[str, Any], field: str
) -> None:
    problem = shared.must_fail(422, "POST", "/cdrs/exports", json=body)
    assert problem["errors"][0]["field"] == field


def test_an_export_that_cannot_be_audited_is_not_made(
    calls: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise StoreError("the disk is full, nothing was changed")

    monkeypatch.setattr(calls.config.audit, "append", full)
    calls.must_fail(503, "POST", "/cdrs/exports", json={"filters": RANGE}, role="operator")
    assert [job.status for job in calls.exports.jobs.values()] == ["cancelled"]


@pytest.mark.parametrize(
    ("file_format", "begins", "media"),
    [
        ("csv", b"flow_no,", "text/csv"),
        ("xlsx", b"PK", "spreadsheetml"),
        ("jsonl", b'{"flow_no":', "jsonl"),
        ("parquet", b"PAR1", "parquet"),
    ],
)
def test_every_format_is_made_and_served(
    calls: Stage, file_format: str, begins: bytes, media: str
) -> None:
    job = create(calls, format=file_format, columns=["flow_no", "start"])
    assert job["format"] == file_format
    calls.exports.run(job["id"])
    answer = calls.request("GET", f"/cdrs/exports/{job['id']}/file")
    assert answer.content.startswith(begins)
    assert media in answer.headers["content-type"]
    checksum = calls.expect("GET", f"/cdrs/exports/{job['id']}")["sha256"]
    assert answer.headers["etag"] == f'"{checksum}"'


def test_a_download_goes_on_only_with_the_same_file(calls: Stage) -> None:
    job = create(calls)
    calls.exports.run(job["id"])
    path = f"/cdrs/exports/{job['id']}/file"
    whole = calls.request("GET", path)
    same = {"Range": "bytes=10-", "If-Range": whole.headers["etag"]}
    assert calls.request("GET", path, headers=same).content == whole.content[10:]
    other = {"Range": "bytes=10-", "If-Range": '"of another file"'}
    assert calls.request("GET", path, headers=other).content == whole.content


def test_exports_are_listed_newest_first_for_everybody(calls: Stage) -> None:
    first, second = create(calls), create(calls, format="parquet")
    listed = calls.expect("GET", "/cdrs/exports", role="auditor")
    assert [item["id"] for item in listed["items"]] == [second["id"], first["id"]]
    assert listed["next_cursor"] is None


def test_the_same_export_is_made_again_over_other_dates(calls: Stage) -> None:
    filters = {**RANGE, "billing_mode": [9], "caller": "!1*"}
    job = create(calls, format="jsonl", filters=filters, columns=["start"], timezone="Asia/Tokyo")
    dates = {"from": "2023-12-01T00:00:00Z", "to": "2023-12-02T00:00:00Z"}
    path = f"/cdrs/exports/{job['id']}/again"
    again = calls.expect("POST", path, 202, json=dates, role="operator")
    made, earlier = calls.exports.requests[again["id"]], calls.exports.requests[job["id"]]
    assert made.filters.from_ == datetime(2023, 12, 1, tzinfo=UTC)
    assert replace(made.filters, from_=None, to=None) == replace(
        earlier.filters, from_=None, to=None
    )
    assert (made.file_format, made.columns, made.timezone) == ("jsonl", ("start",), "Asia/Tokyo")
    entry = calls.audit()[0]
    assert entry["after"]["filters"]["again"] == job["id"]
    calls.must_fail(404, "POST", "/cdrs/exports/nothing/again", json=dates)
    calls.must_fail(422, "POST", path, json={"from": dates["to"], "to": dates["from"]})
    calls.must_fail(403, "POST", path, json=dates, role="auditor")


def test_an_export_has_the_order_of_the_list_and_its_limits(
    calls: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = create(calls, columns=["hold_time_s"], sort="hold_time_s", order="oldest")
    request = calls.exports.requests[job["id"]]
    assert (request.sort, request.oldest) == ("hold_time_s", True)
    after = calls.audit()[0]["after"]
    assert (after["sort"], after["order"]) == ("hold_time_s", "oldest")
    dates = {"from": "2023-11-14T12:00:00Z", "to": RANGE["to"]}
    path = f"/cdrs/exports/{job['id']}/again"
    again = calls.expect("POST", path, 202, json=dates, role="operator")
    assert calls.exports.requests[again["id"]].sort == "hold_time_s"
    calls.must_fail(422, "POST", "/cdrs/exports", json={"sort": "hold_ms"})
    monkeypatch.setattr(cdr_order, "MOST", 2)
    for place, body in (("/cdrs/exports", {"filters": RANGE, "sort": "fee"}), (path, dates)):
        problem = calls.must_fail(422, "POST", place, json=body)
        assert problem["errors"][0]["field"] == "sort"
        assert "3 records match, and at most 2 are sorted" in problem["detail"]


def test_what_a_file_is_can_be_fetched_beside_it(calls: Stage) -> None:
    job = create(calls)
    calls.must_fail(409, "GET", f"/cdrs/exports/{job['id']}/meta")
    calls.exports.run(job["id"])
    answer = calls.request("GET", f"/cdrs/exports/{job['id']}/meta")
    assert answer.headers["content-type"] == "application/json"
    assert "cdr.csv.meta.json" in answer.headers["content-disposition"]
