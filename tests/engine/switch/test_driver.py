"""Lines are on disk before answers leave; one timer does everything else."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from engine.defence.rules import DefencePolicy, Rule, RuleSetting
from engine.registrar import Registrar
from engine.sip.nat import Source
from engine.switch import driver as module
from engine.switch.batch import Batch
from engine.switch.registrations import BETWEEN_SLICES
from engine.switch.udp import UdpSocket
from tests.engine.switch.rig import ATTACKER, Rig, contact, message, status_of
from tests.engine.switch.script import SDP, Script, kind
from tests.engine.switch.talk import CARRIER, CUSTOMER, Talk, prepare


class Wire(UdpSocket):
    """A socket that notes what was on disk when it was told to send."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.flow = 0
        self.sources = {}
        self.sent: list[tuple[bytes, Any]] = []
        self.journal_at_send: list[bytes] = []
        self.state_at_send: list[bytes] = []

    def send(self, data: bytes, address: Any) -> None:
        self.sent.append((data, address))
        self.journal_at_send.append(content(self.rig.folder / "journal", "cdr-*"))
        self.state_at_send.append(content(self.rig.folder / "state", "*.log"))


def content(folder: Path, pattern: str) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob(pattern))


@pytest.fixture
def wire(rig: Rig) -> Wire:
    made = Wire(rig)
    rig.driver.add_udp(made)
    return made


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured
    structlog.reset_defaults()


def test_a_batch_is_written_before_any_of_it_is_answered(rig: Rig, wire: Wire) -> None:
    datagrams = [(message("INVITE", callee=str(n)), (ATTACKER.ip, 5060)) for n in range(5)]
    rig.driver.on_datagrams(wire, datagrams)
    assert [status_of(data) for data, _ in wire.sent] == [403] * 5
    assert wire.journal_at_send[0].count(b"\n") == 5


def test_a_rule_fires_in_the_middle_of_what_waits(rig: Rig, wire: Wire) -> None:  # req 124
    rules = tuple((rule, RuleSetting(3 * (rule is Rule.ILLEGAL_CALLS), 60, 600)) for rule in Rule)
    rig.watch.guard.policy = DefencePolicy(True, rules)
    attack = [
        (message("INVITE", callee=str(n), call_id=f"c{n}"), (ATTACKER.ip, 5060)) for n in range(20)
    ]
    honest = (message("OPTIONS"), ("192.0.2.10", 5060))
    rig.driver.on_datagrams(wire, [*attack[:10], honest, *attack[10:]])
    assert [address[0] for _, address in wire.sent] == [ATTACKER.ip] * 3 + ["192.0.2.10"]
    assert rig.counters.blacklist_dropped == 17


def test_a_registration_is_in_the_state_log_before_its_200(rig: Rig, wire: Wire) -> None:
    rig.driver.commit(rig.register())
    assert wire.state_at_send == [content(rig.folder / "state", "*.log")]
    assert b'"1001"' in wire.state_at_send[0]


def test_link_local_addresses_keep_their_interface(rig: Rig, wire: Wire) -> None:
    rig.driver.on_datagrams(wire, [(message("OPTIONS"), ("fe80::1", 5062, 0, 2))])
    ((_, address),) = wire.sent
    assert address == ("fe80::1%2", 5062)


def test_each_second_counts_go_to_the_journal_and_rates_are_told(rig: Rig, wire: Wire) -> None:
    rig.hub.listening = True
    rig.set(SERVER_BILLING_RECORD_ILLEGAL_CALL=0)
    rig.driver.tick(rig.clock.now())
    rig.hub.take()
    rig.driver.on_datagrams(wire, [(message("INVITE", callee="1"), (ATTACKER.ip, 5060))] * 1)
    rig.driver.tick(rig.clock.advance(1.0))
    (count,) = [json.loads(line) for line in content(rig.folder / "journal", "agg-*").splitlines()]
    assert count["count"] == 1
    assert b"refused\x01" in rig.hub.take()


def test_garbage_is_logged_once_a_second_with_its_number_and_escaped(
    rig: Rig, wire: Wire, logs: list[Any]
) -> None:
    rig.driver.on_datagrams(wire, [(b"\x1b[31mred\r\n\r\n", (ATTACKER.ip, 1))] * 500)
    rig.driver.tick(rig.clock.advance(1.0))
    (line,) = [entry for entry in logs if entry["event"] == "malformed messages"]
    assert line["count"] == 500
    assert "\x1b" not in line["latest"]


