"""Test calls on a switch: real sockets where it matters, and what nobody else can do with them."""

import asyncio
import itertools
import socket
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from engine.calls.trial import ACCOUNT, CALLEE, CALLER, TrialPass, Trials
from engine.control.gateways import GatewayConfig
from engine.control.trials import TrialCall
from engine.errors import ControlError
from engine.sip.nat import Source
from engine.switch.trialbench import MAX_REMEMBERED, TrialBench
from tests.engine.switch.rig import Rig, message, status_of
from tests.engine.switch.running import RunningSwitch, wait_until
from tests.engine.switch.talk import prepare, records
from tests.helpers.clock import ManualClock

NUMBER = "5ec3e75ec3e7"
SOCKET = Source("192.0.2.10", 5062)
ECHO = Source("127.0.0.1", 40_002)


@pytest.fixture(scope="module")
def switch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSwitch]:
    data = tmp_path_factory.mktemp("trial") / "data"
    data.mkdir()
    with RunningSwitch(data) as running:
        yield running


def place(switch: RunningSwitch, hold_s: int) -> TrialCall:
    """Place a test call and wait for its end."""
    begun = msgspec.convert(switch.ask("trial_begin", hold_s=hold_s, by="alice"), TrialCall)
    seen: list[TrialCall] = [begun]

    def over() -> bool:
        (found,) = switch.ask("trial", trial=begun.id)
        seen[0] = msgspec.convert(found, TrialCall)
        return bool(seen[0].outcome) and seen[0].written

    wait_until(over, 30.0)
    return seen[0]


def record_of(switch: RunningSwitch, trial: TrialCall) -> dict[str, Any]:
    (found,) = [each for each in switch.records() if each["call_id"] == trial.call_id]
    return found


def test_a_call_that_hangs_up_at_once_leaves_a_record_of_zero_seconds(
    switch: RunningSwitch,
) -> None:  # req 27
    switch.configure()
    trial = place(switch, 0)
    assert (trial.outcome, trial.gate, trial.by) == ("ended", "", "alice")
    assert [step.name for step in trial.steps] == ["sent", "ringing", "hanging_up", "ended"]
    record = record_of(switch, trial)
    assert (record["caller"], record["callee"], record["account"]) == (CALLER, CALLEE, ACCOUNT)
    assert (record["hold_time_s"], record["answer"], record["sip_status"]) == (0, None, 487)
    assert record["billing_mode"] == 0


def test_a_call_that_stays_up_talks_and_is_never_billed(switch: RunningSwitch) -> None:
    trial = place(switch, 1)
    names = [step.name for step in trial.steps]
    assert names == ["sent", "ringing", "answered", "hanging_up", "voice", "ended"]
    voice = trial.steps[4].values
    assert int(voice["returned"]) > 0
    assert int(voice["returned"]) <= int(voice["sent"])
    record = record_of(switch, trial)
    assert record["hold_ms"] >= 1_000
    assert (record["fee_time_s"], record["fee"], record["end_direction"]) == (0, 0.0, 0)


def test_a_closed_gate_keeps_it_out_and_says_so(switch: RunningSwitch) -> None:  # req 7
    switch.configure(SERVER_BILLING_RECORD_ZERO_HOLD_TIME=0)
    trial = place(switch, 0)
    assert (trial.outcome, trial.gate) == ("ended", "zero_hold_time")
    assert all(each["call_id"] != trial.call_id for each in switch.records())
    kept = place(switch, 1)
    assert kept.gate == "", "a connected call has no gate before it"  # req 8
    switch.configure()


def test_nobody_else_calls_as_the_test_call_or_reaches_the_echo(switch: RunningSwitch) -> None:
    switch.configure()
    begun = switch.ask("trial_begin", hold_s=1, by="alice")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.connect(("127.0.0.1", switch.port))
        stranger.settimeout(10.0)
        for callee in (CALLEE, CALLER, begun["id"], begun["call_id"]):
            stranger.send(message("INVITE", CALLER, callee=callee))
            assert status_of(stranger.recv(65_535)) == 403
    found = [each for each in switch.records() if each["user_agent"] == "rig"]
    assert {each["account"] for each in found} == {""}
    assert {each["billing_mode"] for each in found} == {9}
    wait_until(lambda: bool(switch.ask("trial", trial=begun["id"])[0]["outcome"]), 30.0)


def test_one_at_a_time(switch: RunningSwitch) -> None:
    begun = switch.ask("trial_begin", hold_s=1, by="alice")
    with pytest.raises(AssertionError, match="under way"):
        switch.ask("trial_begin", hold_s=0, by="bob")
    switch.hang_up()
    wait_until(lambda: bool(switch.ask("trial", trial=begun["id"])[0]["outcome"]), 30.0)
    assert switch.ask("trial", trial="never") == []


