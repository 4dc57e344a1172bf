import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.billing.cdr import (
    MAX_TEXT,
    billing_mode,
    cdr,
    cdr_of_ended,
    clean,
)
from engine.billing.modes import ILLEGAL, MAPPING_GATEWAY, PHONE
from engine.billing.rating import FreeNumbers, RatingPolicy
from engine.billing.records import CdrRecord
from engine.calls.events import Cause, Ended, Refused, Setup, Side
from tests.engine.billing.build import ID, OFFSET, ended, record, refused


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


def finished(call: Ended) -> CdrRecord:
    return cdr_of_ended(call, flow_no=7, wall_offset=OFFSET)


def test_a_connected_call_is_a_record_with_all_its_times() -> None:
    assert finished(ended()) == CdrRecord(
        id=ID,
        flow_no=7,
        caller="100",
        callee="0044",
        caller_ip="192.0.2.66",
        callee_ip="203.0.113.5",
        caller_gateway="",
        callee_gateway="carrier",
        account="100",
        start=1_790_000_005_250,
        answer=1_790_000_008_250,
        stop=1_790_000_018_250,
        hold_ms=10_000,
        hold_time_s=10,
        fee_time_s=10,
        fee=0.0,
        billing_mode=0,
        end_direction=0,
        end_reason=0,
        sip_status=200,
        pdd_ms=1_250,
        call_id="abc",
        user_agent="phone",
    )


def test_a_call_goes_on_its_phone_or_on_its_mapping_gateway() -> None:  # req 45
    assert billing_mode(ended()) == finished(ended()).billing_mode == PHONE == 0
    through = ended(caller_gateway="customer", account="")
    written = finished(through)
    assert billing_mode(through) == written.billing_mode == MAPPING_GATEWAY == 1
    assert (written.caller_gateway, written.account) == ("customer", "")
    failed = refused(illegal=False, cause=Cause.NO_ROUTE, status=404)
    assert billing_mode(msgspec.structs.replace(failed, gateway="customer")) == MAPPING_GATEWAY


@pytest.mark.parametrize("side", list(Side))
def test_who_ended_it_is_its_direction(side: Side) -> None:
    assert finished(ended(by=side)).end_direction == int(side)


@pytest.mark.parametrize(
    ("cause", "status", "reason"),
    [
        (Cause.CLEARED, 200, 0),
        (Cause.STATUS, 486, 486),
        (Cause.CANCELLED, 487, -16),
        (Cause.NO_ANSWER, 480, -15),
        (Cause.OPERATOR, 200, -17),
    ],
)
def test_the_reason_tells_what_the_status_does_not(cause: Cause, status: int, reason: int) -> None:
    written = finished(ended(cause=cause, status=status))
    assert (written.end_reason, written.sip_status) == (reason, status)


def test_a_call_that_was_never_answered_was_not_held() -> None:  # req 5
    written = finished(ended(answered_at=None, rang_at=None, status=486, cause=Cause.STATUS))
    assert (written.answer, written.pdd_ms) == (None, None)
    assert written.hold_ms == written.hold_time_s == written.fee_time_s == 0


def test_a_connected_call_that_was_hung_up_at_once_was_answered_all_the_same() -> None:  # req 8
    written = finished(ended(at=8.25))
    assert written.answer == written.stop
    assert (written.hold_ms, written.hold_time_s) == (0, 0)


@pytest.mark.parametrize(
    ("rating", "billed"),
    [
        (RatingPolicy(), 11),
        (RatingPolicy(free_s=6), 5),
        (RatingPolicy(free_numbers=FreeNumbers.of(["0044"])), 0),
        (RatingPolicy(free_numbers=FreeNumbers.of(["0045*"])), 11),
    ],
)
def test_what_is_free_changes_the_billed_time_alone(rating: RatingPolicy, billed: int) -> None:
    call = ended(at=18.3)
    made = cdr_of_ended(call, flow_no=7, wall_offset=OFFSET, rating=rating)
    assert made == msgspec.structs.replace(finished(call), fee_time_s=billed)


@pytest.mark.parametrize(("precision_ms", "seconds"), [(1, 11), (50, 11), (51, 10), (1000, 10)])
def test_hold_time_and_billed_time_are_rounded_alike(precision_ms: int, seconds: int) -> None:
    rating = RatingPolicy(precision_ms)
    made = cdr_of_ended(ended(at=18.3), flow_no=7, wall_offset=OFFSET, rating=rating)
    assert (made.hold_ms, made.hold_time_s, made.fee_time_s) == (10_050, seconds, seconds)


@given(st.floats(0, 1e7), st.floats(0, 1e5))
def test_times_fit_each_other_whatever_the_clocks(start: float, talk: float) -> None:
    """What a person computes from answer and stop is what is billed."""
    setup = Setup("1", "2", "192.0.2.66", "abc", "phone", start)
    written = finished(ended(setup=setup, answered_at=start, rang_at=start, at=start + talk))
    assert written.answer is not None
    assert written.stop - written.answer == written.hold_ms
    assert written.start <= written.answer <= written.stop


def test_a_clock_that_went_back_makes_no_negative_time() -> None:
    written = finished(ended(answered_at=20.0, rang_at=1.0))
    assert (written.hold_ms, written.hold_time_s, written.pdd_ms) == (0, 0, 0)


def test_texts_of_a_caller_are_cleaned_in_connected_calls_too() -> None:
    setup = Setup("1\n", "2\t", "192.0.2.66", "c" * 300, "=cmd\x00", 5.25)
    written = finished(ended(setup=setup))
    assert (written.caller, written.callee, written.user_agent) == ("1?", "2?", "=cmd?")
    assert len(written.call_id) == MAX_TEXT
