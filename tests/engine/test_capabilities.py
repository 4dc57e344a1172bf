"""Giving rights up, each time in a process of its own: it cannot be undone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from engine.capabilities import NET_ADMIN, held, may_change_firewall
from tests.helpers.engine_process import ROOT

_BIT = 1 << NET_ADMIN
_SAY = "import json; from engine import capabilities as c; c.{}(); print(json.dumps(c.held()))"


def after(function: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", _SAY.format(function)],
        capture_output=True, check=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_what_this_process_holds_is_known() -> None:
    assert set(held()) >= {"Inh", "Prm", "Eff", "Bnd", "Amb"}
    assert may_change_firewall() is bool(held()["Prm"] & _BIT)


def test_everything_but_one_right_is_given_up() -> None:
    if not may_change_firewall():
        pytest.skip("this user may not change the firewall")
    found = after("keep_only_net_admin")
    assert found == {"Inh": _BIT, "Prm": _BIT, "Eff": _BIT, "Bnd": _BIT, "Amb": _BIT}


def test_that_one_alone_is_given_up() -> None:
    before, found = held(), after("give_up_net_admin")
    assert not (found["Prm"] | found["Eff"] | found["Bnd"] | found["Amb"]) & _BIT
    assert found["Prm"] == before["Prm"] & ~_BIT
