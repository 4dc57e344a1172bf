"""Fail-over: every status there is, and each parameter on both sides of its edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calls.failover import ENDED, FAILOVER, TIMED_OUT, TRANSPORT_ERROR, Decision, decide
from engine.calls.policy import CallPolicy

POLICY = CallPolicy()
MOVES_ON = {401, 402, 403, 404, 405, 407, 408, 415, 420, 421, 422, 480, 488}


@pytest.mark.parametrize("status", range(300, 700))
def test_every_status_is_decided_by_the_table_or_its_class(status: int) -> None:
    if status == 486:
        expected = Decision.BUSY
    elif status in MOVES_ON or status // 100 in {3, 5}:
        expected = Decision.NEXT
    else:
        expected = Decision.FINAL
    assert decide(status, False, 0, POLICY) is expected


def test_the_table_holds_what_the_class_does_not_say() -> None:
    assert {status for status, moves in FAILOVER.items() if moves} == MOVES_ON
    assert {status // 100 for status in FAILOVER} == {4}
    assert 486 not in FAILOVER


def test_no_answer_at_all_moves_on() -> None:
    assert (TIMED_OUT, TRANSPORT_ERROR) == (408, 503)
    assert decide(TIMED_OUT, False, 0, POLICY) is Decision.NEXT
    assert decide(TRANSPORT_ERROR, False, 0, POLICY) is Decision.NEXT


@pytest.mark.parametrize(("stop", "expected"), [(True, Decision.BUSY), (False, Decision.NEXT)])
def test_a_parameter_decides_about_busy(stop: bool, expected: Decision) -> None:
    assert decide(486, False, 0, POLICY._replace(stop_after_busy=stop)) is expected
    assert decide(600, False, 0, POLICY._replace(stop_after_busy=stop)) is Decision.FINAL


@pytest.mark.parametrize(
    ("stop", "early", "expected"),
    [
        (True, True, Decision.EARLY_MEDIA),
        (True, False, Decision.NEXT),
        (False, True, Decision.NEXT),
        (False, False, Decision.NEXT),
    ],
)
def test_a_parameter_decides_about_early_media(stop: bool, early: bool, expected: Decision) -> None:
    assert decide(503, early, 0, POLICY._replace(stop_after_sdp=stop)) is expected


def test_a_phone_that_rang_is_not_rung_again() -> None:
    assert decide(480, False, 0, POLICY, rang=True) is Decision.RANG
    assert decide(603, False, 0, POLICY, rang=True) is Decision.FINAL


@pytest.mark.parametrize(
    ("limit", "switches", "expected"),
    [
        (0, 10_000, Decision.NEXT),
        (1, 0, Decision.NEXT),
        (1, 1, Decision.LIMIT),
        (3, 2, Decision.NEXT),
        (3, 3, Decision.LIMIT),
        (3, 4, Decision.LIMIT),
    ],
)
def test_the_number_of_switches_is_limited(limit: int, switches: int, expected: Decision) -> None:
    assert decide(503, False, switches, POLICY._replace(switch_limit=limit)) is expected


@given(
    st.integers(300, 699),
    st.booleans(),
    st.integers(0, 5),
    st.booleans(),
    st.builds(
        CallPolicy,
        stop_after_sdp=st.booleans(),
        stop_after_busy=st.booleans(),
        stop_after_silence=st.booleans(),
        until_connect=st.just(False),
        switch_limit=st.integers(0, 3),
    ),
)
def test_a_call_moves_on_only_when_nothing_speaks_against_it(
    status: int, early: bool, switches: int, rang: bool, policy: CallPolicy
) -> None:
    against = (
        status // 100 == 6,
        status == 486 and policy.stop_after_busy,
        status == TIMED_OUT and policy.stop_after_silence,
        early and policy.stop_after_sdp,
        rang,
        policy.switch_limit and switches >= policy.switch_limit,
        FAILOVER.get(status) is False,
    )
    if decide(status, early, switches, policy, rang=rang) is Decision.NEXT:
        assert not any(against)


@pytest.mark.parametrize("stop", [False, True])
def test_a_parameter_decides_about_silence(stop: bool) -> None:
    policy = POLICY._replace(stop_after_silence=stop)
    expected = Decision.SILENT if stop else Decision.NEXT
    assert decide(TIMED_OUT, False, 0, policy) is expected
    assert decide(TIMED_OUT, False, 0, policy._replace(until_connect=True)) is expected
    assert decide(TRANSPORT_ERROR, False, 0, policy) is Decision.NEXT


@pytest.mark.parametrize("status", range(300, 700))
def test_until_a_gateway_connects_every_refusal_moves_on_but_the_stops(status: int) -> None:
    policy = POLICY._replace(until_connect=True)
    stopped = {486: Decision.BUSY, **dict.fromkeys(ENDED, Decision.FINAL)}
    for rang in (False, True):
        found = decide(status, False, 0, policy, rang=rang)
        assert found is stopped.get(status, Decision.NEXT)


def test_until_a_gateway_connects_the_other_parameters_hold() -> None:
    policy = POLICY._replace(until_connect=True, switch_limit=2)
    assert decide(603, True, 0, policy) is Decision.EARLY_MEDIA
    assert decide(603, False, 2, policy) is Decision.LIMIT
    assert decide(486, False, 0, policy._replace(stop_after_busy=False)) is Decision.NEXT
