"""The blacklist below SIP."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.control.kernel import KernelReport
from tests.helpers.api_app import Stage


def test_the_state_of_the_kernel_is_shown(shared: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared.expect("GET", "/firewall/kernel", role="auditor")["state"] == "off"
    report = KernelReport("unavailable", "nft is not installed", drift=1)
    monkeypatch.setattr(shared.modules, "state", replace(shared.modules.state, kernel=report))
    found = shared.expect("GET", "/firewall/kernel", role="auditor")
    assert (found["state"], found["reason"]) == ("unavailable", "nft is not installed")
    assert (found["drift"], found["pid"]) == (1, None)
    health = shared.expect("GET", "/health", role=None)
    assert health["kernel"] == {"state": "unavailable", "reason": "nft is not installed"}


def test_the_rules_are_a_file_for_each_program(stage: Stage) -> None:
    body = {"kind": "ip", "value": "203.0.113.7", "reason": "", "until": None}
    stage.expect("POST", "/blacklist", 201, json=body, role="operator")
    trust = {"value": "198.51.100.0/24", "comment": ""}
    stage.expect("POST", "/allowlist", 201, json=trust, role="operator")
    for name in ("nft", "iptables"):
        found = stage.expect("GET", f"/firewall/rules?format={name}", role="auditor")
        assert (found["format"], found["entries"]) == (name, 1)
        assert "203.0.113.7" in found["text"]
        assert "198.51.100.0/24" in found["text"]
    assert "203.0.113.7" not in stage.expect("GET", "/firewall/rules?format=ip6tables")["text"]
    stage.expect("GET", "/firewall/rules?format=pf", 422)
