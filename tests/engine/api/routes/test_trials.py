from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.control.trials import TrialStep
from engine.errors import StoreError
from tests.helpers.api_app import Stage
from tests.helpers.stores import aggregate, connected
from tests.helpers.switch_port import NOW

PATH = "/calls/test"


def place(stage: Stage, hold_s: int = 0, **more: Any) -> Any:
    return stage.expect("POST", PATH, 202, json={"hold_s": hold_s}, **more)


def becomes(stage: Stage, trial_id: str, **changes: Any) -> None:
    found = stage.switch.trials[trial_id]
    stage.switch.trials[trial_id] = msgspec.structs.replace(found, **changes)


def over(stage: Stage, trial_id: str, **changes: Any) -> None:
    steps = [TrialStep(NOW, "sent", {"address": "127.0.0.1:5060"}), TrialStep(NOW, "ended")]
    becomes(stage, trial_id, outcome="ended", written=True, steps=steps, **changes)


def test_a_test_call_is_placed_and_audited(stage: Stage) -> None:
    answer = stage.request("POST", PATH, json={"hold_s": 5}, role="operator")
    body = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/v1{PATH}/{body['id']}"
    assert (body["state"], body["hold_s"], body["by"]) == ("calling", 5, "operator")
    assert body["steps"][0]["text"] == "INVITE sent to 127.0.0.1:5060"
    entry = stage.audit()[0]
    assert (entry["action"], entry["object"]) == ("call.test", f"call:{body['id']}")
    assert entry["after"] == {"hold_s": 5, "call_id": body["call_id"]}


def test_the_record_is_shown_when_it_arrives(stage: Stage) -> None:  # req 27
    stage.clock.set_wall(NOW + 1)
    begun = place(stage)
    over(stage, begun["id"])
    path = f"{PATH}/{begun['id']}"
    assert stage.expect("GET", path, role="auditor")["state"] == "recording"
    stage.ingest("cdr", connected(0, call_id=begun["call_id"], start=int(NOW * 1000)))
    done = stage.expect("GET", path, role="auditor")
    assert (done["state"], done["record"]["call_id"]) == ("done", begun["call_id"])
    assert done["record"] == stage.expect("GET", f"/cdrs/{done['record']['id']}")


def test_a_closed_gate_is_named_and_its_count_shown(stage: Stage) -> None:  # req 7
    stage.clock.set_wall(NOW + 1)
    begun = place(stage)
    over(stage, begun["id"], gate="zero_hold_time", begun_at=NOW)
    minute = int(NOW // 60 * 60_000)
    counted = {"source": "127.0.0.1", "callee_prefix": "echo", "minute": minute, "count": 1}
    stage.ingest("agg", aggregate(**{**counted, "source": "192.0.2.1"}))
    path = f"{PATH}/{begun['id']}"
    assert stage.expect("GET", path)["state"] == "recording", "others were counted, it was not"
    stage.ingest("agg", aggregate(**counted))
    why = stage.expect("GET", path, headers={"Accept-Language": "zh-CN"})["why_no_record"]
    assert (why["parameter"], why["counted"]) == ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 1)
    assert "没有话单" in why["text"]


def test_one_at_a_time(stage: Stage) -> None:
    place(stage)
    problem = stage.must_fail(409, "POST", PATH, json={})
    assert "under way" in problem["detail"]


def test_a_stopped_switch_is_told(stage: Stage) -> None:
    stage.switch.away = True
    stage.must_fail(503, "POST", PATH, json={})
    assert all(entry["action"] != "call.test" for entry in stage.audit())


def test_an_auditor_looks_and_does_not_place(stage: Stage) -> None:
    stage.must_fail(403, "POST", PATH, json={}, role="auditor")
    stage.must_fail(401, "POST", PATH, json={}, role=None)
    stage.must_fail(401, "GET", f"{PATH}/x", role=None)
    assert stage.switch.trials == {}


@pytest.mark.parametrize("body", [{"hold_s": 61}, {"hold_s": -1}, {"hold": 1}, [], {"hold_s": "0"}])
def test_a_body_of_the_wrong_kind_is_refused(shared: Stage, body: Any) -> None:
    shared.must_fail(422, "POST", PATH, json=body)


def test_an_unknown_one_is_missing(shared: Stage) -> None:
    for other in ("never", "%2e%2e", "%00", "x" * 3_000):
        shared.must_fail(404, "GET", f"{PATH}/{other}")


def test_a_store_that_cannot_write_the_audit_says_that_the_call_was_placed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(stage.config.audit, "append", fail)
    problem = stage.must_fail(503, "POST", PATH, json={})
    assert "was placed" in problem["detail"]
