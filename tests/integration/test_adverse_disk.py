"""A full disk: every answer is given, health says what is at risk, what was promised arrives."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.disks import Fillers, small_disk
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import alarms, assert_unhurt, health, log_lines, metric, pids
from tests.helpers.phone import Phone

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

SCANNER = "127.0.0.99"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk; data folder and log are both on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, "24m"):
        yield folder


class Attack:
    """Refused calls with a number of their own each, and guessed passwords."""

    def __init__(self, engine: EngineProcess) -> None:
        self._phone = Phone("100", "x", engine.sip_port, source="127.0.0.66")
        self._port = engine.sip_port
        self._numbers = count()
        self.refused: set[str] = set()
        self.locked: set[str] = set()

    def call(self, times: int) -> None:
        for _ in range(times):
            callee = f"0044{next(self._numbers):06d}"
            assert self._phone.invite(callee).status == 403
            self.refused.add(callee)

    def guess(self, extension: str) -> None:
        with Phone(extension, "Wrong-Password-1", self._port) as guesser:
            assert [guesser.register().status for _ in range(4)] == [401, 401, 403, 403]
        self.locked.add(extension)

    def __enter__(self) -> Attack:
        return self

    def __exit__(self, *_: object) -> None:
        self._phone.socket.close()


def degraded(engine: EngineProcess) -> dict[str, Any]:
    return wait_for(lambda: health(engine), lambda found: found["status"] == "degraded")


def settled(engine: EngineProcess) -> None:
    wait_for(lambda: health(engine), lambda found: found["status"] == "ok", seconds=30)


def callees(api: Api) -> Counter[str]:
    return Counter(row["callee"] for row in api.cdrs(billing_mode=9))


def test_a_full_disk_stops_no_answer_and_loses_no_record(disk: Path, tmp_path: Path) -> None:
    engine = EngineProcess(disk / "data")
    engine.log = tmp_path / "engine.log"  # on a disk with room: every line of it is whole
    with engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        api.add("1001")
        api.set("SS_ENDPOINTREGISTERRETRY", 3)
        api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
        only_scanners_are_blocked(api)
        before = pids(engine)
        fillers = Fillers(disk)
        with Attack(engine) as attack, Phone("1001", PASSWORD, engine.sip_port) as owner:
            attack.call(20)
            fillers.fill()
            attack.call(50)
            degraded(engine)
            said = alarms(engine)["switch.journal"]
            assert "No space left on device" in said
            assert "Free some space" in said
            for _ in range(3):  # what the engine gives up of its reserves is taken as well
                fillers.fill()
                attack.call(300)
                attack.guess(f"70{len(attack.locked)}")
                assert owner.register().status == 200
            assert health(engine)["status"] == "degraded"
            refused_by_management(api, engine)
            is_shut_out(api, engine)
            fillers.free()
            settled(engine)
            assert owner.register().status == 200
        wait_for(lambda: callees(api).keys() >= attack.refused, bool, seconds=20)
        assert set(callees(api).values()) == {1}
        assert attack.locked <= api.suspensions().keys()
        history = api.call("GET", "/suspensions/history", limit=1000)["items"]
        assert {item["extension"] for item in history} >= attack.locked
        api.set("SS_ENDPOINTREGISTERRETRY", 5)
        assert [each["value"] for each in api.call("GET", "/blacklist")["items"]] == [SCANNER]
        assert_unhurt(engine, before)
        api.close()
    assert [line for line in log_lines(engine) if line["event"] == "the disk refuses"] != []


def only_scanners_are_blocked(api: Api) -> None:
    """The attack goes on as long as the disk is full; another one comes in between."""
    for word in ("ILLEGAL_CALL", "REGISTER", "EXTENSION", "CALL_RATE"):
        api.set(f"SS_BLACK_LIST_IP_{word}_LIMIT", 0)
    api.set("SS_BLACK_LIST_IP", 1)


def is_shut_out(api: Api, engine: EngineProcess) -> None:
    """A source that is listed while nothing can be written is dropped all the same."""
    scanner = Phone("100", "x", engine.sip_port, source=SCANNER, user_agent="friendly-scanner",
                    timeout=0.5)  # fmt: skip
    with scanner:
        for _ in range(2):
            with pytest.raises(TimeoutError):
                scanner.register()
    (entry,) = api.call("GET", "/blacklist")["items"]
    assert (entry["value"], entry["rule"], entry["hits"]) == (SCANNER, "scanner", 2)


def refused_by_management(api: Api, engine: EngineProcess) -> None:
    """Reading works, writing says why it does not, nothing is half done."""
    assert api.endpoint("1001")["status"] == "registered"
    assert api.call("GET", "/audit")["items"]
    version = api.call("GET", "/parameters/SS_ENDPOINTREGISTERRETRY")["version"]
    body = {"extension": "1009", "password": PASSWORD}
    for method, path, sent in (
        ("PUT", "/parameters/SS_ENDPOINTREGISTERRETRY", {"value": 9}),
        ("POST", "/endpoints", body),
        ("POST", "/session", {"name": "admin", "password": engine.admin_password}),
        ("POST", "/cdrs/exports", {}),
    ):
        problem = api.call(method, path, sent, expect=503)
        assert "the disk is full" in problem["detail"], (path, problem)
    assert api.call("GET", "/parameters/SS_ENDPOINTREGISTERRETRY")["version"] == version
    api.call("GET", "/endpoints/1009", expect=404)


def test_processes_killed_on_a_full_disk_come_back_and_lose_only_what_was_admitted(
    disk: Path,
) -> None:
    with EngineProcess(disk / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        fillers = Fillers(disk)
        with Attack(engine) as attack:
            attack.call(30)
            wait_for(lambda: len(callees(api)), lambda found: found == 30)
            fillers.fill()
            attack.call(100)
            degraded(engine)
            assert metric(engine, "journal_waiting") == 0, "the reserve took them"
            safe = set(attack.refused)
            fillers.fill()
            attack.call(100)
            admitted = attack.refused - safe
            assert "lost if it stops now" in alarms(engine)["switch.journal"]
            management = engine.kill_module("management")
            switch = engine.kill_module("switch", signal.SIGKILL)
            engine.wait_until_running("switch", other_than=switch, seconds=10)
            attack.call(20)
            fillers.free()
            engine.wait_until_running("management", other_than=management, seconds=30)
            settled(engine)
            attack.call(5)
        promised = attack.refused - admitted
        wait_for(lambda: callees(api).keys() >= promised, bool, seconds=20)
        assert set(callees(api).values()) == {1}
        api.close()
