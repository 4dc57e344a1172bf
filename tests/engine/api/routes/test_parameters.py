from typing import Any

import pytest

from engine.parameters.catalogue import CATALOGUE
from tests.helpers.api_app import Stage

RETRY = "SS_ENDPOINTREGISTERRETRY"
SUSPEND = "SS_ENDPOINTREGISTERSUSPEND"


def put(stage: Stage, name: str, value: Any, **more: Any) -> Any:
    return stage.expect("PUT", f"/parameters/{name}", json={"value": value, **more})


def test_the_list_is_whole_and_alphabetical(shared: Stage) -> None:  # req 72, 73
    names = [item["name"] for item in shared.expect("GET", "/parameters", role="auditor")["items"]]
    assert names == sorted(CATALOGUE)


def test_the_list_is_searched_by_name_and_description_and_group(shared: Stage) -> None:
    def names(**query: str) -> set[str]:
        return {item["name"] for item in shared.expect("GET", "/parameters", params=query)["items"]}

    assert names(q="registerretry") == {RETRY}  # req 23
    assert SUSPEND in names(q="Suspends the registration")
    assert {CATALOGUE[name].group for name in names(group="billing")} == {"billing"}
    assert names(q="nothing is called this") == set()
    shared.must_fail(422, "GET", "/parameters", params={"group": "kitchen"})


def test_one_parameter_with_everything_a_client_shows(stage: Stage) -> None:  # req 67, 106
    answer = stage.request("GET", f"/parameters/{RETRY}")
    item = answer.json()
    assert answer.headers["etag"] == '"0"'
    assert (item["value"], item["default"], item["minimum"], item["maximum"]) == (6, 6, 1, 100)
    assert (item["type"], item["section"], item["unit"]) == ("integer", "4.3.5.2", "attempts")
    assert {entry["value"] for entry in item["recommended"]} >= {3, 5, 6, 10}
    assert (item["changed_by"], item["changed_at"], item["revert_at"]) == ("", None, None)
    stage.must_fail(404, "GET", "/parameters/NO_SUCH_THING")


def test_a_change_is_answered_when_the_switch_obeys(stage: Stage) -> None:  # req 25, 26, 74
    item = put(stage, RETRY, 5, reason="scanners")
    assert item["value"] == 5
    assert item["version"] == 1
    assert item["effective_at"] == "2026-09-21T14:13:21.000Z"
    assert item["warning"] is None
    assert stage.switch.parameters[RETRY] == 5
    assert stage.switch.versions == [stage.config.version]


@pytest.mark.parametrize("value", [1, True, "1", "On", "true"])
def test_booleans_take_both_habits(stage: Stage, value: Any) -> None:
    assert put(stage, SUSPEND, value)["value"] == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (RETRY, 0, "from 1 to 100"),  # req 68
        (RETRY, 101, "from 1 to 100"),
        (RETRY, "many", "from 1 to 100"),
        (RETRY, True, "from 1 to 100"),
        ("SS_ENDPOINTREGISTERSUSPENDTIME", 59, "from 60 to 86400"),  # req 70
        ("SS_ENDPOINTREGISTERSUSPENDTIME", 86401, "from 60 to 86400"),
        (SUSPEND, 2, "0 or 1"),  # req 24, 64
        (SUSPEND, "", "0 or 1"),
    ],
)
def test_a_value_out_of_range_names_the_range(
    shared: Stage, name: str, value: Any, said: str
) -> None:
    problem = shared.must_fail(422, "PUT", f"/parameters/{name}", json={"value": value})
    assert said in problem["detail"]
    assert problem["errors"][0]["field"] == "value"
    assert name not in shared.switch.parameters


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"value": None},
        {"value": 5, "reason": 7},
        {"value": 5, "reason": "a\nb"},
        {"value": 5, "revert_after_s": 0},
        {"value": 5, "revert_after_s": "60"},
        {"value": 5, "revert_after_s": 2_592_001},
    ],
)
def test_a_change_of_the_wrong_shape_is_refused(shared: Stage, body: dict[str, Any]) -> None:
    shared.must_fail(422, "PUT", f"/parameters/{RETRY}", json=body)


def test_two_admins_cannot_overwrite_each_other_unseen(stage: Stage) -> None:
    def change(value: int, tag: str) -> Any:
        headers = {"If-Match": tag}
        return stage.request("PUT", f"/parameters/{RETRY}", json={"value": value}, headers=headers)

    first = change(5, '"0"')
    assert first.headers["etag"] == '"1"'
    late = change(7, '"0"')
    assert late.status_code == 412
    assert "version 1, by admin" in late.json()["detail"]
    for tag in ("nonsense", '"x"', 'W/"9"'):
        assert change(7, tag).status_code == 412
    assert change(7, '"9", "1"').status_code == 200
    assert change(8, "*").status_code == 200


def test_a_timed_change_says_when_it_returns(stage: Stage) -> None:
    put(stage, RETRY, 8)
    item = put(stage, RETRY, 3, revert_after_s=1800)
    assert item["revert_at"] == "2026-09-21T14:43:20.000Z"
    assert item["revert_to"] == 8
    history = stage.expect("GET", f"/parameters/{RETRY}/history")["items"]
    assert history[0]["revert_at"] == item["revert_at"]


def test_the_history_tells_before_after_who_where_why(stage: Stage) -> None:
    put(stage, RETRY, 5, reason="scanners")
    put(stage, RETRY, 3)
    page = stage.expect("GET", f"/parameters/{RETRY}/history", params={"limit": 1})
    assert [(item["before"], item["after"]) for item in page["items"]] == [(5, 3)]
    query = {"limit": 1, "cursor": page["next_cursor"]}
    page = stage.expect("GET", f"/parameters/{RETRY}/history", params=query)
    (item,) = page["items"]
    assert page["next_cursor"] is None
    expected = {"before": 6, "after": 5, "actor": "admin", "reason": "scanners", "version": 1}
    assert {name: item[name] for name in expected} == expected
    assert item["address"] == "127.0.0.1"
    stage.must_fail(422, "GET", f"/parameters/{RETRY}/history", params={"cursor": "!"})
    stage.must_fail(422, "GET", f"/parameters/{RETRY}/history", params={"limit": 1001})
    stage.must_fail(404, "GET", "/parameters/NO_SUCH_THING/history")


def test_with_the_switch_away_the_change_is_stored_and_says_so(stage: Stage) -> None:
    stage.switch.away = True
    item = put(stage, RETRY, 5)
    assert item["effective_at"] is None
    assert "when the softswitch is back" in item["warning"]
    assert stage.config.parameters.get(RETRY).value == 5
