from typing import Any

import pytest

from engine.registrar.digest import ha1_pair
from tests.helpers.api_app import PASSWORD, REALM, Stage


def test_an_endpoint_is_added_and_the_switch_knows(stage: Stage) -> None:
    body = {"extension": "1001", "password": PASSWORD, "display_name": "Réception 前台"}
    answer = stage.request("POST", "/endpoints", json=body, role="operator")
    item = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/v1/endpoints/1001"
    assert (item["status"], item["enabled"], item["effective_at"] is None) == (
        *("unregistered", True),
        False,
    )
    told = stage.switch.endpoints["1001"]
    assert (told.ha1_md5, told.ha1_sha256) == tuple(ha1_pair("1001", REALM, PASSWORD))
    stage.must_fail(409, "POST", "/endpoints", json=body)


def test_a_weak_password_is_refused_while_the_policy_is_on(stage: Stage) -> None:  # req 142
    body = {"extension": "1001", "password": "alllowercase1"}
    problem = stage.must_fail(422, "POST", "/endpoints", json=body)
    details = [error["detail"] for error in problem["errors"]]
    assert len(details) == 2
    assert {error["field"] for error in problem["errors"]} == {"password"}
    stage.expect("PUT", "/parameters/SERVER_PASSWORD_COMPLEXITY", json={"value": 0})
    stage.expect("POST", "/endpoints", 201, json=body)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extension": 1001}, "extension"),
        ({"extension": ""}, "extension"),
        ({"extension": "a b"}, "extension"),
        ({"extension": ".."}, "extension"),
        ({"extension": "x" * 33}, "extension"),
        ({"extension": "１００１"}, "extension"),
        ({"password": None}, "password"),
        ({"password": "x" * 257}, "password"),
        ({"display_name": "a\x00b"}, "display_name"),
        ({"display_name": "x" * 129}, "display_name"),
        ({"enabled": 1}, "enabled"),
        ({"enabled": "yes"}, "enabled"),
        ({"reason": "x" * 501}, "reason"),
    ],
)
def test_fields_of_the_wrong_kind_are_named(
    shared: Stage, changes: dict[str, Any], field: str
) -> None:
    body = {"extension": "1001", "password": PASSWORD, **changes}
    problem = shared.must_fail(422, "POST", "/endpoints", json=body)
    assert problem["errors"][0]["field"] == field


def test_one_endpoint_with_what_the_switch_sees(stage: Stage) -> None:  # req 108-111
    stage.add("1001", "1002")
    stage.switch.register("1001", "1002")
    stage.switch.suspend("1002")
    item = stage.expect("GET", "/endpoints/1001", role="auditor")
    assert item["status"] == "registered"
    assert item["bindings"][0]["source"] == "127.0.0.1:5070"
    assert item["bindings"][0]["expires_at"] == "2026-09-21T15:13:20.000Z"
    assert item["last_seen"] == "2026-09-21T14:13:20.000Z"
    item = stage.expect("GET", "/endpoints/1002")
    assert item["status"] == "suspended"
    assert item["failures"] == 6
    assert item["suspension"]["sources"] == ["192.0.2.7"]
    assert item["suspension"]["remaining_s"] == 170.5
    assert len(item["bindings"]) == 1  # req 91
    stage.must_fail(404, "GET", "/endpoints/1003")


def test_an_endpoint_is_changed_in_part(stage: Stage) -> None:
    stage.add("1001")
    stage.switch.register("1001")
    item = stage.expect("PATCH", "/endpoints/1001", json={"enabled": False, "reason": "left"})
    assert (item["enabled"], item["status"]) == (False, "unregistered")
    stage.expect("PATCH", "/endpoints/1001", json={"display_name": "Lab", "enabled": True})
    stage.expect("PATCH", "/endpoints/1001", json={"password": "Other-Horse-8!"})
    told = stage.switch.endpoints["1001"]
    assert told.ha1_md5 == ha1_pair("1001", REALM, "Other-Horse-8!").md5
    updates = [item for item in stage.audit() if item["action"] == "endpoint.update"]
    assert updates[-1]["before"] == {"display_name": "", "enabled": True}
    assert updates[-1]["after"]["enabled"] is False
    assert updates[-1]["reason"] == "left"
    assert "Horse" not in str(updates)


@pytest.mark.parametrize(
    "body", [{}, {"reason": "why"}, {"password": None}, {"extension": "2"}, {"enabled": 0}]
)
def test_a_change_of_nothing_or_of_the_wrong_kind_is_refused(
    shared: Stage, body: dict[str, Any]
) -> None:
    shared.must_fail(422, "PATCH", "/endpoints/1001", json=body)


def test_changing_or_removing_what_is_not_there_is_404(shared: Stage) -> None:
    shared.must_fail(404, "PATCH", "/endpoints/4711", json={"enabled": True})
    shared.must_fail(404, "DELETE", "/endpoints/4711")
    shared.must_fail(422, "PATCH", "/endpoints/4711", json={"password": "weak"})


def test_a_removed_endpoint_is_gone_from_the_switch_too(stage: Stage) -> None:
    stage.add("1001")
    stage.switch.register("1001")
    body = stage.expect("DELETE", "/endpoints/1001")
    assert body["extension"] == "1001"
    assert body["effective_at"]
    assert stage.switch.endpoints == {}
    stage.must_fail(404, "GET", "/endpoints/1001")


def test_with_the_switch_away_nothing_is_claimed(stage: Stage) -> None:
    stage.switch.away = True
    body = {"extension": "1001", "password": PASSWORD}
    item = stage.expect("POST", "/endpoints", 201, json=body)
    assert item["effective_at"] is None
    assert item["warning"]
    item = stage.expect("GET", "/endpoints/1001")
    assert (item["status"], item["failures"], item["bindings"]) == (None, None, [])
    assert item["stale"] is True
    assert "cannot be asked" in item["degraded"]
