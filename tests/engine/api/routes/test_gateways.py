from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engine.control.gateways import GatewayLive
from tests.helpers.api_app import Stage
from tests.helpers.switch_port import NOW

CARRIER: dict[str, Any] = {
    "name": "carrier-a",
    "kind": "routing",
    "addresses": ["192.0.2.9:5070", "[2001:db8::1]:5060"],
    "transport": "tls",
    "tls_verify": False,
    "prefixes": ["0044", "+44"],
    "priority": 5,
    "weight": 10,
    "capacity": 100,
    "calls_per_second": 20,
    "caller_rewrite": ["0:0044"],
    "callee_rewrite": ["00:"],
    "max_duration_s": 3600,
    "no_answer_s": 60,
    "enabled": True,
    "memo": "Réception 客户",
}
CUSTOMER: dict[str, Any] = {
    "name": "customer",
    "kind": "mapping",
    "addresses": ["198.51.100.0/24", "sbc.example.org"],
    "number_watch": "on",
    "concurrent_limit": 3,
    "no_answer_limit": 0,
}


def add(stage: Stage, *bodies: dict[str, Any]) -> None:
    for body in bodies:
        stage.expect("POST", "/gateways", 201, json=body)


def test_a_gateway_is_added_and_the_switch_obeys(stage: Stage) -> None:
    answer = stage.request("POST", "/gateways", json={**CARRIER, "reason": "new carrier"})
    item = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/v1/gateways/carrier-a"
    assert {name: item[name] for name in CARRIER} == CARRIER
    assert item["effective_at"] == "2026-09-21T14:13:21.000Z"
    assert (item["warning"], item["live"]["calls"]) == (None, 0)
    told = stage.switch.gateways["carrier-a"]
    assert told == stage.config.gateways.get("carrier-a")
    assert stage.switch.versions == [stage.config.version] == [1]
    entry = stage.audit()[0]
    assert (entry["action"], entry["object"]) == ("gateway.create", "gateway:carrier-a")
    assert (entry["actor"], entry["reason"]) == ("admin", "new carrier")
    stage.must_fail(409, "POST", "/gateways", json=CARRIER)


def test_a_customer_has_limits_of_numbers_of_its_own(stage: Stage) -> None:
    add(stage, CUSTOMER)
    item = stage.expect("GET", "/gateways/customer")
    assert {name: item[name] for name in CUSTOMER} == CUSTOMER
    assert (item["malicious_callee_limit"], item["malicious_caller_limit"]) == (-1, -1)
    stage.expect("PATCH", "/gateways/customer", json={"concurrent_limit": -1})
    assert stage.config.gateways.get("customer").concurrent_limit == -1
    change = stage.audit()[0]
    assert (change["before"]["concurrent_limit"], change["after"]["concurrent_limit"]) == (3, -1)


def test_a_gateway_is_changed_in_part(stage: Stage) -> None:
    add(stage, CARRIER)
    body = {"capacity": 0, "prefixes": [], "enabled": False, "reason": "maintenance"}
    item = stage.expect("PATCH", "/gateways/carrier-a", json=body)
    assert (item["capacity"], item["prefixes"], item["enabled"]) == (0, [], False)
    assert item["addresses"] == CARRIER["addresses"]
    told = stage.switch.gateways["carrier-a"]
    assert (told.capacity, told.prefixes, told.enabled) == (0, (), False)
    entry = stage.audit()[0]
    assert (entry["before"]["capacity"], entry["after"]["capacity"]) == (100, 0)
    assert (entry["action"], entry["reason"]) == ("gateway.update", "maintenance")


def test_a_removed_gateway_is_gone_from_the_switch_too(stage: Stage) -> None:
    add(stage, CARRIER)
    query = {"reason": "contract over"}
    body = stage.expect("DELETE", "/gateways/carrier-a", params=query)
    assert body == {
        "name": "carrier-a",
        "effective_at": "2026-09-21T14:13:21.000Z",
        "warning": None,
    }
    assert stage.switch.gateways == {}
    stage.must_fail(404, "GET", "/gateways/carrier-a")
    stage.must_fail(404, "DELETE", "/gateways/carrier-a")
    entry = stage.audit()[0]
    assert (entry["action"], entry["reason"]) == ("gateway.delete", "contract over")
    assert entry["before"]["addresses"] == CARRIER["addresses"]


