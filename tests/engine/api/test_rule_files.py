"""What goes into a file for the firewall."""

from __future__ import annotations

from engine.api.rule_files import ruleset
from tests.helpers.api_app import Stage


def test_everything_that_is_listed_and_spared_is_gathered(stage: Stage) -> None:
    gateway = {"name": "carrier", "kind": "mapping", "addresses": ["192.0.2.8", "sip.example.com"]}
    stage.expect("POST", "/gateways", 201, json=gateway, role="admin")
    body = {"kind": "network", "value": "203.0.113.0/24", "reason": "", "until": None}
    stage.expect("POST", "/blacklist", 201, json=body, role="operator")
    found = ruleset(stage.services)
    assert found.blocks == [("203.0.113.0/24", None)]
    assert found.spared == ["192.0.2.8"]
    assert (list(found.ports), found.registrations) == ([5060], 10)
