"""Two real phones, baresip, talk to each other through the engine."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers.api import PASSWORD, Api, wait_for
from tests.helpers.baresip import Baresip
from tests.helpers.calls import held_ms, records
from tests.helpers.engine_process import EngineProcess
from tests.helpers.phone import Phone
from tests.integration.conftest import need

pytestmark = [pytest.mark.peer, pytest.mark.slow]
_numbers = itertools.count(1001)


class Bench(NamedTuple):
    """One engine for the tests of this file; each has extensions of its own."""

    api: Api
    sip_port: int
    folder: Path

    def add(self) -> str:
        extension = str(next(_numbers))
        self.api.add(extension)
        return extension

    @contextmanager
    def phone(self, transport: str = "udp") -> Iterator[Baresip]:
        """A registered phone."""
        extension, program = self.add(), need("baresip")
        peer = Baresip(program, self.folder, extension, PASSWORD, self.sip_port, transport)
        with peer:
            wait_for(lambda: self.status(extension), lambda now: now == "registered")
            yield peer

    def status(self, extension: str) -> str:
        return str(self.api.endpoint(extension)["status"])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, int]]:
    with EngineProcess(tmp_path_factory.mktemp("phones") / "data") as engine:
        api = Api(engine.http_url, "admin", engine.admin_password)
        yield api, engine.sip_port
        api.close()


@pytest.fixture
def bench(running: tuple[Api, int], tmp_path: Path) -> Bench:
    return Bench(*running, tmp_path)


def talk(caller: Baresip, callee: Baresip, seconds: float) -> float:
    """Call, hear each other, talk and hang up; the seconds that the caller's side saw of it."""
    caller.tell("dial", callee.extension)
    caller.hear("CALL_ESTABLISHED")
    begun = time.monotonic()
    callee.hear("CALL_ESTABLISHED")
    for each in (caller, callee):  # sound arrives on both sides
        each.hear("CALL_RTPESTAB")
    time.sleep(max(0.0, begun + seconds - time.monotonic()))
    caller.tell("hangup")
    talked = time.monotonic() - begun
    for each in (caller, callee):
        each.hear("CALL_CLOSED")
    return talked


def check_talked(api: Api, caller: Baresip, callee: Baresip, seconds: float) -> None:
    """One call of so many seconds, and what its record says."""
    talked_s = talk(caller, callee, seconds)
    (record,) = records(api, callee.extension, 1)
    assert record["billing_mode"] == 0
    assert record["account"] == record["caller"] == caller.extension
    assert (record["caller_gateway"], record["callee_gateway"]) == ("", "")
    assert (record["end_reason"], record["end_direction"], record["sip_status"]) == (0, 0, 200)
    assert record["user_agent"].startswith("baresip")
    assert held_ms(record) == pytest.approx(talked_s * 1000, abs=250)
    assert record["hold_time_s"] in {int(talked_s), int(talked_s) + 1}
    assert api.call("GET", "/calls")["items"] == []


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_two_phones_talk_for_three_seconds(bench: Bench, transport: str) -> None:
    with bench.phone(transport) as caller, bench.phone(transport) as callee:
        check_talked(bench.api, caller, callee, 3.0)


def test_a_phone_on_tcp_calls_one_on_udp(bench: Bench) -> None:
    with bench.phone("tcp") as caller, bench.phone() as callee:
        check_talked(bench.api, caller, callee, 1.0)


def test_a_suspended_phone_can_be_called(bench: Bench) -> None:  # req 91
    bench.api.set("SS_ENDPOINTREGISTERRETRY", 2)
    bench.api.set("SS_ENDPOINTREGISTERSUSPEND", 1)
    with bench.phone() as caller, bench.phone() as callee:
        for _ in range(3):
            with Phone(callee.extension, "wrong", bench.sip_port) as attacker:
                attacker.register()
        wait_for(lambda: bench.status(callee.extension), lambda now: now == "suspended")
        check_talked(bench.api, caller, callee, 1.0)


def test_a_phone_that_is_off_is_unavailable_and_costs_nothing(bench: Bench) -> None:
    bench.api.set("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 1)
    called = bench.add()
    with bench.phone() as caller:
        caller.tell("dial", called)
        closed = caller.hear("CALL_CLOSED")
        assert "480" in closed["param"]
    (record,) = records(bench.api, called, 1)
    assert (record["billing_mode"], record["account"]) == (0, caller.extension)
    assert (record["end_reason"], record["end_direction"], record["sip_status"]) == (480, 2, 480)
    assert (record["answer"], record["hold_time_s"], record["fee_time_s"]) == (None, 0, 0)