def test_the_list_pages_filters_and_shows_live_figures(stage: Stage) -> None:
    add(stage, CARRIER, CUSTOMER, {**CARRIER, "name": "carrier-b", "enabled": False})
    stage.switch.live["carrier-a"] = GatewayLive("carrier-a", 3, 9, 8, quarantined_until=NOW)

    def names(**query: Any) -> list[str]:
        page = stage.expect("GET", "/gateways", params=query, role="auditor")
        return [item["name"] for item in page["items"]]

    assert names() == ["carrier-a", "carrier-b", "customer"]
    assert names(kind="mapping") == ["customer"]
    assert names(enabled="false") == ["carrier-b"]
    assert names(kind="routing", enabled="true") == ["carrier-a"]
    assert names(q="SBC.example") == ["customer"]
    page = stage.expect("GET", "/gateways", params={"limit": 2})
    assert (page["stale"], page["degraded"]) == (False, None)
    live = page["items"][0]["live"]
    assert (live["calls"], live["quarantined_until"]) == (3, "2026-09-21T14:13:20.000Z")
    assert names(limit=2, cursor=page["next_cursor"]) == ["customer"]


@pytest.mark.parametrize(
    "query", [{"kind": "both"}, {"enabled": "1"}, {"limit": 0}, {"cursor": "*"}, {"colour": "red"}]
)
def test_a_query_of_the_wrong_kind_is_refused(shared: Stage, query: dict[str, Any]) -> None:
    shared.must_fail(422, "GET", "/gateways", params=query)


