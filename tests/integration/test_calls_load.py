"""Many calls at a time: no record too few, none too many, talk times as SIPp saw them.

``SWITCHWARDEN_LOAD=full`` makes 3,000 calls at 50 a second, 1,000 at a time, instead of 200.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers.api import Api
from tests.helpers.calls import carriers, configure, held_ms, left_over, records
from tests.helpers.engine_process import EngineProcess
from tests.helpers.sipp import Sipp
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
NUMBER = "4001"
FULL = os.environ.get("SWITCHWARDEN_LOAD") == "full"
CALLS, RATE, TALK_MS = (3_000, 50, 20_000) if FULL else (400, 40, 5_000)
SECONDS = 150
WITHIN_MS = 50 if FULL else 500  # only the full load is run on a machine of its own
ENGINE_CORE, LOAD_CORE = "0", "1"
"""One core for the switch, another one for SIPp, when the full load is measured; where there is
only one they share it. Beside other tests each takes the one that is free."""


class Cost(NamedTuple):
    """What a process has used: seconds of CPU, kilobytes of memory."""

    cpu_s: float
    rss_kb: int

    @classmethod
    def of(cls, pid: int) -> Cost:
        spent = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        (rss,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return cls(int(spent) / 1e9, int(rss))


@contextmanager
def both_sides(
    engine: EngineProcess, api: Api, folder: Path, caller: str, calls: int, rate: int
) -> Iterator[tuple[Sipp, Sipp]]:
    """A carrier, and a caller who has begun."""
    configure(api)
    many = ("-l", 2 * calls)
    cores: list[str] = ["taskset", "-c", LOAD_CORE] if FULL and (os.cpu_count() or 1) > 1 else []
    with (
        Sipp(
            need("sipp"), "uas_answer", folder, *many, calls=calls, seconds=SECONDS, inside=cores
        ) as uas,
        carriers(api, NUMBER, uas.port),
        Sipp(
            *(need("sipp"), caller, folder, *many, "-r", rate, "-d", TALK_MS),
            calls=calls,
            seconds=SECONDS,
            inside=cores,
            to=engine.sip_port,
            number=NUMBER,
        ) as uac,
    ):
        yield uac, uas


def test_many_calls_at_a_time_are_recorded_one_by_one(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    pid = int(engine.modules()["switch"]["pid"])
    if FULL:
        subprocess.run(["taskset", "-a", "-p", "-c", ENGINE_CORE, str(pid)], check=True)
    before = Cost.of(pid)
    with both_sides(engine, api, tmp_path, "uac_call", CALLS, RATE) as (uac, uas):
        time.sleep(TALK_MS / 1000 + 2)
        live = api.call("GET", "/gateways/customer")["live"]["calls"]
        full = Cost.of(pid)
        uac.succeeded(CALLS)
        uas.succeeded(CALLS)
        after = Cost.of(pid)
        found = records(api, NUMBER, CALLS, seconds=60)
        left_over(api, [f"carrier-{NUMBER}-1"])
    seen = uac.calls()
    assert {each["call_id"] for each in found} == seen.keys()
    assert all((each["end_reason"], each["sip_status"]) == (0, 200) for each in found)
    off = []
    for record in found:
        call = seen[record["call_id"]]
        off.append(abs(held_ms(record) - (call["ended"] - call["answered"]) * 1000))
    print(  # noqa: T201 - the figures of a run, shown by -rP
        f"{live} calls at a time, {(after.cpu_s - before.cpu_s) / CALLS * 1e3:.2f} ms of CPU a "
        f"call, {full.rss_kb / 1024:.0f} MiB full, {before.rss_kb / 1024:.0f} MiB before; talk "
        f"times off by {sorted(off)[len(off) // 2]:.1f} ms, at most {max(off):.1f} ms"
    )
    assert live > 0.8 * RATE * TALK_MS / 1000
    assert max(off) <= WITHIN_MS
