"""Nobody locks himself out: what has to be confirmed (requirements 139, 140)."""

from __future__ import annotations

import pytest

from engine.api.probation import PROBATION_S
from engine.parameters.allowing import HTTP_ONLY, SIP_ONLY
from tests.helpers.api_app import Stage

ON = {"value": 1}


@pytest.mark.parametrize("name", [SIP_ONLY, HTTP_ONLY])
def test_switched_on_it_returns_unless_the_same_operator_confirms(stage: Stage, name: str) -> None:
    path = f"/parameters/{name}"
    for more in ({}, {"revert_after_s": 3600}):
        first = stage.expect("PUT", path, json={**ON, **more})
        (timed,) = stage.expect("GET", "/timed-changes")["items"]
        assert (first["value"], timed["revert_to"]) == (1, 0)
        assert 0 < timed["remaining_s"] <= PROBATION_S
        stage.expect("PUT", path, json={"value": 0})
        assert stage.expect("GET", "/timed-changes")["items"] == []
    stage.expect("PUT", path, json={**ON, "revert_after_s": 20})
    assert stage.expect("GET", "/timed-changes")["items"][0]["remaining_s"] <= 20
    confirmed = stage.expect("PUT", path, json=ON)
    assert (confirmed["value"], confirmed["revert_at"]) == (1, None)
    stage.expect("PUT", path, json=ON)  # nothing to confirm any more


def test_another_operator_cannot_confirm_and_nobody_can_prolong(stage: Stage) -> None:
    path = f"/parameters/{SIP_ONLY}"
    stage.expect("PUT", path, json=ON)
    local = {"Authorization": f"Bearer {stage.services.local_token}"}
    answer = stage.send("PUT", f"/api/v1{path}", json=ON, headers=local)
    assert answer.status_code == 409
    assert "has to confirm" in answer.text
    problem = stage.must_fail(409, "POST", f"/timed-changes/{SIP_ONLY}/extend", json={"by_s": 60})
    assert "confirm it" in problem["detail"]
    assert stage.expect("GET", path)["revert_at"] is not None


def test_who_is_not_listed_himself_is_told_so_before(stage: Stage) -> None:
    stage.address = "203.0.113.7"
    problem = stage.must_fail(409, "PUT", f"/parameters/{HTTP_ONLY}", json=ON)
    assert "203.0.113.7" in problem["detail"]
    assert stage.expect("GET", f"/parameters/{HTTP_ONLY}")["value"] == 0
    stage.switch.lists.trust("203.0.113.7", "", "maria", None)
    stage.expect("PUT", f"/parameters/{HTTP_ONLY}", json={"value": "on"})
    stage.expect("PUT", f"/parameters/{SIP_ONLY}", json=ON)  # of SIP he may be shut out


def test_other_parameters_are_as_they_were(stage: Stage) -> None:
    changed = stage.expect("PUT", "/parameters/SS_BLACK_LIST_IP", json=ON)
    assert changed["revert_at"] is None
