"""A gateway that an operator added is in force at once, and whatever is restarted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess

pytestmark = pytest.mark.slow
CARRIER = {"name": "carrier-a", "kind": "routing", "addresses": ["192.0.2.9"], "capacity": 5}
IDLE = {"calls": 0, "attempts": 0, "answered": 0}


@pytest.fixture(scope="module")
def engine(standing: EngineProcess) -> EngineProcess:
    return standing


def restart(engine: EngineProcess, name: str) -> None:
    engine.wait_until_running(name, other_than=engine.kill_module(name))


def seen(api: Api) -> Any:
    return api.call("GET", "/gateways/carrier-a")["live"]


def test_a_gateway_is_in_the_switch_at_once_and_after_its_restart(
    engine: EngineProcess, api: Api
) -> None:
    item = api.call("POST", "/gateways", CARRIER, 201)
    assert item["effective_at"], item["warning"]
    assert IDLE.items() <= item["live"].items()
    restart(engine, "switch")
    live = wait_for(lambda: seen(api), bool)
    assert IDLE.items() <= live.items()
    assert api.call("GET", "/calls") == {"items": [], "next_cursor": None}
    api.call("DELETE", "/calls/none", expect=404)
    assert api.call("DELETE", "/gateways/carrier-a", reason="over")["effective_at"]
    assert api.call("GET", "/gateways")["items"] == []


def test_a_gateway_added_while_the_switch_is_away_is_there_when_it_is_back(
    engine: EngineProcess, api: Api
) -> None:
    gone = engine.kill_module("switch")
    item = api.call("POST", "/gateways", CARRIER, 201)
    assert item["effective_at"] or "when the softswitch is back" in item["warning"]
    engine.wait_until_running("switch", other_than=gone)
    assert IDLE.items() <= wait_for(lambda: seen(api), bool).items()
    api.call("DELETE", "/gateways/carrier-a", reason="over")
