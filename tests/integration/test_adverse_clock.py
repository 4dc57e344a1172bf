"""A wall clock that is set, back and forth: deadlines keep their own time and health says so.

The clock of the engine is set by libfaketime, of which the monotonic clock is kept out, as a real
step of the clock does not touch it either.
"""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.api import PASSWORD, Api, stamp, wait_for
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import alarms, assert_unhurt, health, pids
from tests.helpers.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
SHORTEST = 60
"""Seconds; the shortest suspension that can be set (req 70)."""


class Wall:
    """The wall clock of every process that is started while it exists."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.offset = 0
        self.set(0)

    def set(self, seconds: int) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}s\n")
        fresh.replace(self._file)
        self.offset = seconds

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset)


def library() -> str:
    """The library that sets clocks, for threads."""
    found = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
    if found is None or shutil.which("faketime") is None:
        pytest.skip("libfaketime is not installed; build/test installs it on Debian")
    return str(found)


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wall:
    clock = Wall(tmp_path / "faketime")
    settings = {
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(tmp_path / "faketime"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # else whoever waits for a condition never rests
        "NO_FAKE_STAT": "1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return clock


def jump(engine: EngineProcess, wall: Wall, seconds: int) -> None:
    """Set the clock and wait until health has noticed."""
    wall.set(seconds)
    noticed = wait_for(
        lambda: health(engine),
        lambda now: now["status"] == "ok" and abs(now["clock_jump_s"] - seconds) < 5,
    )
    assert {alarm["code"] for alarm in noticed["alarms"]} == {"clock.jumped"}


def test_lockouts_and_registrations_last_as_long_as_they_should(tmp_path: Path, wall: Wall) -> None:
    with EngineProcess(tmp_path / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        api.add("1001")
        api.set("SS_ENDPOINTREGISTERRETRY", 1)
        api.set("SS_ENDPOINTREGISTERSUSPENDTIME", SHORTEST)
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        with (
            Phone("1001", PASSWORD, engine.sip_port) as owner,
            Phone("7777", "Wrong-Password-1", engine.sip_port) as guesser,
            Phone("100", "x", engine.sip_port, source="127.0.0.66") as stranger,
        ):
            assert owner.register().status == 200
            began = time.monotonic()
            assert guesser.register().status == 403
            for number, seconds in enumerate((-3600, 7200, -86_400)):
                jump(engine, wall, seconds)
                refused = guesser.register()
                assert refused.status == 403
                assert 0 < int(refused.first("retry-after")) <= SHORTEST  # req 85
                assert 0 < api.suspensions()["7777"]["remaining_s"] <= SHORTEST
                assert api.endpoint("1001")["status"] == "registered"
                assert owner.register().status == 200
                assert stranger.invite(f"00{number}").status == 403
                if not number:  # what is stored was stored by the clock of before
                    killed = engine.kill_module("switch")
                    engine.wait_until_running("switch", other_than=killed)
                    restarted = time.monotonic()
            assert "set back by 86400 s" in alarms(engine)["clock.jumped"]
            rows = wait_for(lambda: records(api, wall), lambda found: len(found) == 3)
            assert rows == ["000", "001", "002"]
            over = wait_for(lambda: asked(guesser), lambda status: status != 403, seconds=75)
            assert over == 401  # req 86
            assert began + SHORTEST - 2 <= time.monotonic() <= restarted + SHORTEST + 3
        assert_unhurt(engine, pids(engine))
        api.close()


def asked(phone: Phone) -> int:
    """What a REGISTER without credentials is answered; it never counts (req 78)."""
    uri = f"sip:{phone.domain}:{phone.port}"
    return phone.exchange(phone.request("REGISTER", uri, phone.extension)).status


def records(api: Api, wall: Wall) -> list[str]:
    """Callees of everything recorded, whenever that was by the clock of the moment."""
    span = {
        "from": stamp(wall.now() - timedelta(days=2)),
        "to": stamp(wall.now() + timedelta(days=3)),
    }
    return sorted(row["callee"] for row in api.cdrs(**span))
