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
