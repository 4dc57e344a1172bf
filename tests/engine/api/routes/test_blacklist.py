"""The blacklist over HTTP (requirements 124-132)."""

from typing import Any

import msgspec
import pytest

from engine.control.blocks import Unblocked
from tests.helpers.api_app import Stage

FOREVER: dict[str, Any] = {"until": None}


def add(stage: Stage, value: str = "203.0.113.7", **more: Any) -> dict[str, Any]:
    kind = "network" if "/" in value else "ip"
    body = {"kind": kind, "value": value, "reason": "seen in the log", **FOREVER, **more}
    found: dict[str, Any] = stage.expect(
        "POST", "/blacklist", json=body, role="operator", status=201
    )
    return found


def test_an_address_is_blocked_by_hand_and_listed(stage: Stage) -> None:
    item = add(stage)
    assert (item["kind"], item["value"], item["rule"]) == ("ip", "203.0.113.7", None)
    assert (item["source"], item["by"]) == ("operator", "operator")
    assert (item["until"], item["remaining_s"], item["hits"]) == (None, None, 0)
    assert stage.expect("GET", "/blacklist", role="auditor")["items"] == [item]
    entry = stage.audit()[0]
    assert (entry["action"], entry["object"]) == ("blacklist.add", "blacklist:203.0.113.7")
    assert entry["reason"] == "seen in the log"


def test_the_list_pages_newest_first_and_filters(stage: Stage) -> None:
    for last in range(3):
        add(stage, f"203.0.113.{last}")
    add(stage, "198.51.100.0/24")

    def values(**query: Any) -> list[str]:
        return [each["value"] for each in stage.expect("GET", "/blacklist", params=query)["items"]]

    assert values(kind="network") == ["198.51.100.0/24"]
    assert values(q="113.1") == ["203.0.113.1"]
    page = stage.expect("GET", "/blacklist", params={"limit": 3})
    assert values(limit=3, cursor=page["next_cursor"]) == ["203.0.113.0"]
    stage.must_fail(422, "GET", "/blacklist", params={"kind": "telephone"})


def test_what_is_no_place_or_over_is_refused_by_its_field(stage: Stage) -> None:
    for value in ("nonsense", "0.0.0.0/0", "203.0.113.256"):
        body = {"kind": "ip", "value": value, **FOREVER}
        stage.must_fail(422, "POST", "/blacklist", json=body, role="operator")
    body = {"kind": "network", "value": "203.0.113.7", **FOREVER}
    stage.must_fail(422, "POST", "/blacklist", json=body, role="operator")
    past = {"kind": "ip", "value": "203.0.113.7", "until": "2020-01-01T00:00:00Z"}
    stage.must_fail(422, "POST", "/blacklist", json=past, role="operator")
    assert stage.expect("GET", "/blacklist")["items"] == []


def test_who_would_be_hit_is_said_first(stage: Stage) -> None:  # req 132
    stage.switch.lists.register("1001", "203.0.113.9")
    stage.switch.lists.gateways = ["carrier-a"]
    behind = stage.expect("GET", "/blacklist/preview", params={"value": "203.0.113.77/24"})
    assert (behind["value"], behind["live_endpoints"]) == ("203.0.113.0/24", 1)
    assert (behind["extensions"], behind["gateways"]) == (["1001"], ["carrier-a"])
    assert (behind["own_address"], behind["already"], behind["allowed"]) == (False, None, None)
    body = {"kind": "network", "value": "203.0.113.0/24", **FOREVER}
    stage.must_fail(409, "POST", "/blacklist", json=body, role="operator")
    add(stage, "203.0.113.0/24", force=True)


def test_the_callers_own_address_is_one_of_ours(stage: Stage) -> None:
    add(stage)
    own = stage.audit()[0]["address"]
    assert stage.expect("GET", "/blacklist/preview", params={"value": own})["own_address"]


