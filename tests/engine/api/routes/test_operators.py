from typing import Any

import pytest

from tests.helpers.api_app import PASSWORD, Stage

MARIA = {"name": "maria", "password": PASSWORD, "role": "operator"}


def test_an_operator_is_added_and_signs_in(stage: Stage) -> None:
    item = stage.expect("POST", "/operators", 201, json=MARIA)
    assert item["role"] == "operator"
    assert item["enabled"] is True
    assert item["last_login_at"] is None
    assert "password" not in item
    body = {"name": "maria", "password": PASSWORD}
    stage.expect("POST", "/session", 201, role=None, json=body)
    names = [item["name"] for item in stage.expect("GET", "/operators")["items"]]
    assert names == ["admin", "auditor", "maria", "operator"]
    stage.must_fail(409, "POST", "/operators", json=MARIA)


def test_disabling_ends_the_sessions_at_once(stage: Stage) -> None:
    stage.expect("GET", "/endpoints", role="auditor")
    stage.expect("PATCH", "/operators/auditor", json={"enabled": False})
    stage.must_fail(401, "GET", "/endpoints", role="auditor")
    assert stage.expect("PATCH", "/operators/auditor", json={"enabled": True})["enabled"] is True


def test_a_new_password_ends_the_sessions_too(stage: Stage) -> None:
    stage.expect("PATCH", "/operators/operator", json={"password": "Other-Horse-8!"})
    stage.must_fail(401, "GET", "/endpoints", role="operator")
    body = {"name": "operator", "password": "Other-Horse-8!"}
    stage.expect("POST", "/session", 201, role=None, json=body)


def test_the_last_admin_cannot_be_disabled(stage: Stage) -> None:
    problem = stage.must_fail(409, "PATCH", "/operators/admin", json={"enabled": False})
    assert "last admin" in problem["detail"]
    stage.expect("GET", "/operators")
    stage.expect("POST", "/operators", 201, json={**MARIA, "role": "admin"})
    stage.expect("PATCH", "/operators/admin", json={"enabled": False})


def test_the_password_policy_counts_for_operators(shared: Stage) -> None:
    problem = shared.must_fail(422, "POST", "/operators", json={**MARIA, "password": "weak"})
    assert {error["field"] for error in problem["errors"]} == {"password"}
    shared.must_fail(422, "PATCH", "/operators/admin", json={"password": "weak"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "root"}, "role"),
        ({"role": None}, "role"),
        ({"name": "a b"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "local"}, "name"),
        ({"name": 5}, "name"),
        ({"password": 12345678901234}, "password"),
        ({"enabled": True}, "enabled"),
    ],
)
def test_an_operator_of_the_wrong_shape_is_refused(
    shared: Stage, changes: dict[str, Any], field: str
) -> None:
    problem = shared.must_fail(422, "POST", "/operators", json={**MARIA, **changes})
    assert problem["errors"][0]["field"] == field


def test_changes_of_nothing_and_nobody(shared: Stage) -> None:
    shared.must_fail(422, "PATCH", "/operators/admin", json={})
    shared.must_fail(422, "PATCH", "/operators/admin", json={"role": "auditor"})
    shared.must_fail(404, "PATCH", "/operators/nobody", json={"enabled": True})
    shared.must_fail(404, "PATCH", "/operators/nobody", json={"password": PASSWORD})