def test_a_disk_that_refuses_is_logged_once_and_once_more_when_it_is_well(
    rig: Rig, logs: list[Any]
) -> None:
    def events() -> list[str]:
        return [line["event"] for line in logs if "disk" in line["event"]]

    for error in ("", "No space left on device", "No space left on device"):
        rig.state.error = error
        rig.driver.tick(rig.clock.advance(1.0))
    assert events() == ["the disk refuses"]
    rig.state.error = ""
    rig.driver.tick(rig.clock.advance(1.0))
    assert events() == ["the disk refuses", "the disk takes everything again"]


def test_faults_are_logged_a_few_times_a_second_and_all_counted(
    rig: Rig, wire: Wire, logs: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Registrar, "handle", fail)
    datagrams = [(message("REGISTER", extra=contact()), (ATTACKER.ip, 1)) for _ in range(50)]
    rig.driver.on_datagrams(wire, datagrams)
    assert rig.counters.internal_errors == 50
    assert len([e for e in logs if e["log_level"] == "error"]) == module.MAX_FAULT_LOGS
    assert [status_of(data) for data, _ in wire.sent] == [500] * 50


def test_the_timer_sends_unacknowledged_refusals_again(rig: Rig, wire: Wire) -> None:
    rig.driver.on_datagrams(wire, [(message("INVITE", callee="1"), (ATTACKER.ip, 5060))])
    rig.driver.tick(rig.clock.advance(0.5))
    assert len(wire.sent) == 2
    assert wire.sent[0] == wire.sent[1]


def test_very_many_lockouts_end_a_slice_at_a_time(rig: Rig, wire: Wire) -> None:
    """The timer goes on soon, so that what comes in between is not held up."""
    rig.registrar.lockouts._at_once = 2
    rig.set(SS_ENDPOINTREGISTERSUSPEND=1, SS_ENDPOINTREGISTERRETRY=1)
    for number in range(5):
        rig.register(f"x{number}", password="wrong")
    now = rig.clock.now()
    assert rig.registrations.next_deadline(now) is None
    rig.set(SS_ENDPOINTREGISTERSUSPEND=0)
    assert rig.registrations.next_deadline(now) == now + BETWEEN_SLICES
    rig.driver.tick(rig.clock.advance(BETWEEN_SLICES))
    assert rig.counters.suspensions_cleared == 2
    assert rig.registrations.next_deadline(now) is not None
    rig.driver.tick(rig.clock.advance(BETWEEN_SLICES))
    assert rig.counters.suspensions_cleared == 3, "the first two were ended by the change itself"
    assert rig.registrations.next_deadline(now) is None


def test_a_full_journal_is_known_before_the_next_batch(
    rig: Rig, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(rig.journal), "full", True)
    rig.driver.commit(rig.batch())
    assert rig.recorder.journal_full


