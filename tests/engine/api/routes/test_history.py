"""Past lockouts and blocks: read by everybody, taken away as a file by operators."""

import pytest

from engine.api.routes import history
from tests.helpers.api_app import Stage
from tests.helpers.stores import START, block, suspension


def test_what_was_locked_and_blocked_is_one_list(stage: Stage) -> None:  # req 104
    stage.ingest("sus", suspension(at=START, extension="1001"))
    stage.ingest("blk", *(block(f"203.0.113.{n}", at=START + n) for n in range(1, 4)))
    page = stage.expect("GET", "/history", params={"limit": 3}, role="auditor")
    assert [item["value"] for item in page["items"]] == [f"203.0.113.{n}" for n in (3, 2, 1)]
    rest = stage.expect("GET", "/history", params={"limit": 3, "cursor": page["next_cursor"]})
    (lock,) = rest["items"]
    assert rest["next_cursor"] is None
    assert (lock["layer"], lock["action"], lock["known"]) == ("extension", "suspended", True)
    query = {"address": "203.0.113.0/30", "layer": "ip", "to": "2033-01-01T00:00:00Z"}
    assert len(stage.expect("GET", "/history", params=query)["items"]) == 3
    stage.must_fail(422, "GET", "/history", params={"address": "nowhere"})
    stage.must_fail(422, "GET", "/history", params={"cursor": "x"})


def test_all_of_it_is_a_file_and_audited(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.ingest("blk", block("203.0.113.1"), block("203.0.113.2"))
    answer = stage.request("GET", "/history/file", params={"layer": "ip"}, role="operator")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert len(answer.text.splitlines()) == 3
    (row, *_) = stage.audit()
    assert (row["action"], row["after"]) == (
        "history.export",
        {"rows": 2, "filters": {"layer": "ip"}},
    )
    monkeypatch.setattr(history, "MAX_FILE_ROWS", 1)
    problem = stage.must_fail(422, "GET", "/history/file")
    assert "narrow the time" in problem["detail"]
