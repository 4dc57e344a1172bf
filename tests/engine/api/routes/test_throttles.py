"""Refused sign-ins are seen, and opened by another operator."""

from typing import Any

import pytest

from tests.helpers.api_app import Stage


@pytest.fixture
def shut_out(stage: Stage) -> list[dict[str, Any]]:
    for _ in range(20):
        answer = stage.request(
            "POST", "/session", role=None, json={"name": "eve", "password": "Guess-1234!"}
        )
        if answer.status_code == 429:
            break
    found: list[dict[str, Any]] = stage.expect("GET", "/throttles")["items"]
    return found


def test_who_is_refused_since_and_until_when(stage: Stage, shut_out: list[dict[str, Any]]) -> None:
    named = {each["name"] for each in shut_out}
    assert named == {"eve", None}
    for each in shut_out:
        assert each["since"] < each["until"]
        assert each["remaining_s"] > 0
        assert each["failures"] >= 1


def test_opening_lets_in_at_once_and_is_audited(
    stage: Stage, shut_out: list[dict[str, Any]]
) -> None:
    for each in shut_out:
        path = f"/throttles/{each['id']}"
        stage.must_fail(403, "DELETE", path, role="auditor")
        assert stage.expect("DELETE", path, role="operator")["id"] == each["id"]
        assert stage.audit()[0]["action"] == "throttle.open"
        stage.must_fail(404, "DELETE", path, role="operator")
    assert stage.expect("GET", "/throttles")["items"] == []
    again = stage.request(
        "POST", "/session", role=None, json={"name": "eve", "password": "Guess-1234!"}
    )
    assert again.status_code == 401
