from dataclasses import replace
from typing import Any

import pytest

from tests.helpers.api_app import Stage

DAILY = {
    "name": "Daily evidence",
    "folder": "audit",
    "timezone": "Europe/Berlin",
    "filters": {"caller": "100"},
}


def create(stage: Stage, **changes: Any) -> Any:
    body = {**DAILY, **changes}
    return stage.expect("POST", "/schedules", 201, json=body, role="operator")


def test_a_schedule_is_made_changed_run_and_deleted(stage: Stage) -> None:  # req 55
    made = create(stage)
    assert (made["created_by"], made["running"], made["last"]) == ("operator", False, None)
    assert made["next_run"] == "2026-09-22T04:00:00.000Z", "six in the morning of Berlin"
    path = f"/schedules/{made['id']}"
    body = {"hour": 7, "recipients": ["a@example.org"], "version": made["version"]}
    changed = stage.expect("PATCH", path, json=body, role="operator")
    assert (changed["next_run"], changed["version"]) == ("2026-09-22T05:00:00.000Z", 2)
    assert changed["filters"] == {"caller": ["100"]}
    stage.must_fail(409, "PATCH", path, json={"version": 1, "hour": 8}, role="operator")
    assert stage.expect("POST", f"{path}/run", 202, role="operator")["running"]
    assert stage.schedules.asked == [made["id"]]
    stage.config.schedules.ended(made["id"], "failed", "the disk is full")
    listed = stage.expect("GET", "/schedules", role="auditor")
    assert listed["items"][0]["last"]["detail"] == "the disk is full"
    assert (listed["mail_ready"], listed["root"]) == (False, "/srv/deliveries")
    stage.expect("DELETE", path, role="operator")
    stage.must_fail(404, "POST", f"{path}/run", role="operator")
    actions = [item["action"] for item in stage.audit() if item["object"].startswith("schedule:")]
    assert actions == ["schedule.delete", "schedule.run", "schedule.update", "schedule.create"]


def test_a_schedule_has_an_order_or_a_language(shared: Stage) -> None:
    made = create(shared, name="Sorted", kind="cdrs", format="csv", sort="fee", order="oldest")
    assert (made["sort"], made["order"], made["language"]) == ("fee", "oldest", "en")
    path = f"/schedules/{made['id']}"
    changed = shared.expect("PATCH", path, json={"sort": "stop"}, role="operator")
    assert (changed["sort"], changed["order"]) == ("stop", "oldest")
    assert create(shared, name="Chinese", language="zh")["language"] == "zh"


def test_a_schedule_of_an_older_release_has_the_usual_order(shared: Stage) -> None:
    made = create(shared, name="Old")
    row = shared.config.schedules.get(made["id"])
    plan = {k: v for k, v in row.plan.items() if k not in ("sort", "order", "language")}
    shared.config.schedules.change(replace(row, plan=plan), actor="a", address="")
    listed = shared.expect("GET", "/schedules")["items"]
    item = next(each for each in listed if each["id"] == made["id"])
    assert (item["sort"], item["order"], item["language"]) == ("start", "newest", "en")


def test_a_disabled_schedule_has_no_next_run(shared: Stage) -> None:
    made = create(shared, name="Off", enabled=False)
    assert made["next_run"] is None
    on = shared.expect("PATCH", f"/schedules/{made['id']}", json={"enabled": True})
    assert on["next_run"] is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"folder": "../../etc"},
        {"recipients": ["a@b\r\nBcc: c@d"]},
        {"format": "parquet"},
        {"filters": {"ip": "10.0.0.0/99"}},
        {"sort": "fee"},
        {"order": "oldest"},
        {"kind": "cdrs", "format": "csv", "sort": "hold_ms"},
        {"language": "de"},
    ],
)
def test_what_makes_no_sense_is_refused(shared: Stage, changes: dict[str, Any]) -> None:
    body = {**DAILY, "name": "Refused", **changes}
    shared.must_fail(422, "POST", "/schedules", json=body, role="operator")


def test_a_change_that_makes_nonsense_of_the_whole_is_refused(shared: Stage) -> None:
    made = create(shared, name="Whole")
    body = {"folder": ""}
    problem = shared.must_fail(422, "PATCH", f"/schedules/{made['id']}", json=body)
    assert "where is the file to go" in problem["detail"]
