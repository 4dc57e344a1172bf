"""An alarm that stands while management is killed stands afterwards as it did, and is told once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.management.test_webhook import SECRET, receiver
from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess

__all__ = ["receiver"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
GATE = "SERVER_BILLING_RECORD_ZERO_HOLD_TIME"
RULE = {"figure": "switchwarden_records_off", "kind": "level", "threshold": 1, "quiet_s": 0}


def standing(api: Api) -> dict[str, Any]:
    """The alarms of the rule, by id, with what is known of them."""
    items: list[dict[str, Any]] = api.call("GET", "/alarms")["items"]
    return {each["id"]: each for each in items if each["id"] == "rule:Mine"}


def states(heard: list[Any]) -> list[str]:
    """What the webhook was told, in order."""
    bodies = [json.loads(body) for _path, _headers, body in heard]
    return [each["state"] for body in bodies for each in body["alarms"]]


def test_a_standing_alarm_is_no_news_after_a_restart(
    tmp_path: Path, receiver: tuple[int, list[Any]]
) -> None:
    port, heard = receiver
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        hook = {"url": f"http://127.0.0.1:{port}/hook", "secret": SECRET}
        api.call("PUT", "/alarms/webhook", hook)
        api.set("SERVER_BILLING_RECORD_ILLEGAL_CALL", 1)
        api.call("PUT", "/alarms/rules/Mine", RULE | {"webhook": True})
        api.set(GATE, 0)
        wait_for(lambda: states(heard), lambda told: told == ["raised"], 20)
        api.call("POST", "/alarms/acknowledge", {"id": "rule:Mine"})
        before = standing(api)
        assert before["rule:Mine"]["acknowledged_by"] == "admin"
        wait_for(lambda: states(heard), lambda told: told == ["raised"], 5)
        pid = engine.kill_module("management")
        engine.wait_until_running("management", other_than=pid)
        api = Api(engine.http_url, "admin", engine.admin_password)
        assert standing(api) == before
        api.set(GATE, 1)
        wait_for(lambda: states(heard), lambda told: len(told) > 1, 20)
        assert states(heard) == ["raised", "cleared"]
        assert standing(api) == {}
        api.close()
