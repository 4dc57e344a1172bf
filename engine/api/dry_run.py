"""Trying proposed limits on what sources tried lately, as the interface sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from engine.defence.settings import RULE_PARTS, RULE_WORDS

TRIABLE: Final = frozenset(
    {
        "SS_ENDPOINTREGISTERSUSPEND",
        "SS_ENDPOINTREGISTERRETRY",
        "SS_ENDPOINTREGISTERSUSPENDTIME",
        "SS_BLACK_LIST_IP",
        "SS_BLACK_LIST_IP_GROWTH",
        "SS_BLACK_LIST_IP_EXPIRE_MAXIMUM",
        "SS_RATE_LIMIT",
        "SS_RATE_LIMIT_REGISTER",
        "SS_RATE_LIMIT_REQUEST",
        "SS_RATE_LIMIT_CALL",
        "SS_RATE_LIMIT_OWN_TIMES",
        *(f"SS_BLACK_LIST_IP_{word}" for word in RULE_WORDS.values()),
        *(f"SS_BLACK_LIST_IP_{word}_{part}" for word in RULE_WORDS.values() for part in RULE_PARTS),
    }
)
"""Parameters whose values can be tried."""

Verdict = Literal["new", "gone", "same"]
"""Would be hit and was not; was hit and would not be; both."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One endpoint, address or gateway.

    Attributes:
        kind: Which of them.
        name: Extension, address or network, name of the gateway.
        verdict: Against what really happened.
        known: Of an endpoint whether it is configured.
        customer: Whether somebody registered rightly from there in the same time.
        rule: What would have hit it.
        times: How often.
        first_at: Epoch seconds of the first time, None when it would not have been hit.
        did_times: How often it really was hit.
        earlier_s: Seconds by which it would have been hit earlier, 0 when not earlier.
        attempts: What it tried.
        stopped: Of these, how many would not have been let through.
        refused: Right passwords that would have been refused.
    """

    kind: Literal["endpoint", "address", "gateway"]
    name: str
    verdict: Verdict
    known: bool
    customer: bool
    rule: str
    times: int
    first_at: float | None
    did_times: int
    earlier_s: int
    attempts: int
    stopped: int
    refused: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a trial of values came to.

    Attributes:
        began_at: Epoch seconds from which on events are known, not before what was asked for.
        until: Epoch seconds of the end of what was replayed.
        complete: Whether time sufficed for all of it.
        attempts: Events replayed.
        stopped: Of these, how many would not have been let through.
        missed: Events that were not written down at the time.
        endpoints: How many endpoints would have been hit.
        addresses: How many addresses.
        gateways: How many gateways reached a limit; the blacklist spares them, rate limits do not.
        customers: Of endpoints and addresses, how many are customers.
        did: How many endpoints and addresses were really hit.
        hits: The first of them, customers first.
        values: The values that were tried, whole.
    """

    began_at: float
    until: float
    complete: bool
    attempts: int
    stopped: int
    missed: int
    endpoints: int
    addresses: int
    gateways: int
    customers: int
    did: int
    hits: tuple[Hit, ...]
    values: Mapping[str, int | str]


class DryRunPort(Protocol):
    """What tries values."""

    def run(self, hours: int, values: Mapping[str, int | str]) -> DryRun:
        """Try them on the last hours; Conflict while another trial goes on. Takes seconds."""
        ...
