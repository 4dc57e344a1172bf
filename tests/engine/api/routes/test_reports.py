from typing import Any

import pytest

from tests.helpers.api_app import Stage

RANGE = {"from": "2023-11-14T00:00:00Z", "to": "2023-11-16T00:00:00Z"}


def ask(stage: Stage, **body: Any) -> Any:
    asked = {**RANGE, **body}
    return stage.expect("POST", "/reports/illegal-calls", 202, json=asked, role="operator")


def test_a_report_is_a_job_like_an_export(stage: Stage) -> None:  # req 55
    job = ask(stage, timezone="Europe/Berlin", filters={"caller": "100"}, format="pdf")
    assert (job["status"], job["format"], job["kind"]) == ("queued", "pdf", "illegal-calls")
    request = stage.exports.requests[job["id"]]
    assert (request.kind, request.timezone, request.owner) == (
        "illegal-calls",
        "Europe/Berlin",
        "operator",
    )
    assert (request.filters.illegal, request.filters.callers) == (True, ("100",))
    assert stage.expect("GET", f"/cdrs/exports/{job['id']}")["format"] == "pdf"
    entry = next(item for item in stage.audit() if item["action"] == "export.create")
    assert entry["after"]["kind"] == "illegal-calls"
    assert entry["after"]["filters"]["from"] == "2023-11-14T00:00:00.000Z"
    assert entry["actor"] == "operator"


@pytest.mark.parametrize(
    ("body", "spoken", "language"),
    [
        ({}, "zh-CN", "zh"),
        ({}, "de", "en"),
        ({}, "", "en"),
        ({"language": "en"}, "zh-CN", "en"),
        ({"language": "zh"}, "", "zh"),
    ],
)
def test_a_report_is_in_the_language_that_is_asked_for(
    shared: Stage, body: dict[str, str], spoken: str, language: str
) -> None:
    asked = {"json": body, "role": "operator", "headers": {"Accept-Language": spoken}}
    job = shared.expect("POST", "/reports/illegal-calls", 202, **asked)
    assert shared.exports.requests[job["id"]].language == language


def test_an_open_period_ends_now(shared: Stage) -> None:
    job = shared.expect("POST", "/reports/illegal-calls", 202, json={}, role="operator")
    filters = shared.exports.requests[job["id"]].filters
    assert filters.to is not None
    assert filters.to.timestamp() == shared.clock.wall()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"filters": RANGE}, "filters"),
        ({"filters": {"illegal": False}}, "filters"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"format": "parquet"}, "format"),
        ({"from": "2023-11-16T00:00:00Z", "to": "2023-11-14T00:00:00Z"}, "to"),
    ],
)
def test_what_makes_no_sense_is_refused(shared: Stage, body: dict[str, Any], field: str) -> None:
    problem = shared.must_fail(422, "POST", "/reports/illegal-calls", json=body)
    assert problem["errors"][0]["field"].startswith(field)
