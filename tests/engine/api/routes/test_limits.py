"""Sources over a rate limit are seen, and let begin anew by who may."""

import pytest

from engine.defence.limits import Limits
from engine.defence.rates import Limit, RatePolicy
from tests.helpers.api_app import Stage


@pytest.fixture
def limits(stage: Stage) -> Limits:
    found = stage.switch.lists.rates
    found.policy = RatePolicy(True, calls=1)
    for address in ("203.0.113.7", "203.0.113.8"):
        for now in (0.0, 0.01, 0.02):
            over = found.over(Limit.CALLS, address, now)
            if over is not None:
                found.refuse(over, now, "INVITE sip:9")
    return found


def test_they_are_listed_page_by_page(stage: Stage, limits: Limits) -> None:
    page = stage.expect("GET", "/limits", params={"limit": 1})
    (item,) = page["items"]
    assert (item["value"], item["limit"], item["refused"]) == ("203.0.113.8", "calls", 2)
    assert (item["events"], item["per_s"], item["own"]) == (1, 1, False)
    rest = stage.expect("GET", "/limits", params={"cursor": page["next_cursor"]})
    assert [each["value"] for each in rest["items"]] == ["203.0.113.7"]
    assert rest["next_cursor"] is None
    assert stage.expect("GET", "/limits", params={"q": "nobody"})["items"] == []


def test_lifting_is_audited_and_for_operators(stage: Stage, limits: Limits) -> None:
    path = f"/limits/{next(iter(limits.limited))}"
    stage.must_fail(403, "DELETE", path, role="auditor")
    lifted = stage.expect("DELETE", path, role="operator")
    assert lifted["value"] == "203.0.113.7"
    assert stage.audit()[0]["action"] == "limit.lift"
    stage.must_fail(404, "DELETE", path, role="operator")
