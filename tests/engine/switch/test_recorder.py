"""An attempt is a record or a count, never both and never neither."""

import re
from itertools import product
from typing import Any

import msgspec
import pytest

from engine.calls.events import Cause, Ended, Side
from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.registrar import ha1_pair
from engine.switch import recorder as module
from engine.switch.batch import Batch
from engine.switch.counters import Counters
from engine.switch.doubtful import mark_in, mark_of
from engine.switch.recorder import Recorder
from tests.engine.billing.build import ended
from tests.engine.switch.rig import ATTACKER, PASSWORD, PHONE, REALM, Rig, message
from tests.engine.switch.script import SDP, Script
from tests.engine.switch.talk import (
    CARRIER,
    CUSTOMER,
    GATEWAYS,
    Talk,
    phone_talk,
    prepare,
    proof,
    proxy_authorization,
    records,
)

GATES = (
    "SERVER_BILLING_RECORD_ZERO_HOLD_TIME",
    "SERVER_BILLING_RECORD_ILLEGAL_CALL",
    "SERVER_BILLING_RECORD_SERVER_HANG_UP",
)
SETTINGS = [dict(zip(GATES, values, strict=True)) for values in product((0, 1), repeat=3)]


def attack(rig: Rig, callee: str = "0086138") -> Batch:
    return rig.send(message("INVITE", callee=callee), ATTACKER)


def counts(rig: Rig) -> list[dict[str, object]]:
    batch = rig.batch()
    rig.recorder.drain(batch)
    return [msgspec.json.decode(line) for line in batch.aggregates]


def test_a_record_is_counted_by_its_mode(rig: Rig) -> None:
    assert len(attack(rig).calls) == 1
    assert rig.counters.journaled == {9: 1}
    assert counts(rig) == []


@pytest.mark.parametrize(
    ("parameter", "gate"),
    [
        ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", "zero_hold_time"),  # req 1, 9
        ("SERVER_BILLING_RECORD_ILLEGAL_CALL", "illegal_call"),  # req 34, 40
    ],
)
def test_what_a_gate_keeps_out_is_counted(rig: Rig, parameter: str, gate: str) -> None:
    rig.set(**{parameter: 0})
    for _ in range(3):
        assert attack(rig).calls == []
    ((count),) = counts(rig)
    assert (count["gate"], count["count"], count["billing_mode"]) == (gate, 3, 9)
    assert (count["source"], count["callee_prefix"]) == (ATTACKER.ip, "0086")
    assert rig.counters.not_recorded == {gate: 3}
    assert rig.counters.illegal_calls == 3
    assert counts(rig) == [], "each call is counted once"


def test_a_change_of_a_gate_acts_on_the_very_next_call(rig: Rig) -> None:
    rig.set(SERVER_BILLING_RECORD_ZERO_HOLD_TIME=0)
    assert attack(rig).calls == []
    rig.set(SERVER_BILLING_RECORD_ZERO_HOLD_TIME=1)
    assert len(attack(rig).calls) == 1  # req 25


def test_a_full_journal_turns_records_into_counts_of_their_own(rig: Rig) -> None:
    rig.recorder.journal_full = True
    assert attack(rig).calls == []
    (count,) = counts(rig)
    assert count["gate"] == "journal_full"