def test_the_engine_itself_cannot_be_blocked_and_its_machine_only_by_force(stage: Stage) -> None:
    body = {"kind": "ip", "value": "127.255.255.254", "force": True, **FOREVER}
    problem = stage.must_fail(422, "POST", "/blacklist", json=body, role="operator")
    assert "is the engine itself" in problem["detail"]
    stage.address = "192.0.2.44"
    for value, kind in (("127.0.0.1", "ip"), ("127.0.0.0/8", "network"), ("::1", "ip")):
        body = {"kind": kind, "value": value, **FOREVER}
        problem = stage.must_fail(409, "POST", "/blacklist", json=body, role="operator")
        assert "the engine's own machine" in problem["detail"]
        seen = stage.expect("GET", "/blacklist/preview", params={"value": value})
        assert seen["machine"]
    add(stage, "127.0.0.0/8", force=True)
    add(stage, "127.0.0.2")
    stage.address = "127.0.0.1"


def test_an_end_can_be_changed_and_taken_away(stage: Stage) -> None:
    item = add(stage, until="2126-01-01T00:00:00.000Z")
    assert item["remaining_s"] > 0
    path = f"/blacklist/{item['id']}"
    changed = stage.expect("PATCH", path, json=FOREVER, role="operator")
    assert (changed["until"], changed["id"]) == (None, item["id"])
    assert stage.audit()[0]["before"]["until"] == "2126-01-01T00:00:00.000Z"
    stage.must_fail(404, "PATCH", "/blacklist/none", json=FOREVER, role="operator")


def test_unblocking_answers_what_it_removed_in_each_layer(stage: Stage) -> None:
    stage.add("1001")
    stage.switch.suspend("1001")  # from 192.0.2.7
    stage.switch.suspend("9999", known=False)
    item = add(stage, "192.0.2.7")
    done = stage.expect(
        "DELETE", f"/blacklist/{item['id']}", params={"trust_s": 3600}, role="operator"
    )
    assert [(each["layer"], each["what"]) for each in done["removed"]] == [
        ("blacklist", "192.0.2.7"),
        ("suspension", "1001"),
        ("suspension", "9999"),
    ]
    assert done["extensions"] == 2
    assert done["trusted_until"] is not None
    assert not stage.switch.lockouts
    assert stage.audit()[0]["after"]["extensions"] == 2
    (trusted,) = stage.expect("GET", "/allowlist")["items"]
    assert (trusted["value"], trusted["until"]) == ("192.0.2.7", done["trusted_until"])
    stage.must_fail(404, "DELETE", f"/blacklist/{item['id']}", role="operator")
    assert stage.audit()[0]["action"] == "blacklist.remove"


def test_every_layer_of_the_switch_is_named(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    item, real = add(stage, "192.0.2.7"), stage.switch.unblock

    def everywhere(*arguments: Any) -> Unblocked:
        done = real(*arguments)
        return msgspec.structs.replace(done, counted=True, limited=True, enforced=True)

    monkeypatch.setattr(stage.switch, "unblock", everywhere)
    done = stage.expect("DELETE", f"/blacklist/{item['id']}", role="operator")
    layers = [each["layer"] for each in done["removed"]]
    assert layers == ["blacklist", "kernel", "counters", "rate"]


def test_nothing_is_answered_while_the_switch_is_away(stage: Stage) -> None:
    stage.switch.away = True
    stage.must_fail(503, "GET", "/blacklist")
    stage.switch.away = False
    assert stage.expect("GET", "/blacklist")["items"] == []


def test_numbers_are_blocked_and_freed_like_addresses(stage: Stage) -> None:
    body = {"kind": "number", "value": "+49 30 99", "reason": "fraud", **FOREVER}
    item = stage.expect("POST", "/blacklist", 201, json=body, role="operator")
    assert (item["kind"], item["value"], item["source"]) == ("number", "+493099", "operator")
    assert stage.audit()[0]["object"] == "blacklist:+493099"
    listed = stage.expect("GET", "/blacklist", params={"kind": "number"})["items"]
    assert [each["id"] for each in listed] == [item["id"]]
    done = stage.expect("DELETE", f"/blacklist/{item['id']}", role="operator")
    assert done["removed"] == [{"layer": "blacklist", "what": "+493099"}]
    stage.must_fail(422, "POST", "/blacklist", json={**body, "value": "a?b"}, role="operator")
