"""Whatever is killed, and when: an answered refusal is on record exactly once."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
import requests

from tests.helpers.api import Api, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(240)]
SCENARIO = Path(__file__).parent / "sipp" / "illegal_call.xml"
CALLS = int(os.environ.get("SWITCHWARDEN_CRASH_CALLS", "4500"))
SEED = int(os.environ.get("SWITCHWARDEN_CRASH_SEED", "20261123"))
RATE = 150


def pid_of(engine: EngineProcess, module: str) -> int | None:
    try:
        health = requests.get(f"{engine.http_url}/api/v1/health", timeout=2).json()
    except (requests.RequestException, ValueError):
        return None
    state = health["modules"][module]
    return state["pid"] if state["state"] == "running" else None


def kill_at_random(engine: EngineProcess, until: subprocess.Popen[bytes], seed: int) -> int:
    """Kills switch or management every one to three seconds while SIPp runs; how many."""
    dice = random.Random(seed)
    kills = 0
    while until.poll() is None:
        time.sleep(dice.uniform(1.0, 3.0))
        pid = pid_of(engine, dice.choice(["switch", "management"]))
        if pid is not None and until.poll() is None:
            os.kill(pid, signal.SIGKILL)
            kills += 1
    return kills


def answered(log: Path) -> set[str]:
    return set(re.findall(r"answered (0044\d+)", log.read_text()))


def test_random_kills_lose_and_double_nothing(engine: EngineProcess, tmp_path: Path) -> None:
    words = [need("sipp"), f"127.0.0.1:{engine.sip_port}", "-i", "127.0.0.1", "-t", "u1"]
    words += ["-sf", str(SCENARIO), "-m", str(CALLS), "-r", str(RATE), "-l", "2000", "-nostdin"]
    words += ["-trace_logs", "-log_file", "answered.log", "-timeout", "120"]
    with (tmp_path / "sipp.out").open("wb") as out:
        attack = subprocess.Popen(words, cwd=tmp_path, stdout=out, stderr=out)
        try:
            kills = kill_at_random(engine, attack, seed=SEED)
        finally:
            attack.terminate()
            attack.wait(timeout=20)
    refused = answered(tmp_path / "answered.log")
    assert kills >= 3
    assert len(refused) >= CALLS * 0.9, (tmp_path / "sipp.out").read_text()[-3000:]

    def signed_in() -> Api | None:
        try:
            return Api(engine.http_url, "admin", engine.admin_password)
        except (requests.RequestException, AssertionError):
            return None

    api = wait_for(signed_in, lambda session: session is not None, seconds=15)
    assert api is not None

    def missing() -> set[str]:
        return refused - {row["callee"] for row in api.cdrs(billing_mode=9)}

    assert wait_for(missing, lambda left: not left, seconds=20) == set()
    times = Counter(row["callee"] for row in api.cdrs(billing_mode=9))
    assert {callee: count for callee, count in times.items() if count != 1} == {}
    api.close()