def test_flow_numbers_grow_and_their_block_is_stored_before_the_first_is_used(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FLOW_BLOCK", 2)
    batches = [attack(rig) for _ in range(4)]
    flows = [msgspec.json.decode(batch.calls[0])["flow_no"] for batch in batches]
    assert flows == [1_001, 1_002, 1_003, 1_004]
    reserved = [[msgspec.json.decode(line) for line in batch.state] for batch in batches]
    assert reserved == [[["flow", 1_002]], [], [["flow", 1_004]], []]


def test_a_challenge_is_neither_recorded_nor_counted(rig: Rig) -> None:
    rig.register()
    batch = rig.send(message("INVITE", callee="1002"))
    assert batch.sends[0][0].startswith(b"SIP/2.0 407")
    assert batch.calls == []
    assert counts(rig) == []


def test_identities_carry_the_time_of_the_call(rig: Rig) -> None:
    (line,) = attack(rig).calls
    record = msgspec.json.decode(line)
    assert int(record["id"].replace("-", "")[:12], 16) == record["stop"]


def written(rig: Rig, call: Ended, **parameters: int) -> tuple[Batch, Recorder]:
    """The end of ``call`` in a recorder of its own."""
    rig.set(**parameters)
    recorder = Recorder(rig.registrar, Counters(), 1_000)
    recorder.policy = rig.recorder.policy
    batch = rig.batch()
    recorder.ended(call, batch)
    return batch, recorder


def test_a_connected_call_is_the_same_record_in_all_settings_of_the_gates(rig: Rig) -> None:
    """Byte for byte (req 8, 10, 11); held or not (req 8)."""
    cut = ended(by=Side.SERVER, cause=Cause.MAX_DURATION)
    for call in (ended(), ended(at=8.25), ended(caller_gateway="customer", account=""), cut):
        lines = {tuple(written(rig, call, **setting)[0].calls) for setting in SETTINGS}
        assert len(lines) == 1
        ((line,),) = lines
        assert msgspec.json.decode(line)["id"] == call.id


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_real_call_is_recorded_in_all_settings_of_the_gates(
    rig: Rig, setting: dict[str, int]
) -> None:
    prepare(rig)
    rig.set(**setting)
    talk = Talk(rig)
    talk.connect()
    assert len(talk.say("BYE").calls) == 1
    assert rig.counters.not_recorded == {}
    assert rig.counters.calls_connected == 1


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_failed_call_obeys_the_gate_of_calls_without_talk(
    rig: Rig, setting: dict[str, int]
) -> None:  # req 5, 6, 7
    prepare(rig)
    rig.set(**setting)
    talk = Talk(rig)
    talk.begin()
    batch = talk.answer(486)
    recorded = bool(setting[GATES[0]])
    assert len(batch.calls) == recorded
    assert [(count["gate"], count["billing_mode"]) for count in counts(rig)] == (
        [] if recorded else [("zero_hold_time", 1)]
    )
    assert rig.counters.calls_connected == 0


@pytest.mark.parametrize("recorded", [False, True])
def test_a_call_that_the_switch_ended_obeys_its_gate(rig: Rig, recorded: bool) -> None:
    """Refused for want of a route, and given up when nobody answered; 486 is the callee's."""
    prepare(rig)
    lost = ended(answered_at=None, by=Side.SERVER, status=480, cause=Cause.NO_ANSWER)
    setting = {"SERVER_BILLING_RECORD_SERVER_HANG_UP": int(recorded)}
    assert len(written(rig, lost, **setting)[0].calls) == recorded
    rig.host.gates.reload(GATEWAYS[:1], {})
    assert len(rig.send(message("INVITE", callee="77"), CUSTOMER).calls) == recorded
    rig.host.gates.reload(GATEWAYS, {})
    busy = Talk(rig)
    busy.begin()
    assert len(busy.answer(486).calls) == 1
    gates = [] if recorded else [("server_hang_up", 1)]
    assert [(count["gate"], count["count"]) for count in counts(rig)] == gates


def test_free_time_is_obeyed_from_the_next_end_of_a_call_on(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    rig.clock.advance(10)
    rig.set(SERVER_BILLING_FREE_TIME=6, SERVER_BILLING_HOLD_TIME_PRECISION=1000)
    (record,) = records(talk.say("BYE"))
    assert fields(record, "hold_time_s", "fee_time_s") == (10, 4)


def test_a_full_journal_never_drops_a_connected_call(rig: Rig) -> None:
    prepare(rig)
    connected, failed = Talk(rig), Talk(rig)
    connected.connect()
    failed.begin()
    rig.recorder.journal_full = True
    assert failed.answer(486).calls == []
    assert [count["gate"] for count in counts(rig)] == ["journal_full"]
    assert len(connected.say("BYE").calls) == 1


def fields(record: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(record[name] for name in names)


def test_the_record_of_a_customers_call(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    start = int(rig.clock.wall() * 1000)
    call_id = talk.connect(ring=3.0).id
    rig.clock.advance(4.05)
    (record,) = records(talk.say("BYE"))
    assert fields(record, "id", "billing_mode", "account") == (call_id, 1, "")
    assert fields(record, "caller_gateway", "callee_gateway") == ("customer", "carrier")
    assert fields(record, "caller_ip", "callee_ip") == (CUSTOMER.ip, CARRIER.ip)
    times = (start, start + 3_000, start + 7_050)
    assert fields(record, "start", "answer", "stop") == times
    held = (4_050, 5, 5)  # 50 ms begin a second
    assert fields(record, "hold_ms", "hold_time_s", "fee_time_s") == held
    assert fields(record, "pdd_ms", "end_direction", "end_reason", "sip_status") == (
        1500,
        0,
        0,
        200,
    )
    assert fields(record, "call_id", "user_agent") == (talk.script.call_id, "customer")


def test_the_record_of_a_phones_call_to_a_phone(rig: Rig) -> None:
    prepare(rig)
    rig.register("1002")
    talk = phone_talk(rig, "1002", PHONE)
    talk.begin(proof(talk))
    talk.answer(200, SDP)
    talk.say("ACK")
    rig.clock.advance(1.049)
    (record,) = records(talk.leave())
    assert fields(record, "billing_mode", "account", "callee") == (0, "1001", "1002")
    assert fields(record, "caller_gateway", "callee_gateway") == ("", "")
    assert fields(record, "hold_ms", "hold_time_s") == (1_049, 1)
    assert fields(record, "end_direction", "pdd_ms") == (1, None)


def test_a_call_has_one_identity_from_its_beginning_to_its_record(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig, Script())
    talk.begin()
    call_id = talk.call.id
    assert int(call_id.replace("-", "")[:12], 16) == int(rig.clock.wall() * 1000)
    key = (talk.script.branch, CUSTOMER.ip, 5060, "INVITE", CUSTOMER.ip)
    assert mark_in(call_id) == mark_of(key)
    assert [record["id"] for record in records(talk.answer(486))] == [call_id]


def test_identities_of_one_moment_differ_and_keep_their_order(rig: Rig) -> None:
    batch = rig.batch()
    made = [rig.recorder.identity((number,), batch) for number in range(100)]
    assert len(set(made)) == 100
    assert made == sorted(made)


def test_flow_numbers_are_shared_by_all_kinds_of_calls(rig: Rig) -> None:
    prepare(rig)
    talk = Talk(rig)
    talk.connect()
    batches = [attack(rig), talk.say("BYE"), attack(rig)]
    assert [record["flow_no"] for record in records(*batches)] == [1_001, 1_002, 1_003]


def test_a_gateway_that_does_not_prove_its_password_is_illegal_and_named(rig: Rig) -> None:
    """Design section 3.4: wrong credentials are an illegal call like any other."""
    rig.set(**dict.fromkeys(GATES, 1))
    md5, sha256 = ha1_pair("trunk", REALM, PASSWORD)
    guarded = GatewayConfig(
        *("customer", "mapping", (CUSTOMER.ip,)),
        username="trunk",
        secret=GatewaySecret("", md5, sha256),
    )
    prepare(rig, guarded)
    asked = rig.send(message("INVITE", callee="0044"), CUSTOMER)
    assert (asked.sends[0][0][:11], asked.calls) == (b"SIP/2.0 407", [])
    found = re.search(rb'nonce="(\w+)", algorithm=MD5', asked.sends[0][0])
    assert found is not None
    wrong = proxy_authorization("guesser", found[1].decode(), "0044")
    refused = rig.send(message("INVITE", callee="0044", extra=f"{wrong}\r\n"), CUSTOMER)
    (record,) = records(refused)
    assert (record["billing_mode"], record["sip_status"]) == (9, 403)
    assert rig.host.gates.live(0.0, 0.0)[0].last_failure == "wrong user name or password"
