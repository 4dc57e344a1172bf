from typing import Any

import pytest

from tests.helpers.api_app import LOCAL_TOKEN, PASSWORD, Stage

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


@pytest.mark.parametrize("change", [{"enabled": False}, {"role": "operator"}, None])
def test_the_last_admin_stays_one(stage: Stage, change: dict[str, Any] | None) -> None:
    method = "PATCH" if change else "DELETE"
    stage.tokens["here"] = LOCAL_TOKEN
    problem = stage.must_fail(409, method, "/operators/admin", role="here", json=change)
    assert "last admin" in problem["detail"]
    stage.expect("POST", "/operators", 201, json={**MARIA, "role": "admin"})
    stage.expect(method, "/operators/admin", role="here", json=change)
    stage.must_fail(401, "GET", "/operators")


@pytest.mark.parametrize("change", [{"enabled": False}, {"role": "operator"}, None])
def test_nobody_takes_his_own_access_away(shared: Stage, change: dict[str, Any] | None) -> None:
    method = "PATCH" if change else "DELETE"
    problem = shared.must_fail(409, method, "/operators/admin", json=change)
    assert "his own access" in problem["detail"]
    shared.expect("PATCH", "/operators/admin", json={"role": "admin", "enabled": True})


def test_another_role_counts_at_the_next_sign_in_and_is_audited(stage: Stage) -> None:
    item = stage.expect("PATCH", "/operators/auditor", json={"role": "operator"})
    assert (item["role"], item["sessions"]) == ("operator", 0)
    stage.must_fail(401, "GET", "/endpoints", role="auditor")
    (row, *_) = stage.audit()
    assert (row["action"], row["object"]) == ("operator.role", "operator:auditor")
    assert (row["before"], row["after"]) == ({"role": "auditor"}, {"role": "operator"})


def test_a_removed_operator_is_gone_and_what_he_did_stays(stage: Stage) -> None:
    assert stage.expect("DELETE", "/operators/auditor")["role"] == "auditor"
    stage.must_fail(401, "GET", "/endpoints", role="auditor")
    stage.must_fail(404, "DELETE", "/operators/auditor")
    assert stage.audit()[0]["action"] == "operator.remove"
    assert [each["name"] for each in stage.expect("GET", "/operators")["items"]] == [
        "admin",
        "operator",
    ]


def test_failed_sign_ins_are_shown_until_one_succeeds(stage: Stage) -> None:
    wrong = {"name": "operator", "password": "Wrong-Horse-7!"}
    for body in (wrong, wrong, {**wrong, "name": "nobody"}):
        stage.must_fail(401, "POST", "/session", role=None, json=body)
    item = stage.expect("GET", "/operators")["items"][-1]
    assert (item["name"], item["failures"], item["sessions"]) == ("operator", 2, 1)
    assert item["failed"][0] == {"at": "2026-09-21T14:13:20.000Z", "address": "127.0.0.1"}
    stage.expect("POST", "/session", 201, role=None, json={**wrong, "password": PASSWORD})
    item = stage.expect("GET", "/operators")["items"][-1]
    assert (item["failures"], item["failed"], item["sessions"]) == (0, [], 2)


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
    shared.must_fail(422, "PATCH", "/operators/admin", json={"role": "root"})
    shared.must_fail(404, "PATCH", "/operators/nobody", json={"enabled": True})
    shared.must_fail(404, "PATCH", "/operators/nobody", json={"password": PASSWORD})
