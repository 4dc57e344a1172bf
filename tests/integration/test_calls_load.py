"""Many calls at a time, and calls whose switch is killed: no record too few, none too many."""

from __future__ import annotations

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
TALK_MS = 10_000
CALLS, RATE = 1_000, 50
KILLS, KILL_RATE, KILL_CALLS = 5, 20, 300
WITHIN_MS = 50


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
    with (
        Sipp(need("sipp"), "uas_lossy", folder, *many, calls=calls, seconds=80) as uas,
        carriers(api, NUMBER, uas.port),
        Sipp(
            *(need("sipp"), caller, folder, *many, "-r", rate, "-d", TALK_MS),
            calls=calls,
            seconds=80,
            to=engine.sip_port,
            number=NUMBER,
        ) as uac,
    ):
        yield uac, uas


def test_five_hundred_calls_at_a_time_are_recorded_one_by_one(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    pid = int(engine.modules()["switch"]["pid"])
    before = Cost.of(pid)
    with both_sides(engine, api, tmp_path, "uac_call", CALLS, RATE) as (uac, uas):
        time.sleep(TALK_MS / 1000 + 2)
        live = api.call("GET", "/gateways/customer")["live"]["calls"]
        full = Cost.of(pid)
        uac.succeeded(CALLS)
        uas.succeeded(CALLS)
        after = Cost.of(pid)
        found = records(api, NUMBER, CALLS, 30)
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
    assert live > 400
    assert max(off) <= WITHIN_MS


def test_calls_that_were_answered_survive_the_death_of_the_switch(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    with both_sides(engine, api, tmp_path, "uac_crash", KILL_CALLS, KILL_RATE) as (uac, _):
        for _kill in range(KILLS):
            time.sleep(2)
            engine.wait_until_running("switch", other_than=engine.kill_module("switch"))
        uac.wait()
        seen = uac.calls()
        answered = {call_id for call_id, call in seen.items() if "answered" in call}
        assert len(answered) > KILL_CALLS / 2
        found = records(api, NUMBER, len(answered))
        left_over(api, [f"carrier-{NUMBER}-1"])
    by_call = {each["call_id"]: each for each in found}
    assert answered <= by_call.keys() <= seen.keys()
    for call_id in answered:
        record, call = by_call[call_id], seen[call_id]
        assert (record["end_reason"], record["sip_status"]) == (0, 200), record
        # The BYE may have waited until the switch was back.
        longer = held_ms(record) - (call["ended"] - call["answered"]) * 1000
        assert -WITHIN_MS < longer < 10_000
