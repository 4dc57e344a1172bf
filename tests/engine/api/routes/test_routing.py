from typing import Any

import pytest

from engine.control.gateways import RouteAnalysis, RouteStep
from tests.helpers.api_app import Stage

CALL = {"caller": "1001", "callee": "00441"}
STEP = RouteStep("carrier-a", "candidate", "prefix 0044 fits", "0044", 1, 1, "1001", "441")


def test_an_auditor_sees_where_a_call_would_go(stage: Stage) -> None:
    stage.switch.routes["00441"] = RouteAnalysis("1001", "00441", steps=(STEP,))
    body = stage.expect("GET", "/routing", params=CALL, role="auditor")
    assert (body["callee"], body["refused"], body["extension"]) == ("00441", "", "")
    assert body["steps"] == [
        {
            "gateway": "carrier-a",
            "verdict": "candidate",
            "text": "prefix 0044 fits",
            "prefix": "0044",
            "priority": 1,
            "weight": 1,
            "caller": "1001",
            "callee": "441",
        }
    ]
    assert stage.switch.analysed == [("1001", "00441", "")]


def test_a_plus_reaches_the_switch_as_it_was_typed(stage: Stage) -> None:
    stage.expect("GET", "/routing", params={"caller": "+1*#", "callee": "+44"})
    assert stage.switch.analysed == [("+1*#", "+44", "")]


def test_the_mapping_gateway_must_be_one(stage: Stage) -> None:
    for name, kind in (("customer", "mapping"), ("carrier", "routing")):
        address = "192.0.2.9" if kind == "mapping" else "192.0.2.9:5070"
        body = {"name": name, "kind": kind, "addresses": [address]}
        stage.expect("POST", "/gateways", 201, json=body)
    stage.expect("GET", "/routing", params={**CALL, "gateway": "customer"})
    assert stage.switch.analysed == [("1001", "00441", "customer")]
    stage.must_fail(404, "GET", "/routing", params={**CALL, "gateway": "never"})
    problem = stage.must_fail(404, "GET", "/routing", params={**CALL, "gateway": "carrier"})
    assert "routing gateway" in problem["detail"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"caller": "1"},
        {"caller": "1", "callee": ""},
        {"caller": "1", "callee": "a b"},
        {"caller": "1", "callee": "2" * 65},
        {**CALL, "gateway": "../x"},
        {**CALL, "q": "x"},
    ],
)
def test_a_query_of_the_wrong_kind_is_refused(shared: Stage, query: dict[str, Any]) -> None:
    shared.must_fail(422, "GET", "/routing", params=query)


def test_with_the_switch_away_nothing_can_be_said(stage: Stage) -> None:
    stage.switch.away = True
    assert "control socket" in stage.must_fail(503, "GET", "/routing", params=CALL)["detail"]


def test_strangers_are_told_nothing(shared: Stage) -> None:
    shared.must_fail(401, "GET", "/routing", params=CALL, role=None)
