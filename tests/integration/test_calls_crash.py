"""Calls under the sudden death of any process: what was answered is on record once.

``SWITCHWARDEN_KILLS=200`` kills that often, in about a quarter of an hour, instead of a few times.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import carriers, configure
from tests.helpers.engine_process import EngineProcess
from tests.helpers.kills import kill_at_random
from tests.helpers.outcome import answered_once
from tests.helpers.ports import free_port
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

KILLS = int(os.environ.get("SWITCHWARDEN_KILLS", "5"))
SEED = int(os.environ.get("SWITCHWARDEN_CRASH_SEED", "20261123"))
SECONDS = 60 + 6 * KILLS
NUMBER, RATE, TALK_MS = "4003", 20, 4_000
LATE_MS = 20_000
"""The BYE of a call may wait for the switch, and the death of a supervisor takes seconds."""

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(2 * SECONDS + 120)]
_ASKED = (
    "-default_behaviors",
    "all,-abortunexp",
    *("-max_invite_retrans", 100, "-max_non_invite_retrans", 100),
)
"""Nobody ends a call of himself: not because a message came again, nor because the BYE is late."""


def test_any_process_may_be_killed_at_any_time(tmp_path: Path) -> None:
    places = (f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}")
    with EngineProcess(tmp_path / "data", *places) as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        configure(api)
        many = (*_ASKED, "-l", 100_000)
        with (
            Sipp(need("sipp"), "uas_lossy", tmp_path, *many, calls=10**6, seconds=10**5) as uas,
            carriers(api, NUMBER, uas.port),
            Sipp(
                *(need("sipp"), "uac_crash", tmp_path, *many, "-r", RATE, "-d", TALK_MS),
                calls=10**6,
                seconds=10**5,
                to=engine.sip_port,
                number=NUMBER,
            ) as uac,
        ):
            killed = kill_at_random(engine, KILLS, SEED, lambda: uac.running)
            uac.stop()
            outcome = answered_once(api, NUMBER, uac, uas, LATE_MS)
        api.close()
    print(f"{dict(killed)}: {outcome}")  # noqa: T201 - the figures of a run, shown by -rP
    assert killed.total() == KILLS
    assert outcome.answered > KILLS * RATE / 2
