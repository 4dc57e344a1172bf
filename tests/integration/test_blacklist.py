"""The blacklist against a real scanner, with a phone that goes on working (req 124-133)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
SCANNER, ELSEWHERE = "127.0.0.1", "127.0.0.77"


def scan(engine: EngineProcess, folder: Path) -> str:
    """SIPVicious goes through extensions, at most for a few seconds; what it found."""
    command = [need("svwar"), "-e", "1000-1040", "--force", "-m", "REGISTER"]
    command += ["-p", str(engine.sip_port), SCANNER]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=5, check=False
        )
    except subprocess.TimeoutExpired:  # it hears nothing at all and goes on trying
        return ""
    return done.stdout


def entries(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call("GET", "/blacklist")["items"]
    return found


def test_a_scanner_is_shut_out_and_phones_are_not(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    api.add("1001")
    api.set("SS_BLACK_LIST_IP", 1)
    with Phone("1001", PASSWORD, engine.sip_port, source=ELSEWHERE) as phone:
        assert phone.register().status == 200
        assert "1001" not in scan(engine, tmp_path)
        (entry,) = wait_for(lambda: entries(api), bool)
        assert (entry["value"], entry["rule"]) == (SCANNER, "scanner")
        assert "friendly-scanner" in entry["evidence"]
        assert entry["hits"] > 0
        assert 86_000 < entry["remaining_s"] <= 86_400
        assert phone.register().status == 200

        pid = engine.kill_module("switch")
        engine.wait_until_running("switch", other_than=pid)
        wait_for(lambda: api.call("GET", "/health")["status"], lambda now: now == "ok", 20.0)
        found = entries(api)
        assert [(each["id"], each["rule"]) for each in found] == [(entry["id"], "scanner")]
        done = api.call("DELETE", f"/blacklist/{entry['id']}")
        assert done["removed"][0] == {"layer": "blacklist", "what": SCANNER}

    with Phone("1001", PASSWORD, engine.sip_port) as phone:  # behind the address of a phone
        assert phone.register().status == 200
        scan(engine, tmp_path)
        assert entries(api) == []
        assert phone.register().status == 200
