from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.api_app import Stage

ONE, TWO = (f"/views/0192f3a4-5b6c-7d8e-9f01-00000000000{number}" for number in (1, 2))
NIGHT: dict[str, Any] = {
    "name": "Night shift",
    "range": "today",
    "filters": {"caller": ["8801*"], "billing_mode": [9], "illegal": True},
    "columns": ["start", "caller"],
}


def listed(stage: Stage, role: str) -> list[str]:
    return [item["name"] for item in stage.expect("GET", "/views", role=role)["items"]]


def test_a_view_is_saved_and_changed_under_its_version(stage: Stage) -> None:
    answer = stage.request("PUT", ONE, json=NIGHT)
    item = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert {name: item[name] for name in NIGHT} == NIGHT
    assert (item["owner"], item["shared"], item["editable"]) == ("admin", False, True)
    headers = {"If-Match": '"1"'}
    changed = stage.expect("PUT", ONE, json={**NIGHT, "name": "Day"}, headers=headers)
    assert (changed["name"], changed["version"]) == ("Day", 2)
    assert stage.expect("GET", "/views")["items"] == [changed]
    stage.must_fail(412, "PUT", ONE, json=NIGHT, headers=headers)
    stage.must_fail(412, "PUT", TWO, json=NIGHT, headers=headers)
    stage.must_fail(412, "DELETE", ONE, headers=headers)
    assert stage.expect("DELETE", ONE, headers={"If-Match": "*"}) == {"id": item["id"]}
    stage.must_fail(404, "DELETE", ONE)
    stage.must_fail(412, "PUT", ONE, json=NIGHT, headers={"If-Match": "*"})


def test_a_private_view_is_for_nobody_else(stage: Stage) -> None:
    stage.expect("PUT", ONE, 201, json=NIGHT, role="auditor")
    assert (listed(stage, "auditor"), listed(stage, "admin")) == (["Night shift"], [])
    stage.must_fail(404, "PUT", ONE, json=NIGHT)
    stage.must_fail(404, "DELETE", ONE)
    assert not any(entry["action"].startswith("view.") for entry in stage.audit())
    stage.expect("DELETE", ONE, role="auditor")


def test_a_shared_view_is_changed_by_its_owner_or_an_admin(stage: Stage) -> None:
    shared = {**NIGHT, "shared": True}
    stage.must_fail(403, "PUT", ONE, json=shared, role="auditor")
    stage.expect("PUT", ONE, 201, json=shared, role="operator")
    assert [item["editable"] for item in stage.expect("GET", "/views")["items"]] == [True]
    seen = stage.expect("GET", "/views", role="auditor")["items"]
    assert (seen[0]["editable"], seen[0]["owner"]) == (False, "operator")
    stage.must_fail(403, "PUT", ONE, json=NIGHT, role="auditor")
    stage.must_fail(403, "DELETE", ONE, role="auditor")
    stage.expect("PUT", ONE, json={**shared, "name": "By admin"})
    entry = stage.audit()[0]
    assert (entry["action"], entry["actor"]) == ("view.update", "admin")
    assert entry["before"]["name"] == "Night shift"
    assert stage.expect("GET", "/views", role="operator")["items"][0]["owner"] == "operator"
    stage.expect("DELETE", ONE)
    assert listed(stage, "operator") == []


def test_a_name_is_used_once(stage: Stage) -> None:
    stage.expect("PUT", ONE, 201, json=NIGHT)
    problem = stage.must_fail(409, "PUT", TWO, json=NIGHT)
    assert "Night shift" in problem["detail"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"filters": {"ip": ["300.0.0.0/8"]}}, "ip"),
        ({"filters": {"connected": True, "zero_duration": True}}, "zero_duration"),
        ({"range": "custom"}, ""),
        ({"name": ""}, "name"),
        ({"more": 1}, "more"),
    ],
)
def test_what_cannot_be_asked_for_is_not_saved(
    shared: Stage, change: dict[str, Any], field: str
) -> None:
    problem = shared.must_fail(422, "PUT", ONE, json=NIGHT | change)
    assert problem["errors"][0]["field"] == field
    shared.must_fail(422, "PUT", "/views/nonsense", json=NIGHT)


def test_a_fixed_range_is_kept_as_two_moments(stage: Stage) -> None:
    fixed = {"from": "2026-11-23T00:00:00.000Z", "to": "2026-11-24T00:00:00+06:00"}
    item = stage.expect("PUT", ONE, 201, json={**NIGHT, "range": "custom", "filters": fixed})
    assert item["filters"] == {"from": "2026-11-23T00:00:00Z", "to": "2026-11-24T00:00:00+06:00"}


def test_readers_hear_of_shared_views_only(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(
        type(stage.services.events),
        "publish",
        lambda _hub, name, items: heard.append(f"{name} {items[0]['action']}"),
    )
    stage.expect("PUT", ONE, 201, json=NIGHT)
    assert heard == []
    stage.expect("PUT", ONE, json={**NIGHT, "shared": True})
    stage.expect("PUT", ONE, json=NIGHT)
    stage.expect("PUT", ONE, json={**NIGHT, "shared": True})
    stage.expect("DELETE", ONE)
    assert heard == ["view stored"] * 3 + ["view deleted"]
