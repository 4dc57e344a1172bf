"""What must be true of calls in the end, whatever was done to the engine and the network."""

from __future__ import annotations

from typing import NamedTuple

from tests.helpers.api import Api, wait_for
from tests.helpers.calls import Record, held_ms
from tests.helpers.sipp import Sipp

EARLY_MS = 50
"""How much shorter than the caller saw a record may be: the answer passes the switch first."""


class Outcome(NamedTuple):
    """How many calls there were.

    Attributes:
        answered: Calls that the caller saw answered.
        recorded: Records of answered calls; more when a caller gave up as the answer was sent.
        legs: Calls that the callee saw acknowledged.
        abandoned: Calls that the callee answered and nobody acknowledged.
    """

    answered: int
    recorded: int
    legs: int
    abandoned: int


def answered_once(
    api: Api, number: str, caller: Sipp, callee: Sipp, late_ms: float, seconds: float = 60.0
) -> Outcome:
    """Assert that all who were answered are on record, once, and nobody who did not call.

    Each leg that the engine acknowledged has been hung up, and no call runs any more.

    Args:
        api: Of the engine.
        number: What was called.
        caller: All its calls are over.
        callee: It may wait for more.
        late_ms: How much longer than the caller saw a record may be: a BYE gets lost, or waits for
            a switch that has been killed.
        seconds: How long the last leg may take to end.
    """
    legs = wait_for(callee.calls, lambda now: not _up(now), seconds)
    assert wait_for(lambda: api.call("GET", "/calls")["items"], lambda now: not now, seconds) == []
    seen = caller.calls()
    answered = {call_id for call_id, call in seen.items() if "answered" in call}
    found = wait_for(
        lambda: _records(api, number),
        lambda now: answered <= {each["call_id"] for each in now},
        seconds,
    )
    by_call = {each["call_id"]: each for each in found}
    assert len(by_call) == len(found), "a call is recorded twice"
    assert by_call.keys() <= seen.keys(), "a call is recorded that nobody made"
    for call_id in answered:
        record, call = by_call[call_id], seen[call_id]
        assert (record["end_reason"], record["sip_status"]) == (0, 200), record
        broken = f"the caller's side broke off: {call} {record}\n{caller.tail()}\n{callee.tail()}"
        assert "ended" in call, broken
        longer = held_ms(record) - (call["ended"] - call["answered"]) * 1000
        assert -EARLY_MS < longer < late_ms, (longer, record)
    acknowledged = sum("acknowledged" in leg for leg in legs.values())
    recorded = sum(each["answer"] is not None for each in found)
    return Outcome(len(answered), recorded, acknowledged, len(legs) - acknowledged)


def _up(legs: dict[str, dict[str, float]]) -> set[str]:
    return {leg for leg, seen in legs.items() if "acknowledged" in seen and "ended" not in seen}


def _records(api: Api, number: str) -> list[Record]:
    return [each for each in api.cdrs() if each["callee"] == number]
