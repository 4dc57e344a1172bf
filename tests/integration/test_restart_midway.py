"""A kill, and a clock that is set, in the middle of a lockout and of a block.

Nothing is forgotten, and a kill alone makes nothing last longer. After a kill that follows a step
of the clock nobody knows how much of the time was the step: then it lasts no longer than the whole
of it once more.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone
from tests.integration.test_adverse_clock import Wall, jump, wall

__all__ = ["wall"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
BLOCKED, ATTACKER = "127.0.0.66", "127.0.0.67"
WHOLE = 900
"""Seconds that the lockout and the block last."""


def held(api: Api) -> tuple[float, dict[str, float]]:
    """Seconds left of the lockout of 7777 and of every block, by address."""
    blocks: list[Any] = api.call("GET", "/blacklist")["items"]
    left = {each["value"]: each["remaining_s"] for each in blocks}
    return api.suspensions()["7777"]["remaining_s"], left


def kill_switch(engine: EngineProcess, api: Api) -> None:
    pid = engine.kill_module("switch")
    engine.wait_until_running("switch", other_than=pid, seconds=60)
    wait_for(lambda: api.call("GET", "/health")["status"], lambda now: now == "ok", 30)


def test_a_lockout_and_a_ban_survive_a_kill_and_a_step_of_the_clock(
    tmp_path: Path, wall: Wall
) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        api.set("SS_ENDPOINTREGISTERRETRY", 3)
        api.set("SS_ENDPOINTREGISTERSUSPENDTIME", WHOLE)
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        api.set("SS_BLACK_LIST_IP_SCANNER_EXPIRE", WHOLE)
        api.set("SS_BLACK_LIST_IP", 1)
        guesser = Phone("7777", PASSWORD, engine.sip_port, source=ATTACKER)
        scanner = Phone("100", "x", engine.sip_port, source=BLOCKED, user_agent="friendly-scanner",
                        timeout=1.0)  # fmt: skip
        with guesser, scanner:
            assert [guesser.register().status for _ in range(3)][-1] == 403
            with pytest.raises(TimeoutError):
                scanner.register()
            wait_for(lambda: held(api)[1], lambda left: BLOCKED in left)
            began = time.monotonic()
            kill_switch(engine, api)
            for left in (held(api)[0], held(api)[1][BLOCKED]):
                assert 0 < left <= WHOLE - (time.monotonic() - began) + 5
            jump(engine, wall, -3600)
            kill_switch(engine, api)
            for left in (held(api)[0], held(api)[1][BLOCKED]):
                assert 0 < left <= WHOLE
            assert guesser.register().status == 403, "not forgotten"
            with pytest.raises(TimeoutError):
                scanner.register()
        api.close()
