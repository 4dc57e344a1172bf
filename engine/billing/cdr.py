"""From the end of a call to its record.

A record is made from call events alone. Its identity and its number come from outside, and so does
the distance between the monotonic clock of events and the wall clock of records. Texts are the
caller's: they are cut to a length and cleaned of control characters here, once, before they go into
files, tables and screens.
"""

from typing import Final

from engine.billing.modes import ILLEGAL, MAPPING_GATEWAY, PHONE
from engine.billing.rating import RatingPolicy, billed_seconds, whole_seconds
from engine.billing.reasons import code_of
from engine.billing.records import SERVER, CdrRecord
from engine.calls.events import Ended, Refused, Setup
from engine.calls.trial import ACCOUNT

MAX_TEXT: Final = 200
"""Characters of a Call-ID or User-Agent that go into a record. Numbers are shorter already."""

_USUAL: Final = RatingPolicy()


def billing_mode(call: Refused | Ended) -> int:
    """On whose account ``call`` goes: nobody's if it is illegal (requirements 44, 45, 50)."""
    if isinstance(call, Ended):
        return MAPPING_GATEWAY if call.caller_gateway else PHONE
    if call.illegal:
        return ILLEGAL
    return MAPPING_GATEWAY if call.gateway else PHONE


def cdr(call: Refused, *, record_id: str, flow_no: int, wall_offset: float) -> CdrRecord:
    """The record of a call that the switch refused: no talk time, no fee (req 46, 49, 50).

    Args:
        call: How it ended.
        record_id: UUIDv7.
        flow_no: Number of the record, unique and increasing.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
    """
    setup = call.setup
    caller, callee, call_id, device = _texts(setup)
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
        call.gateway,
        "",
        call.account,
        start,
        None,
        stop,
        0,
        0,
        0,
        0.0,
        billing_mode(call),
        SERVER,
        code_of(call.cause, call.status),
        call.status,
        None,
        call_id,
        device,
    )


def cdr_of_ended(
    call: Ended, *, flow_no: int, wall_offset: float, rating: RatingPolicy = _USUAL
) -> CdrRecord:
    """The record of a call that was sent on (requirements 1-33); a test call is never billed.

    Args:
        call: How it ended.
        flow_no: Number of the record, unique and increasing.
        wall_offset: What must be added to monotonic seconds to get epoch seconds.
        rating: How its billed time is made.
    """
    setup = call.setup
    caller, callee, call_id, device = _texts(setup)
    start, stop = _wall_ms(setup.at, wall_offset), _wall_ms(call.at, wall_offset)
    answer = None if call.answered_at is None else _wall_ms(call.answered_at, wall_offset)
    held = 0 if answer is None else max(stop - answer, 0)
    seconds = whole_seconds(held, rating.precision_ms)
    delay = None if call.rang_at is None else max(int((call.rang_at - setup.at) * 1000), 0)
    return CdrRecord(
        call.id,
        flow_no,
        caller,
        callee,
        setup.source_ip,
        call.callee_ip,
        call.caller_gateway,
        call.callee_gateway,
        call.account,
        start,
        answer,
        stop,
        held,
        seconds,
        0 if call.account == ACCOUNT else billed_seconds(seconds, setup.callee, rating),
        0.0,
        billing_mode(call),
        call.by,
        code_of(call.cause, call.status),
        call.status,
        delay,
        call_id,
        device,
    )


def _wall_ms(at: float, wall_offset: float) -> int:
    return int((at + wall_offset) * 1000)


def _texts(setup: Setup) -> tuple[str, str, str, str]:
    """The caller's texts, fit for files and tables."""
    caller, callee, call_id, device = setup.caller, setup.callee, setup.call_id, setup.user_agent
    every = caller + callee + call_id + device
    if len(every) <= MAX_TEXT and every.isprintable():
        return caller, callee, call_id, device
    return clean(caller), clean(callee), clean(call_id), clean(device)


def clean(text: str) -> str:
    """``text`` cut to :data:`MAX_TEXT`, each control character replaced by a question mark."""
    text = text[:MAX_TEXT]
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "?" for sign in text)
