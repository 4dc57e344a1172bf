"""What becomes of a password, by its kind; none is ever answered."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from engine.api.gateway_secrets import changed_secret, new_secret
from engine.api.problems import Refused
from engine.control.carriers import NO_SECRET, GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.registrar.digest import ha1_pair
from tests.helpers.api_app import REALM, Stage

STRONG = "Correct-Horse-77!"
CARRIER = {
    "name": "carrier", "kind": "routing", "addresses": ["192.0.2.9"], "username": "me",
    "password": "weak", "registers": True, "registrar": "sip.example.org", "probe_interval_s": 30,
}  # fmt: skip
CUSTOMER = {
    "name": "customer", "kind": "mapping", "addresses": ["198.51.100.7"], "username": "trunk",
    "password": STRONG,
}  # fmt: skip


def stored(stage: Stage, name: str) -> GatewaySecret:
    secret = stage.config.gateways.get(name).secret
    assert stage.switch.gateways[name].secret == secret, "the switch has another one"
    return secret


def test_the_carriers_password_is_kept_and_ours_is_hashed(stage: Stage) -> None:
    stage.expect("POST", "/gateways", json=CARRIER, status=201)
    stage.expect("POST", "/gateways", json=CUSTOMER, status=201)
    assert stored(stage, "carrier") == GatewaySecret("weak")
    assert stored(stage, "customer") == GatewaySecret("", *ha1_pair("trunk", REALM, STRONG))


def test_no_answer_and_no_audit_holds_a_password(stage: Stage) -> None:
    answers: list[Any] = [
        stage.expect("POST", "/gateways", json=CARRIER, status=201),
        stage.expect("POST", "/gateways", json=CUSTOMER, status=201),
        stage.expect("PATCH", "/gateways/carrier", json={"password": "Hakuna Matata"}),
        stage.expect("GET", "/gateways/carrier"),
        stage.expect("GET", "/gateways"),
        stage.audit(),
    ]
    text = json.dumps(answers)
    hashes = ha1_pair("trunk", REALM, STRONG)
    for secret in ("weak", STRONG, "Hakuna", hashes.md5, hashes.sha256):
        assert secret not in text
    assert answers[0]["password_set"] is True
    assert {"password", "secret"}.isdisjoint(answers[0])
    assert stage.audit()[0]["after"]["password"] == "changed"


def test_a_weak_password_of_ours_is_refused(stage: Stage) -> None:
    problem = stage.must_fail(422, "POST", "/gateways", json={**CUSTOMER, "password": "weak"})
    assert problem["errors"][0]["field"] == "password"
    assert new_secret(stage.services, "routing", "me", "weak") == GatewaySecret("weak")


def test_another_name_needs_our_password_again_and_no_name_drops_it(stage: Stage) -> None:
    stage.expect("POST", "/gateways", json=CARRIER, status=201)
    stage.expect("POST", "/gateways", json=CUSTOMER, status=201)
    problem = stage.must_fail(422, "PATCH", "/gateways/customer", json={"username": "other"})
    assert problem["errors"][0]["field"] == "password"
    both = {"username": "other", "password": STRONG}
    stage.expect("PATCH", "/gateways/customer", json=both)
    assert stored(stage, "customer").ha1_md5 == ha1_pair("other", REALM, STRONG).md5
    stage.expect("PATCH", "/gateways/carrier", json={"username": "other"})
    assert stored(stage, "carrier") == GatewaySecret("weak")
    for name, more in (("customer", {}), ("carrier", {"registers": False})):
        item = stage.expect("PATCH", f"/gateways/{name}", json={"username": "", **more})
        assert item["password_set"] is False
        assert stored(stage, name) == NO_SECRET


def test_what_is_not_given_stays(stage: Stage) -> None:
    before = GatewayConfig("a", "routing", ("192.0.2.9",), username="me", secret=GatewaySecret("x"))
    assert changed_secret(stage.services, before, None, None) == before.secret
    assert changed_secret(stage.services, before, "", None) == NO_SECRET
    assert new_secret(stage.services, "mapping", "", None) == NO_SECRET
    with pytest.raises(Refused):
        changed_secret(stage.services, msgspec.structs.replace(before, kind="mapping"), "you", None)