@pytest.mark.parametrize("hold_s", [-1, 61, "5", None, 1.5])
def test_a_hold_time_out_of_range_is_refused(switch: RunningSwitch, hold_s: object) -> None:
    with pytest.raises(AssertionError, match="bad_arguments"):
        switch.ask("trial_begin", hold_s=hold_s, by="alice")
    switch.hang_up()


@pytest.fixture
def opened(rig: Rig) -> Rig:
    prepare(rig, GatewayConfig("customer", "mapping", ("127.0.0.0/8",)))
    rig.recorder.trials.open(TrialPass(NUMBER, SOCKET, ECHO, 0))
    return rig


def test_who_overheard_the_number_still_needs_the_socket(opened: Rig) -> None:
    for source in (
        SOCKET._replace(port=5063),
        Source("198.51.100.7", SOCKET.port),
        SOCKET._replace(transport="TCP", flow=9),
    ):
        answer = opened.ask(message("INVITE", CALLER, callee=NUMBER), source)
        assert status_of(answer) == 403
    assert opened.recorder.trials.active


def test_who_sends_from_the_socket_still_needs_the_number(opened: Rig) -> None:
    for callee in (CALLEE, CALLER, NUMBER[:-1], NUMBER + "0", NUMBER.upper()):
        assert status_of(opened.ask(message("INVITE", CALLER, callee=callee), SOCKET)) == 403


def test_a_customer_does_not_reach_the_echo_by_its_name(opened: Rig) -> None:
    invite = message("INVITE", CALLER, callee=CALLEE, extra="Contact: <sip:a@127.0.0.9>\r\n")
    batch = opened.send(invite, Source("127.0.0.9", 5060))
    assert [to for _, to in batch.sends if to == ECHO] == []
    (record,) = records(batch)
    assert (record["caller_gateway"], record["account"]) == ("customer", "")


def test_the_one_call_goes_to_the_echo_and_a_second_one_nowhere(opened: Rig) -> None:
    extra = "Contact: <sip:192.0.2.10:5062>\r\n"
    batch = opened.send(message("INVITE", CALLER, callee=NUMBER, extra=extra), SOCKET)
    assert [to for data, to in batch.sends if data.startswith(b"INVITE ")] == [ECHO]
    again = opened.ask(message("INVITE", CALLER, callee=NUMBER, extra=extra), SOCKET)
    assert status_of(again) == 403


def test_a_full_switch_refuses_a_test_call_like_any_other(opened: Rig) -> None:
    opened.host.calls.book._limit = 0
    batch = opened.send(message("INVITE", CALLER, callee=NUMBER), SOCKET)
    (record,) = records(batch)
    assert (record["sip_status"], record["account"]) == (503, ACCOUNT)
    assert opened.recorder.trials.written is not None


class Deaf:
    """A bench before a port on which nobody answers."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.clock, self.trials, numbers = ManualClock(), Trials(), itertools.count()
        where = f"udp:127.0.0.1:{self.socket.getsockname()[1]}"
        self.bench = TrialBench(
            self.clock, self.trials, ["tcp:127.0.0.1:1", where], lambda: f"id{next(numbers)}"
        )


@pytest.fixture
def deaf() -> Iterator[Deaf]:
    made = Deaf()
    yield made
    made.socket.close()


def test_a_port_that_says_nothing_is_told_after_a_while(deaf: Deaf) -> None:
    async def run() -> TrialCall | None:
        begun = deaf.bench.begin(0, "alice")
        active = [deaf.trials.active]
        deaf.clock.advance(9.0)
        for _ in range(100):
            found = deaf.bench.get(begun.id)
            if found is not None and found.outcome:
                break
            await asyncio.sleep(0.05)
        active.append(deaf.trials.active)
        assert active == [True, False], "the pass is void"
        deaf.clock.advance(9.0)
        await asyncio.sleep(0.3)
        return deaf.bench.get(begun.id)

    found = asyncio.run(run())
    assert found is not None
    assert (found.outcome, found.written) == ("silent", False)
    assert found.steps[-1].name == "silent"


def test_stopping_leaves_nothing_open_and_remembers_only_some(deaf: Deaf) -> None:
    async def run() -> list[TrialCall | None]:
        first = deaf.bench.begin(0, "alice")
        deaf.bench.close()
        assert not deaf.trials.active
        later = []
        for _ in range(MAX_REMEMBERED):
            later.append(deaf.bench.begin(0, "alice"))
            deaf.bench.close()
        return [deaf.bench.get(first.id), deaf.bench.get(later[0].id)]

    forgotten, kept = asyncio.run(run())
    assert forgotten is None
    assert kept is not None


def test_a_switch_without_a_datagram_socket_cannot_be_tested() -> None:
    bench = TrialBench(ManualClock(), Trials(), ["tcp:127.0.0.1:5060"], lambda: "id")
    with pytest.raises(ControlError, match="no UDP address"):
        bench.begin(0, "alice")
