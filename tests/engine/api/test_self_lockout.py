"""Nobody shuts himself out of management by a change of the allow list (requirement 140)."""

from __future__ import annotations

from typing import Any

import pytest

from engine.parameters.allowing import HTTP_ONLY
from tests.helpers.api_app import Stage

AWAY = "192.0.2.44"
LATER, LATEST = "2126-01-01T00:00:00Z", "2127-01-01T00:00:00Z"


def trust(stage: Stage, value: str, until: str | None = None, status: int = 201) -> Any:
    body = {"value": value, "until": until}
    answer = stage.request("POST", "/allowlist", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.fixture
def closed(stage: Stage) -> Stage:
    """Management is open to the allow list alone, and the operator sits at a listed address."""
    trust(stage, AWAY)
    stage.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": 1})
    stage.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": 1})
    stage.address = AWAY
    return stage


def own_entry(stage: Stage) -> str:
    items = stage.expect("GET", "/allowlist")["items"]
    return next(str(item["id"]) for item in items if item["value"] == AWAY)


def test_ones_own_entry_stays_unless_another_serves_as_long(closed: Stage) -> None:
    path = f"/allowlist/{own_entry(closed)}"
    problem = closed.must_fail(409, "DELETE", path)
    assert "you would be shut out" in problem["detail"]
    trust(closed, "192.0.2.0/24", LATER)
    problem = closed.must_fail(409, "DELETE", path)
    assert "only until 2126-01-01" in problem["detail"]
    trust(closed, "192.0.0.0/16")
    closed.expect("DELETE", path, 204)


def test_ones_own_entry_gets_no_end(closed: Stage) -> None:
    assert "only until" in trust(closed, AWAY, LATER, 409)["detail"]
    trust(closed, "203.0.113.7", LATER)
    trust(closed, "192.0.2.0/24")
    trust(closed, AWAY, LATER)
    trust(closed, AWAY, LATEST)


def test_from_this_machine_and_with_an_open_management_all_is_allowed(closed: Stage) -> None:
    entry = own_entry(closed)
    closed.address = "127.0.0.1"
    closed.expect("DELETE", f"/allowlist/{entry}", 204)
    closed.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": 0})
    closed.address = AWAY
    closed.app.state.gate.refresh()
    again = trust(closed, AWAY)
    closed.expect("DELETE", f"/allowlist/{again['id']}", 204)


def test_a_restriction_that_returns_by_itself_counts_as_one(closed: Stage) -> None:
    asked = {"value": 0, "revert_after_s": 1800}
    closed.expect("PUT", f"/parameters/{HTTP_ONLY}", json=asked)
    closed.must_fail(409, "DELETE", f"/allowlist/{own_entry(closed)}")


def test_an_address_that_is_listed_for_a_time_cannot_close_the_door(stage: Stage) -> None:
    trust(stage, AWAY, LATER)
    stage.address = AWAY
    problem = stage.must_fail(409, "PUT", f"/parameters/{HTTP_ONLY}", json={"value": 1})
    assert "only until 2126-01-01" in problem["detail"]
    trust(stage, AWAY)
    stage.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": 1})
