"""The allow list over HTTP."""

from tests.helpers.api_app import Stage


def test_a_network_is_trusted_until_it_is_taken_back(stage: Stage) -> None:
    assert stage.expect("GET", "/allowlist") == {"items": [], "next_cursor": None}
    body = {"value": "2001:db8::1/48", "comment": "office", "until": "2126-01-01T00:00:00Z"}
    item = stage.expect("POST", "/allowlist", json=body, role="operator", status=201)
    assert (item["kind"], item["value"]) == ("network", "2001:db8::/48")
    assert (item["comment"], item["until"]) == ("office", "2126-01-01T00:00:00.000Z")
    assert stage.expect("GET", "/allowlist", params={"q": "OFFICE"})["items"] == [item]
    path = f"/allowlist/{item['id']}"
    stage.must_fail(403, "DELETE", path, role="auditor")
    stage.expect("DELETE", path, role="operator", status=204)
    stage.must_fail(404, "DELETE", path, role="operator")
    actions = [entry["action"] for entry in stage.audit()[:2]]
    assert actions == ["allowlist.remove", "allowlist.add"]


def test_who_is_trusted_is_said_before_a_block(stage: Stage) -> None:
    body = {"value": "203.0.113.0/24"}
    item = stage.expect("POST", "/allowlist", json=body, role="operator", status=201)
    behind = stage.expect("GET", "/blacklist/preview", params={"value": "203.0.113.5"})
    assert behind["allowed"] == item["id"]
