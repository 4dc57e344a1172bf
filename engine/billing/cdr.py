"""From the end of a call to its record.

A record is made from call events alone. Its identity and its number come from outside, and so does
the distance between the monotonic clock of events and the wall clock of records. Texts are the
caller's: they are cut to a length and cleaned of control characters here, once, before they go into
files, tables and screens.
"""

from typing import Final

from engine.billing.modes import ILLEGAL, PHONE
from engine.billing.reasons import NOT_CONNECTED, UNAUTHORISED
from engine.billing.records import SERVER, CdrRecord
from engine.calls.events import Cause, Refused

MAX_TEXT: Final = 200
"""Characters of a Call-ID or User-Agent that go into a record. Numbers are shorter already."""

_REASONS: Final = {Cause.UNAUTHORISED: UNAUTHORISED, Cause.NOT_CONNECTED: NOT_CONNECTED}


def billing_mode(call: Refused) -> int:
    """On whose account ``call`` goes: nobody's if it is illegal (requirements 44, 45, 50)."""
    return ILLEGAL if call.illegal else PHONE


def cdr(call: Refused, *, record_id: str, flow_no: int, wall_offset: float) -> CdrRecord:
    """The record of a call that the switch refused: no talk time, no fee (req 46, 49, 50).

    Args:
        call: How it ended.
        record_id: UUIDv7.
        flow_no: Number of the record, unique and increasing.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    setup = call.setup
    caller, callee, call_id, device = setup.caller, setup.callee, setup.call_id, setup.user_agent
    every = caller + callee + call_id + device
    if len(every) > MAX_TEXT or not every.isprintable():
        caller, callee, call_id, device = map(clean, (caller, callee, call_id, device))
    start = stop = int((setup.at + wall_offset) * 1000)
    if call.at != setup.at:
        stop = int((call.at + wall_offset) * 1000)
    return CdrRecord(
        record_id,
        flow_no,
        caller,
        callee,
        setup.source_ip,
        "",
        "",
        "",
        call.account,
        start,
        None,
        stop,
        0,
        0,
        0,
        0.0,
        ILLEGAL if call.illegal else PHONE,
        SERVER,
        _REASONS.get(call.cause, call.status),
        call.status,
        None,
        call_id,
        device,
    )


def clean(text: str) -> str:
    """``text`` cut to :data:`MAX_TEXT`, each control character replaced by a question mark."""
    text = text[:MAX_TEXT]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "?" for sign in text)
