"""An attempt is a record or a count, never both and never neither."""

import msgspec
import pytest

from engine.switch import recorder as module
from engine.switch.batch import Batch
from tests.engine.switch.rig import ATTACKER, Rig, message


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
