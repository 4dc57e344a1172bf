"""Calls that nobody reads are counted once each, and what tells them apart is bounded."""

from typing import Any

import msgspec
import pytest

from engine.billing.gates import BLACKLIST, RATE_LIMIT, Gate
from engine.control.gateways import GatewayConfig
from engine.switch.unread import MAX_CALL_IDS, UnreadCalls
from tests.engine.switch.rig import ATTACKER, PHONE, Rig, message


def counts(rig: Rig) -> list[Any]:
    batch = rig.batch()
    rig.recorder.drain(batch)
    return [msgspec.json.decode(line) for line in batch.aggregates]


def test_repetitions_are_one_call_and_other_methods_none(rig: Rig) -> None:
    unread = UnreadCalls(rig.recorder)
    data = message("INVITE", callee="0099")
    for each in (data, data, message("OPTIONS")):
        unread.count(each, ATTACKER.ip, BLACKLIST, rig.batch())
    (count,) = counts(rig)
    assert (count["source"], count["count"], count["gate"]) == (ATTACKER.ip, 1, "blacklist")


@pytest.mark.parametrize(
    ("source", "gate", "mode"),
    [
        (ATTACKER.ip, RATE_LIMIT, 9),
        (PHONE.ip, RATE_LIMIT, 0),
        ("192.0.2.99", RATE_LIMIT, 1),
        ("192.0.2.99", BLACKLIST, 9),
    ],
)
def test_the_mode_says_whose_call_it_was(rig: Rig, source: str, gate: Gate, mode: int) -> None:
    rig.register("1001", source=PHONE)
    rig.host.gates.reload([GatewayConfig("carrier", "mapping", ("192.0.2.99",))], {})
    UnreadCalls(rig.recorder).count(message("INVITE", callee="9"), source, gate, rig.batch())
    (count,) = counts(rig)
    assert (count["billing_mode"], count["gate"]) == (mode, gate)


def test_what_tells_repetitions_is_bounded(rig: Rig) -> None:
    unread = UnreadCalls(rig.recorder)
    for number in range(MAX_CALL_IDS + 1):
        data = b"INVITE sip:1@x SIP/2.0\r\nCall-ID: %d\r\n\r\n" % number
        unread.count(data, ATTACKER.ip, BLACKLIST, rig.batch())
    assert len(unread) == 1
