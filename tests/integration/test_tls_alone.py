"""A switch with SIP over TLS alone: health knows, and the lockout proves itself over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.datapaths import DataPaths
from tests.helpers.api import Api, wait_for
from tests.helpers.certificates import certified
from tests.helpers.engine_process import EngineProcess

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def test_health_and_the_proof_of_the_lockout_work_over_tls_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    certified(data / "tls")
    DataPaths(data).config_file.write_text("sip = []\n", encoding="utf-8")
    with EngineProcess(data, sip="", arguments=["--sip-tls", "127.0.0.1:0"]) as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        assert [each.partition(":")[0] for each in engine.sip] == ["tls"]
        health = wait_for(
            lambda: api.call("GET", "/health"), lambda found: found["status"] == "ok", 20
        )
        assert (health["sip_ok"], health["alarms"]) == (True, [])
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        api.set("SS_ENDPOINTREGISTERRETRY", 3)
        report = api.call("POST", "/self-proof")
        assert (report["ok"], report["problem"]) == (True, "")
        assert any("SIP/2.0/TLS" in step["message"] for step in report["steps"])
        api.close()
