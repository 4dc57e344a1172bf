import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.billing.cdr import MAX_TEXT, billing_mode, cdr, clean
from engine.billing.modes import ILLEGAL, PHONE
from engine.billing.records import CdrRecord
from engine.calls.events import Cause, Refused
from tests.engine.billing.build import ID, OFFSET, record, refused


def made(call: Refused) -> CdrRecord:
    return cdr(call, record_id=ID, flow_no=7, wall_offset=OFFSET)


def test_an_illegal_call_has_mode_9_reason_minus_9_and_no_fee() -> None:
    """Requirements 44, 46-50."""
    assert made(refused()) == record()


@pytest.mark.parametrize(
    ("status", "cause", "reason"),
    [(404, Cause.STATUS, 404), (480, Cause.STATUS, 480), (404, Cause.NO_ROUTE, -11)],
)
def test_an_authorised_call_goes_on_its_phone(status: int, cause: Cause, reason: int) -> None:
    call = refused(illegal=False, status=status, cause=cause)
    written = made(call)
    assert (written.billing_mode, written.account) == (PHONE, "100")  # req 45
    assert (written.end_reason, written.sip_status) == (reason, status)
    assert written.fee == written.hold_ms == written.hold_time_s == 0
    assert billing_mode(call) == PHONE
    assert billing_mode(refused()) == ILLEGAL


def test_texts_of_an_attacker_are_cut_and_cleaned() -> None:
    written = made(refused(user_agent="\x00\x1b[31m=cmd\n" + "x" * 9000))
    assert written.user_agent.startswith("??[31m=cmd?xxx")
    assert len(written.user_agent) == MAX_TEXT


@given(st.text(max_size=300))
def test_cleaned_text_is_printable_short_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable()
    assert len(cleaned) <= MAX_TEXT
    assert clean(cleaned) == cleaned
