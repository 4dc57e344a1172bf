"""A disk that is full while calls begin, talk and end: they do, and their records come later."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import Api, wait_for
from tests.helpers.calls import carriers, configure
from tests.helpers.disks import Fillers, small_disk
from tests.helpers.engine_process import EngineProcess
from tests.helpers.hostile import assert_unhurt, health, metric, pids
from tests.helpers.outcome import answered_once
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(180)]
NUMBER, CALLS, RATE, TALK_MS = "4004", 300, 20, 3_000
FULL_S = 6.0
LATE_MS = 5_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, "24m"):
        yield folder


def journal_alarm(api: Api) -> list[dict[str, Any]]:
    alarms: list[dict[str, Any]] = api.call("GET", "/alarms")["items"]
    return [alarm for alarm in alarms if alarm["id"] == "switch.journal"]


def filled(fillers: Fillers, engine: EngineProcess) -> bool:
    """Fill what is free, the reserve of the engine too; whether lines wait in memory now."""
    fillers.fill()
    return metric(engine, "journal_waiting") > 0


def test_a_full_disk_ends_no_call_and_loses_no_record(disk: Path, tmp_path: Path) -> None:
    with EngineProcess(disk / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        before, fillers = pids(engine), Fillers(disk)
        with (
            Sipp(need("sipp"), "uas_answer", tmp_path, "-l", 1000, calls=CALLS, seconds=60) as uas,
            carriers(api, NUMBER, uas.port),
            Sipp(
                *(need("sipp"), "uac_call", tmp_path, "-l", 1000, "-r", RATE, "-d", TALK_MS),
                calls=CALLS,
                seconds=60,
                to=engine.sip_port,
                number=NUMBER,
            ) as uac,
        ):
            time.sleep(TALK_MS / 1000)
            wait_for(lambda: filled(fillers, engine), bool, 30)
            (alarm,) = wait_for(lambda: journal_alarm(api), bool)
            assert alarm["severity"] == "critical"
            time.sleep(FULL_S)
            fillers.fill()
            assert metric(engine, "journal_waiting") > RATE
            assert [each["since"] for each in journal_alarm(api)] == [alarm["since"]]
            fillers.free()
            wait_for(lambda: health(engine)["status"], lambda now: now == "ok", 30)
            wait_for(lambda: journal_alarm(api), lambda now: not now)
            uac.succeeded(CALLS)
            uas.succeeded(CALLS)
            outcome = answered_once(api, NUMBER, uac, uas, LATE_MS)
        assert outcome.answered == outcome.recorded == CALLS
        assert metric(engine, "journal_lost_total") == 0
        assert_unhurt(engine, before)
        api.close()