def test_one_address_belongs_to_one_enabled_mapping_gateway(stage: Stage) -> None:
    add(stage, CUSTOMER)
    other = {**CUSTOMER, "name": "other", "addresses": ["SBC.example.org"]}
    problem = stage.must_fail(409, "POST", "/gateways", json=other)
    assert "customer" in problem["detail"]
    add(stage, {**other, "enabled": False})
    problem = stage.must_fail(409, "PATCH", "/gateways/other", json={"enabled": True})
    assert "customer" in problem["detail"]
    assert stage.expect("GET", "/gateways/other")["enabled"] is False


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": 7}, "name"),
    *(({"name": name}, "name") for name in ("", "..", "a/b", "a b", "x" * 65, "../../etc/passwd")),
    ({"kind": "both"}, "kind"),
    ({"addresses": []}, "addresses"),
    ({"addresses": "192.0.2.9"}, "addresses"),
    ({"addresses": [7]}, "addresses.0"),
    ({"addresses": ["192.0.2.9", "300.0.2.9"]}, "addresses.1"),
    ({"addresses": ["192.0.2.0/24"]}, "addresses.0"),
    ({"addresses": ["192.0.2.9:0"]}, "addresses.0"),
    ({"addresses": ["../../etc/passwd"]}, "addresses.0"),
    ({"addresses": ["x" * 263]}, "addresses.0"),
    ({"addresses": [f"10.0.{n}.1" for n in range(101)]}, "addresses"),
    ({"transport": "sctp"}, "transport"),
    ({"prefixes": ["00", "0 0"]}, "prefixes.1"),
    ({"prefixes": ["00", "00"]}, "prefixes.1"),
    ({"prefixes": [str(n) for n in range(1_001)]}, "prefixes"),
    ({"priority": -1}, "priority"),
    ({"priority": 1_001}, "priority"),
    ({"weight": 0}, "weight"),
    ({"weight": True}, "weight"),
    ({"capacity": 100_001}, "capacity"),
    ({"capacity": "5"}, "capacity"),
    ({"calls_per_second": 10_001}, "calls_per_second"),
    ({"calls_per_second": 1.5}, "calls_per_second"),
    ({"max_duration_s": 86_401}, "max_duration_s"),
    ({"no_answer_s": -1}, "no_answer_s"),
    ({"caller_rewrite": ["00"]}, "caller_rewrite.0"),
    ({"callee_rewrite": ["0:1", "0:2"]}, "callee_rewrite.1"),
    ({"enabled": 1}, "enabled"),
    ({"memo": "a\x00b"}, "memo"),
    ({"memo": "x" * 257}, "memo"),
    ({"reason": "x" * 501}, "reason"),
    ({"password": ""}, "password"),
    ({"password": "x"}, "username"),
    ({"secret": "x"}, "secret"),
    ({"username": "a:b"}, "username"),
    ({"registers": True}, "registers"),
    ({"register_expires_s": 59}, "register_expires_s"),
    ({"probe_interval_s": 3601}, "probe_interval_s"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_fields_of_the_wrong_kind_are_named(
    shared: Stage, changes: dict[str, Any], field: str
) -> None:
    problem = shared.must_fail(422, "POST", "/gateways", json={**CARRIER, **changes})
    assert problem["errors"][0]["field"] == field
    assert shared.config.gateways.all() == []


def test_a_change_is_held_to_the_same_rules(stage: Stage) -> None:
    add(stage, CARRIER)
    before = stage.config.version
    for changes, field in WRONG:
        if "name" in changes or "kind" in changes:
            continue
        problem = stage.must_fail(422, "PATCH", "/gateways/carrier-a", json=changes)
        assert problem["errors"][0]["field"] == field
    nothing: list[Any] = [{}, {"reason": "why"}, {"memo": None}, {"name": "b"}, []]
    for body in [*nothing, {"kind": "mapping"}]:
        stage.must_fail(422, "PATCH", "/gateways/carrier-a", json=body)
    assert stage.config.version == before


def test_a_body_that_is_none_or_ten_megabytes_is_refused(shared: Stage) -> None:
    huge = {**CARRIER, "memo": "x" * 10_000_000}
    for method, path in (("POST", "/gateways"), ("PATCH", "/gateways/carrier-a")):
        shared.must_fail(413, method, path, json=huge)
        shared.must_fail(400, method, path, content=b"{", headers={"content-type": JSON})
        shared.must_fail(415, method, path, content=b"<a/>", headers={"content-type": "text/xml"})


JSON = "application/json"


@pytest.mark.parametrize("name", ["never", "%2e%2e", "..%2F..%2Fetc%2Fpasswd", "%00", "x" * 3000])
def test_what_is_not_there_is_404_whatever_it_is_called(shared: Stage, name: str) -> None:
    shared.must_fail(404, "GET", f"/gateways/{name}")
    shared.must_fail(404, "PATCH", f"/gateways/{name}", json={"memo": "x"})
    shared.must_fail(404, "DELETE", f"/gateways/{name}")


def test_only_admins_change_gateways(stage: Stage) -> None:
    add(stage, CARRIER)
    for role in ("auditor", "operator"):
        stage.must_fail(403, "POST", "/gateways", json=CUSTOMER, role=role)
        stage.must_fail(403, "PATCH", "/gateways/carrier-a", json={"memo": "x"}, role=role)
        stage.must_fail(403, "DELETE", "/gateways/carrier-a", role=role)
        stage.expect("GET", "/gateways/carrier-a", role=role)
    stage.must_fail(401, "GET", "/gateways", role=None)
    stage.must_fail(401, "POST", "/gateways", role=None, json=CARRIER)
    assert len(stage.config.gateways.all()) == 1


def test_with_the_switch_away_changes_are_stored_and_nothing_is_claimed(stage: Stage) -> None:
    stage.switch.away = True
    item = stage.expect("POST", "/gateways", 201, json=CARRIER)
    assert (item["effective_at"], item["live"]) == (None, None)
    assert "when the softswitch is back" in item["warning"]
    item = stage.expect("GET", "/gateways/carrier-a")
    assert (item["live"], item["stale"]) == (None, True)
    page = stage.expect("GET", "/gateways")
    assert page["items"][0]["live"] is None
    assert "cannot be asked" in page["degraded"]
    assert stage.expect("DELETE", "/gateways/carrier-a")["warning"]


def test_a_change_is_told_to_every_reader(stage: Stage) -> None:
    told: list[Any] = []
    stage.hub.publish = lambda name, items: told.append((name, list(items)))  # type: ignore[method-assign]
    add(stage, CARRIER)
    stage.expect("PATCH", "/gateways/carrier-a", json={"memo": "x"})
    stage.expect("DELETE", "/gateways/carrier-a")
    assert told == [
        ("gateway", [{"name": "carrier-a", "action": action}])
        for action in ("created", "updated", "deleted")
    ]


def test_a_gateway_of_the_greatest_size_is_taken(stage: Stage) -> None:
    label = "x" * 60
    big = {
        **CARRIER,
        "addresses": [f"{label}.{label}.{label}.{n:05}.example:5060" for n in range(100)],
        "prefixes": [f"{n:032}" for n in range(1_000)],
        "caller_rewrite": [f"{n:064}:{n:064}" for n in range(100)],
        "callee_rewrite": [f"{n:064}:{n:064}" for n in range(100)],
        "memo": "界" * 256,
    }
    add(stage, big)
    told = stage.switch.gateways["carrier-a"]
    assert len(msgspec.msgpack.encode(told)) < 100_000, "a hundred of them fit into one message"
