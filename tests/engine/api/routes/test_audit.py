from typing import Any

import pytest

from engine.api.routes import audit
from tests.helpers.api_app import PASSWORD, Stage


def test_every_change_is_there_with_who_where_and_why(stage: Stage) -> None:
    body = {"value": 5, "reason": "scanners"}
    stage.expect("PUT", "/parameters/SS_ENDPOINTREGISTERRETRY", json=body)
    stage.add("1001")
    page = stage.expect("GET", "/audit", params={"limit": 1}, role="auditor")
    (item,) = page["items"]
    assert (item["action"], item["object"], item["before"]) == (
        *("endpoint.create", "endpoint:1001"),
        None,
    )
    page = stage.expect("GET", "/audit", params={"limit": 1, "cursor": page["next_cursor"]})
    (item,) = page["items"]
    assert item["actor"] == "admin"
    assert item["address"] == "127.0.0.1"
    assert item["reason"] == "scanners"
    assert (item["before"]["value"], item["after"]["value"]) == (6, 5)
    assert item["at"] == "2026-09-21T14:13:20.000Z"


def test_passwords_are_never_in_it(stage: Stage) -> None:
    stage.add("1001")
    stage.expect("PATCH", "/endpoints/1001", json={"password": PASSWORD + "2"})
    body = {"name": "maria", "password": PASSWORD, "role": "auditor"}
    stage.expect("POST", "/operators", 201, json=body)
    stage.expect("PATCH", "/operators/maria", json={"password": PASSWORD + "3"})
    assert "Horse" not in str(stage.audit())


def test_it_is_filtered_by_who_what_which_and_when(stage: Stage) -> None:
    stage.add("1001", "1002")
    stage.clock.advance(60)
    stage.expect("DELETE", "/endpoints/1001", role="operator")

    def count(**query: str) -> int:
        return len(stage.expect("GET", "/audit", params=query)["items"])

    assert count(actor="operator") == 1
    assert count(action="endpoint.create") == 2
    assert count(object="endpoint:1001") == 2
    assert count(object="endpoint:1001", action="endpoint.delete") == 1
    assert count(**{"from": "2026-09-21T14:14:20Z"}) == 1
    assert count(to="2026-09-21T14:14:20Z", action="endpoint.create") == 2


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"cursor": "x"}, {"from": "now"}, {"who": "admin"}, {"actor": "a\nb"}]
)
def test_a_query_of_the_wrong_kind_is_refused(shared: Stage, query: dict[str, Any]) -> None:
    problem = shared.must_fail(422, "GET", "/audit", params=query)
    assert [fault["field"] for fault in problem["errors"]] == list(query)


def test_a_head_that_was_noted_must_be_part_of_the_chain(stage: Stage) -> None:
    def verified(**query: str) -> dict[str, Any]:
        stage.expect("POST", "/audit/verification", 202, role="auditor", params=query)
        assert stage.app.state.audit_checks.wait(30)
        found: dict[str, Any] = stage.expect("GET", "/audit/verification")["last"]
        return found

    report = verified()
    assert verified(head=report["head"])["sound"]
    other = verified(head=f"{report['rows']}:{'0' * 64}")
    assert (other["sound"], other["first_bad"]) == (False, report["rows"])
    stage.must_fail(422, "POST", "/audit/verification", params={"head": "1"})


def test_a_text_is_looked_for_and_the_choices_are_told(stage: Stage) -> None:
    stage.add("1001")
    found = stage.expect("GET", "/audit", params={"q": "1001"}, role="auditor")["items"]
    assert [item["object"] for item in found] == ["endpoint:1001"]
    choices = stage.expect("GET", "/audit/choices", role="auditor")
    assert choices["actors"] == ["admin", "local"]
    assert choices["kinds"] == ["endpoint:", "operator:"]
    assert choices["actions"] == ["endpoint.create", "operator.add"]


def test_the_file_has_all_of_a_filter_and_is_audited(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.add("1001", "1002")
    query = {"action": "endpoint.", "q": "100"}
    answer = stage.request("GET", "/audit/file", params=query, role="operator")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.count("\r\n") == 3
    (row, *_) = stage.audit()
    assert (row["action"], row["actor"]) == ("audit.export", "operator")
    assert row["after"] == {"rows": 2, "filters": query}
    monkeypatch.setattr(audit, "MAX_FILE_ROWS", 1)
    stage.must_fail(422, "GET", "/audit/file", params=query)


def test_the_chain_is_verified_in_the_background(stage: Stage) -> None:
    assert stage.expect("GET", "/audit/verification")["last"] is None
    begun = stage.expect("POST", "/audit/verification", 202, role="auditor")
    assert begun["state"] in ("running", "idle")
    assert stage.app.state.audit_checks.wait(30)
    item = stage.expect("GET", "/audit/verification", role="auditor")
    assert (item["state"], item["error"]) == ("idle", "")
    last = item["last"]
    assert (last["sound"], last["rows"], last["newer"], last["by"]) == (True, 3, 1, "auditor")
    assert last["head_at"] == "2026-09-21T14:13:20.000Z"
