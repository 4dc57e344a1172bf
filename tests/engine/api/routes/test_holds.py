from typing import Any

import pytest

from engine.errors import StoreError
from engine.store.audit import Audit
from tests.helpers.api_app import Stage

HOLD: dict[str, Any] = {
    "filters": {"caller_ip": ["203.0.113.0/24"], "illegal": "true", "from": "2020-01-01T00:00:00Z"},
    "until": "2099-01-01T00:00:00Z",
    "reason": "Case 4711",
}


def test_a_hold_is_shown_as_it_was_asked_for_and_lifted_by_an_admin(stage: Stage) -> None:
    answer = stage.request("POST", "/holds", role="operator", json=HOLD)
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/holds/{made['id']}"
    assert made["filters"] == {
        "from": "2020-01-01T00:00:00.000Z",
        "caller_ip": ["203.0.113.0/24"],
        "illegal": True,
    }
    assert (made["until"], made["by"], made["active"]) == (
        "2099-01-01T00:00:00.000Z",
        "operator",
        True,
    )
    assert stage.expect("GET", "/holds", role="auditor")["items"] == [made]
    assert stage.expect("DELETE", f"/holds/{made['id']}")["lifted"] == made
    assert stage.expect("GET", "/holds")["items"] == []
    stage.must_fail(404, "DELETE", f"/holds/{made['id']}")
    rows = [row for row in stage.audit() if row["action"].startswith("hold.")]
    assert [(row["action"], row["actor"]) for row in rows] == [
        ("hold.lift", "admin"),
        ("hold.add", "operator"),
    ]
    assert (rows[1]["after"], rows[1]["reason"]) == (made, "Case 4711")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"until": "2001-01-01T00:00:00Z"}, "until"),
        ({"reason": ""}, "reason"),
        ({"filters": {"ip": "1.2.3.4/99"}}, "ip"),
        ({"filters": {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}}, "to"),
        ({"filters": {"nothing": 1}}, "nothing"),
    ],
)
def test_what_cannot_be_held_is_refused(shared: Stage, change: dict[str, Any], field: str) -> None:
    problem = shared.must_fail(422, "POST", "/holds", json=HOLD | change)
    assert field in str(problem["errors"])
    assert shared.expect("GET", "/holds")["items"] == []


def test_a_hold_that_cannot_be_written_down_is_none(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Audit, **_: Any) -> int:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Audit, "append", fail)
    stage.must_fail(503, "POST", "/holds", json=HOLD)
    assert stage.cdrs.holds.all() == []
