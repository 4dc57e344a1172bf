from typing import Any

import pytest

from tests.helpers.api_app import Stage

CHINESE = {"Accept-Language": "zh-CN"}


def test_a_fix_puts_its_point_right(stage: Stage) -> None:  # req 144
    before = stage.expect("GET", "/checklist", role="auditor")
    assert before["state"] == "wrong"
    assert len(before["items"]) == 9
    lockout = before["items"][0]
    assert (lockout["state"], lockout["found"]) == ("wrong", "Off: nothing stops guessing.")
    (fix,) = lockout["fixes"]
    stage.expect("PUT", f"/parameters/{fix['name']}", json={"value": fix["wanted"]})
    after = stage.expect("GET", "/checklist", headers=CHINESE)["items"][0]
    assert (after["state"], after["fixes"], after["title"]) == ("ok", [], "认证锁定已开启")


def test_the_report_satisfies_the_last_point_until_something_changes(stage: Stage) -> None:
    def last() -> Any:
        return stage.expect("GET", "/checklist")["items"][-1]["state"]

    assert last() == "warning"
    body = {"format": "json", "reason": "yearly"}
    report = stage.expect("POST", "/reports/security", json=body, role="operator")
    assert report["made_by"] == "operator"
    assert last() == "ok"
    (entry,) = stage.expect("GET", "/audit?action=report.security")["items"]
    assert entry["reason"] == "yearly"
    stage.clock.advance(1)
    stage.expect("PUT", "/parameters/SS_RATE_LIMIT", json={"value": 1})
    assert last() == "warning"


@pytest.mark.parametrize("headers", [{}, CHINESE])
def test_the_document_is_a_pdf(shared: Stage, headers: dict[str, str]) -> None:  # req 143
    response = shared.request("POST", "/reports/security", json={}, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert 'filename="security-' in response.headers["content-disposition"]
