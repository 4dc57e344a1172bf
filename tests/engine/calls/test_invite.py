from __future__ import annotations

import pytest

from engine.calls.events import Cause, Refused, Setup
from engine.calls.invite import Admitted, InviteResult, handle, refuse, rejected
from engine.sip.request import Request
from tests.engine.calls.build import STRANGER, call, invite, proof
from tests.engine.registrar.build import Bench


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    bench.try_register()
    return bench


def test_an_illegal_call_is_403_and_an_event(bench: Bench) -> None:  # req 38, 41, 49, 61
    outcome = call(bench, invite("100", "00442071234567"), STRANGER)
    assert (outcome.status, outcome.result, outcome.answered) == (403, InviteResult.ILLEGAL, True)
    assert outcome.headers == ()
    setup = Setup("100", "00442071234567", "192.0.2.66", "abc", "test phone", bench.now)
    assert outcome.ended == Refused(setup, "", True, 403, Cause.UNAUTHORISED, bench.now)


def test_illegal_calls_may_be_left_without_an_answer_but_not_without_an_event(
    bench: Bench,
) -> None:
    outcome = handle(invite(), STRANGER, bench.registrar, False, bench.now)
    assert not outcome.answered
    assert outcome.ended is not None


def test_a_challenge_is_no_attempt(bench: Bench) -> None:
    outcome = call(bench, invite())
    assert (outcome.status, outcome.result) == (407, InviteResult.CHALLENGED)
    assert outcome.ended is None
    assert len(outcome.headers) == 2


def test_an_authorised_call_is_admitted_and_not_over(bench: Bench) -> None:  # req 5
    outcome = call(bench, invite(callee="9999", extra=proof(bench)))
    assert (outcome.status, outcome.result) == (100, InviteResult.ADMITTED)
    assert outcome.ended is None
    setup = Setup("1001", "9999", "10.0.0.1", "abc", "test phone", bench.now)
    assert outcome.admitted == Admitted(setup, "1001", "")


def test_a_gateway_is_admitted_by_its_address(bench: Bench) -> None:
    outcome = handle(invite("100"), STRANGER, bench.registrar, True, bench.now, lambda _: "in")
    assert outcome.admitted is not None
    assert (outcome.admitted.account, outcome.admitted.gateway) == ("", "in")


def test_an_admitted_call_that_leads_nowhere_is_refused(bench: Bench) -> None:
    setup = Setup("1001", "9999", "10.0.0.1", "abc", "test phone", bench.now)
    retry = (("Retry-After", "10"),)
    outcome = refuse(Admitted(setup, "1001", "in"), 503, Cause.CAPACITY, bench.now, retry)
    assert (outcome.status, outcome.result) == (503, InviteResult.REFUSED)
    assert (outcome.answered, outcome.headers) == (True, retry)
    assert outcome.ended == Refused(setup, "1001", False, 503, Cause.CAPACITY, bench.now, "in")


def test_a_wrong_password_is_an_illegal_call(bench: Bench) -> None:
    outcome = call(bench, invite(extra=proof(bench, password="guess")))
    assert outcome.status == 403
    assert outcome.ended is not None
    assert (outcome.ended.illegal, outcome.ended.account) == (True, "")


def test_a_call_within_a_dialog_that_is_not_there_is_481(bench: Bench) -> None:
    """RFC 3261 §12.2.2; a stranger learns nothing by it."""
    inside = "<sip:1002@example.com>;tag=gone"
    assert call(bench, invite(extra=proof(bench), to=inside)).status == 481
    assert call(bench, invite(to=inside), STRANGER).status == 403


def test_the_silent_parameter_is_about_illegal_calls_only(bench: Bench) -> None:
    request = invite(extra=proof(bench))
    assert handle(request, bench.source, bench.registrar, False, bench.now).answered


def test_an_invite_refused_early_is_an_attempt_too(bench: Bench) -> None:  # req 6
    hopless = rejected(invite("100"), STRANGER, bench.registrar, 483, bench.now)
    assert (hopless.illegal, hopless.status, hopless.cause) == (True, 483, Cause.UNAUTHORISED)
    assert (hopless.setup.caller, hopless.setup.callee) == ("100", "9999")
    own = rejected(invite(), bench.source, bench.registrar, 420, bench.now)
    assert (own.illegal, own.account, own.cause) == (False, "", Cause.STATUS)


def test_what_cannot_be_read_of_it_is_left_empty(bench: Bench) -> None:
    request = Request.parse(
        b"INVITE sip: SIP/2.0\r\nFrom: <x\r\nVia: SIP/2.0/UDP x\r\nTo: <y\r\nCall-ID: 1\r\n"
        b"CSeq: 1 INVITE\r\n\r\n"
    )
    event = rejected(request, STRANGER, bench.registrar, 400, bench.now)
    assert event.illegal
    assert (event.setup.caller, event.setup.callee, event.setup.call_id) == ("", "", "1")


def test_an_invite_of_a_gateway_refused_early_is_not_illegal(bench: Bench) -> None:
    event = rejected(invite("100"), STRANGER, bench.registrar, 420, bench.now, lambda _: "in")
    assert (event.illegal, event.gateway, event.cause) == (False, "in", Cause.STATUS)
