"""What one line of the journal says.

A record is a value that leaves the switch for good: it is written as one line of JSON, read by
one SQL statement, and never changed. All times are whole milliseconds since 1970 UTC. The fields
of :class:`CdrRecord` are those of the CDR object of the API, in the order of the store's table.
"""

from typing import Final, Literal

import msgspec

from engine.billing.gates import Gate

Action = Literal["suspended", "expired", "cleared", "lifted"]
"""What happened to a lockout: it began, its time was over, an operator ended it, or the
parameter that enforces lockouts was switched off."""

BlockAction = Literal["added", "changed", "removed", "expired"]
"""What happened to a block: it began, an operator gave it another end, an operator or a newer
entry ended it, or its time was over."""

Layer = Literal["ip", "network", "number"]
"""What was blocked: an address, a network, a number."""

CALLER: Final = 0
CALLEE: Final = 1
SERVER: Final = 2
"""End directions: who ended the call."""


class CdrRecord(msgspec.Struct, frozen=True, gc=False):
    """One call, or one attempt at one (requirements 5, 6, 49, 61).

    Attributes:
        id: UUIDv7.
        flow_no: Unique and increasing.
        caller: User part of From.
        callee: User part of the Request-URI.
        caller_ip: Address the INVITE came from, without port.
        callee_ip: Address it was sent to, "" when it was not sent on.
        caller_gateway: Mapping gateway, "" when none.
        callee_gateway: Routing gateway, "" when none.
        account: Extension that authenticated, "" when none.
        start: Arrival of the INVITE.
        answer: Arrival of the 2xx, None when the call was never answered.
        stop: End of the call or of the attempt.
        hold_ms: Talk time.
        hold_time_s: Talk time in whole seconds.
        fee_time_s: Billed seconds.
        fee: Amount charged.
        billing_mode: Code of :mod:`engine.billing.modes`.
        end_direction: 0 caller, 1 callee, 2 server.
        end_reason: Code of :mod:`engine.billing.reasons`.
        sip_status: Final status sent to the caller.
        pdd_ms: Post-dial delay, None when nothing rang.
        call_id: Call-ID of the caller's leg.
        user_agent: What the caller's device calls itself.
    """

    id: str
    flow_no: int
    caller: str
    callee: str
    caller_ip: str
    callee_ip: str
    caller_gateway: str
    callee_gateway: str
    account: str
    start: int
    answer: int | None
    stop: int
    hold_ms: int
    hold_time_s: int
    fee_time_s: int
    fee: float
    billing_mode: int
    end_direction: int
    end_reason: int
    sip_status: int
    pdd_ms: int | None
    call_id: str
    user_agent: str


class AggregateRecord(msgspec.Struct, frozen=True, gc=False):
    """Calls of one minute that a gate kept out of the records.

    Attributes:
        minute: Its first millisecond.
        billing_mode: Code of :mod:`engine.billing.modes`.
        source: Address, or "other" once a minute has too many different ones.
        callee_prefix: First four characters of the called number, or "other".
        gate: Which gate.
        count: Calls since the previous record of the same kind; records add up.
    """

    minute: int
    billing_mode: int
    source: str
    callee_prefix: str
    gate: Gate
    count: int


class SuspensionRecord(msgspec.Struct, frozen=True):
    """One event in the history of a lockout (requirements 104, 196).

    Attributes:
        id: UUIDv7.
        at: When it happened.
        action: What happened.
        extension: As written in the To header.
        known: Whether an endpoint of that name is configured.
        since: Beginning of the lockout.
        until: When it ends, or would have ended, by itself.
        reason: One line for a person.
        failures: Consecutive failures that led to it.
        sources: Addresses they came from.
        repeats: How often this extension had been locked out before.
        user_agent: What the last failing device calls itself.
        by: Who ended it, "" when nobody did.
    """

    id: str
    at: int
    action: Action
    extension: str
    known: bool
    since: int
    until: int
    reason: str
    failures: int
    sources: list[str]
    repeats: int
    user_agent: str
    by: str


class BlockRecord(msgspec.Struct, frozen=True):
    """One event in the history of what was blocked.

    Attributes:
        id: UUIDv7.
        at: When it happened.
        action: What happened.
        layer: What kind of thing was blocked.
        value: Which, in its one form.
        rule: The rule that made the entry, "" for an operator's.
        reason: One line for a person.
        by: Who did it, "" when nobody did.
        since: Beginning of the block.
        until: When it ends, or would have ended, by itself; None for never.
        repeats: How often the same was blocked by a rule before.
        hits: Messages dropped so far.
        evidence: The beginning of the message that was one too many.
    """

    id: str
    at: int
    action: BlockAction
    layer: Layer
    value: str
    rule: str
    reason: str
    by: str
    since: int
    until: int | None
    repeats: int
    hits: int
    evidence: str


Record = CdrRecord | AggregateRecord | SuspensionRecord | BlockRecord
