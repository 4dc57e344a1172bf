"""A distributed attacker against a real engine, while SIPp's phones register and call.

``SWITCHWARDEN_SIEGE=full`` takes 300 addresses and more phones, and prints what was measured; the
figures are in docs/performance.md.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.api import PASSWORD, Api
from tests.helpers.calls import carriers, configure, left_over
from tests.helpers.engine_process import EngineProcess
from tests.helpers.sipp import Sipp
from tests.helpers.swarm import Calling, Guessing, Member, Scanning, Swarm
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow, pytest.mark.timeout(300)]
FULL = os.environ.get("SWITCHWARDEN_SIEGE") == "full"
EACH, PHONES, RATE, CALLS = (100, 1_500, 100, 400) if FULL else (20, 60, 30, 30)
KINDS: dict[type[Member], tuple[str, int]] = {
    Guessing: ("failed_registrations", 30),
    Scanning: ("extensions", 10),
    Calling: ("illegal_calls", 30),
}
"""Rule that each habit breaks, and its limit as it is delivered."""

FIRST = ("chrt", "-r", "10") if FULL else ()
"""What is measured is not what other programs do at the same time."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path_factory.mktemp("siege") / "data") as process:
        yield process


@pytest.fixture(scope="module")
def api(engine: EngineProcess) -> Iterator[Api]:
    session = Api(engine.http_url, "admin", engine.admin_password)
    yield session
    session.close()


def blacklist(api: Api) -> dict[str, Any]:
    """Entries by their value."""
    items = api.call("GET", "/blacklist", limit=1000)["items"]
    return {each["value"]: each for each in items}


def phones(api: Api, engine: EngineProcess, folder: Path, stack: ExitStack) -> list[Sipp]:
    """SIPp's phones, which register, and its callers, who call; both have begun."""
    users = range(1000, 1020)
    for user in users:
        api.add(str(user))
    rows = "".join(f"{u};[authentication username={u} password={PASSWORD}]\n" for u in users)
    (folder / "users.csv").write_text(f"SEQUENTIAL\n{rows}")
    callee = stack.enter_context(
        Sipp(need("sipp"), "uas_answer", folder, calls=CALLS, seconds=120, inside=FIRST)
    )
    stack.enter_context(carriers(api, "4001", callee.port))
    registering = Sipp(
        *(need("sipp"), "register", folder, "-r", RATE, "-inf", folder / "users.csv"),
        *("-trace_rtt", "-rtt_freq", 1),
        calls=PHONES, seconds=120, to=engine.sip_port, number="x", inside=FIRST,
    )  # fmt: skip
    calling = Sipp(
        *(need("sipp"), "uac_call", folder, "-r", RATE // 2, "-d", 200),
        calls=CALLS, seconds=120, to=engine.sip_port, number="4001", inside=FIRST,
    )  # fmt: skip
    return [stack.enter_context(registering), stack.enter_context(calling)]


def waits(registering: Sipp) -> list[float]:
    """Milliseconds until each registration was done, ascending."""
    (log,) = registering.folder.glob("*rtt*")
    with log.open(encoding="utf-8", newline="") as file:
        return sorted(float(row[1]) for row in list(csv.reader(file, delimiter=";"))[1:])


def test_hundreds_of_attackers_are_blocked_and_no_phone_notices(
    engine: EngineProcess, api: Api, tmp_path: Path
) -> None:
    configure(api)
    api.set("SS_BLACK_LIST_IP", 1)
    if FULL:
        subprocess.run(
            ["chrt", "-a", "-r", "-p", "10", str(engine.modules()["switch"]["pid"])], check=True
        )
    with ExitStack() as stack:
        members = [
            kind(f"127.1.{number}.{place}", engine.sip_port)
            for number, kind in enumerate(KINDS)
            for place in range(1, EACH + 1)
        ]
        swarm = stack.enter_context(Swarm(members))
        registering, calling = phones(api, engine, tmp_path, stack)
        swarm.attack(lambda: set(blacklist(api)), seconds=120)
        registering.succeeded(PHONES)
        calling.succeeded(CALLS)
        times = waits(registering)
        found = blacklist(api)
        for each in members:
            rule, limit = KINDS[type(each)]
            assert found[each.source]["rule"] == rule
            assert each.through == 0, "nobody is answered once he is blocked"
            assert each.answered <= limit, "the event that is one too many is the last one read"
        assert set(found) == {each.source for each in members}, "and nobody else"
        assert len(times) == PHONES
        report(members, times)
    left_over(api, [])


def report(members: list[Member], times: list[float]) -> None:
    """What is copied into docs/performance.md; seen with ``pytest -s``."""
    for kind, (rule, limit) in KINDS.items():
        some = [each for each in members if type(each) is kind]
        took = sorted(each.last - each.began for each in some)
        most, through = max(each.answered for each in some), sum(each.through for each in some)
        sys.stdout.write(
            f"\n{rule}: {len(some)} addresses, blocked after {statistics.median(took):.2f} s, "
            f"the last after {took[-1]:.2f} s; answers at most {most} of {limit}, later {through}"
        )
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    sys.stdout.write(f"\nREGISTER of phones: {len(times)}, p50 {p50} ms, p99 {p99} ms\n")