def test_a_fault_of_the_timer_does_not_stop_it(
    rig: Rig, wire: Wire, logs: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks: list[float] = []

    def tick(now: float) -> None:
        ticks.append(now)
        raise ZeroDivisionError

    monkeypatch.setattr(rig.driver, "tick", tick)
    monkeypatch.setattr(module, "LONGEST_SLEEP", 0.001)
    monkeypatch.setattr(module, "SWEEP_INTERVAL", 0.001)

    async def run() -> None:
        rig.driver.start()
        async with asyncio.timeout(5.0):
            while len(ticks) < 3:
                await asyncio.sleep(0.001)
                rig.clock.advance(0.002)
        rig.driver.stop()

    asyncio.run(run())
    assert rig.counters.internal_errors >= 3


def step(rig: Rig, wire: Wire, data: bytes, ip: str) -> None:
    rig.driver.on_datagrams(wire, [(data, (ip, 5060))])


def test_an_answered_call_is_in_the_state_before_its_caller_is_told(rig: Rig, wire: Wire) -> None:
    prepare(rig)
    script = Script()
    step(rig, wire, script.invite(), CUSTOMER.ip)
    script.invited = wire.sent[-1][0] if kind(wire.sent[-1][0]) == "INVITE" else wire.sent[-2][0]
    assert b'"call"' not in wire.state_at_send[-1]
    step(rig, wire, script.reply(script.invited, 200, SDP), CARRIER.ip)
    told = next(n for n, (data, _) in enumerate(wire.sent) if kind(data) == "200")
    (call,) = rig.host.calls.book
    assert f'["call",["{call.id}"'.encode() in wire.state_at_send[told]
    assert call.id.encode() not in wire.journal_at_send[told]


def test_a_record_is_in_the_journal_before_anybody_hears_of_the_end(rig: Rig, wire: Wire) -> None:
    prepare(rig)
    talk = Talk(rig)
    call_id = talk.connect().id.encode()
    step(rig, wire, talk.script.request("BYE"), CUSTOMER.ip)
    assert sorted(kind(data) for data, _ in wire.sent) == ["200", "BYE"]
    assert all(call_id in journal for journal in wire.journal_at_send)
    assert all(b'["bye",["' + call_id in state for state in wire.state_at_send)


def test_a_record_is_written_before_the_state_line_that_takes_its_call_back(
    rig: Rig, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in between, the call is recorded and still stated: which of them counts is known."""
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    order: list[str] = []
    monkeypatch.setattr(rig.journal, "write", lambda kind, *_: order.append(kind))
    monkeypatch.setattr(rig.state, "append", lambda _: order.append("state"))
    monkeypatch.setattr(wire, "send", lambda data, _: order.append(kind(data)))
    step(rig, wire, talk.script.request("BYE"), CUSTOMER.ip)
    assert order[:2] == ["cdr", "state"]
    assert sorted(order[2:]) == ["200", "BYE"]


def test_the_timer_moves_calls_on(rig: Rig, wire: Wire) -> None:
    prepare(rig)
    script = Script()
    step(rig, wire, script.invite(), CUSTOMER.ip)
    before = len(wire.sent)
    rig.driver.tick(rig.clock.advance(0.5))
    assert [kind(data) for data, _ in wire.sent[before:]] == ["INVITE"], "timer A"
    rig.driver.tick(rig.clock.advance(rig.host.gates.policy.invite_timeout_s))
    assert "408" in [kind(data) for data, _ in wire.sent[before:]]
    assert script.call_id.encode() in content(rig.folder / "journal", "cdr-*")


def test_a_lost_connection_ends_what_waited_for_it(rig: Rig, wire: Wire) -> None:
    prepare(rig)
    told: list[int] = []

    def cut_off(flow: int, batch: Batch) -> None:
        told.append(flow)
        batch.sends.append((b"SIP/2.0 503 x", CUSTOMER))

    rig.host.cut_off = cut_off  # type: ignore[method-assign]
    connection = rig.driver.tcp.connection()
    assert rig.driver.tcp.admit(connection, CARRIER.ip, 5060)
    rig.driver.tcp.send(b"OPTIONS sip:x SIP/2.0\r\n\r\n", connection.source.flow)
    rig.driver.tcp.forget(connection)
    assert told == [connection.source.flow]
    assert [kind(data) for data, _ in wire.sent] == ["503"]


def test_a_call_that_was_connected_is_a_call_and_no_refusal(rig: Rig, wire: Wire) -> None:
    prepare(rig)
    rig.hub.listening = True
    talk = Talk(rig)
    talk.connect()
    rig.driver.tick(rig.clock.advance(1.0))
    rig.hub.take()
    step(rig, wire, talk.script.request("BYE"), CUSTOMER.ip)
    step(rig, wire, message("INVITE", callee="1"), ATTACKER.ip)
    rig.driver.tick(rig.clock.advance(1.0))
    told = rig.hub.take()
    assert b"refused\x01" in told
    assert b"calls\x02" in told


def test_the_way_to_a_phone_behind_a_nat_is_kept_open(rig: Rig) -> None:
    prepare(rig)
    outside = Source("203.0.113.9", 40000)
    rig.register("1002", source=outside)
    rig.register("1003")
    batch = rig.batch()
    assert rig.host.next_deadline() == 0.0
    rig.host.tick(batch)
    assert batch.sends == [(b"\r\n\r\n", outside)]
    assert rig.host.next_deadline() == rig.clock.now() + 30.0
