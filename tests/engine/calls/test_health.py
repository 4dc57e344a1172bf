"""Health: means over the last hundred calls, and quarantines with a bound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.health import (
    BEST_GRADE,
    MAX_FAILURE_TEXT,
    MAX_RETRY_AFTER,
    MAX_TIMEOUTS,
    MIN_GRADED,
    RECENT,
    TIMEOUT_QUARANTINE,
    Attempt,
    GatewayHealth,
)
from engine.calls.usage import Usage
from engine.control.gateways import GatewayConfig, GatewayLive

A = GatewayConfig("a", "routing", ("192.0.2.9",))
OFFSET = 1_000_000.0


def shown(health: GatewayHealth, now: float = 0.0, usage: Usage | None = None) -> GatewayLive:
    return health.live([A], usage or Usage(), now, OFFSET)[0]


def test_a_gateway_without_calls_is_shown_with_zeros() -> None:
    assert shown(GatewayHealth()) == GatewayLive("a", 0, 0, 0)


def test_gateways_are_shown_in_the_order_given() -> None:
    other = GatewayConfig("b", "mapping", ("192.0.2.8",))
    found = GatewayHealth().live([other, A], Usage(), 0.0, OFFSET)
    assert [live.name for live in found] == ["b", "a"]


def test_everything_known_is_shown_in_the_time_of_people() -> None:
    health, usage = GatewayHealth(), Usage()
    for _ in range(3):
        health.attempted("a")
        usage.admit("a", 0, 0, 9.5)
    health.answered("a")
    health.ended("a", Attempt(True, 60_000, 1500))
    health.ended("a", Attempt(False, pdd_ms=500))
    health.failed("a", "486 Busy Here", 8.0)
    health.unavailable("a", 60, 9.0)
    usage.release("a")
    assert shown(health, 10.0, usage) == GatewayLive(
        "a",
        2,
        3,
        1,
        asr=0.5,
        acd_s=60.0,
        pdd_ms=1000.0,
        calls_in_last_second=3,
        quarantined_until=OFFSET + 69.0,
        last_failure="486 Busy Here",
        last_failure_at=OFFSET + 8.0,
    )


def test_without_an_answer_or_a_ring_there_is_no_mean() -> None:
    health = GatewayHealth()
    health.ended("a", Attempt(False))
    assert (shown(health).asr, shown(health).acd_s, shown(health).pdd_ms) == (0.0, None, None)


ATTEMPT = st.builds(
    Attempt, st.booleans(), st.integers(0, 10**7), st.none() | st.integers(0, 10**5)
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ATTEMPT, max_size=40), st.integers(1, 8))
def test_means_are_those_of_the_last_hundred(attempts: list[Attempt], times: int) -> None:
    health, every = GatewayHealth(), attempts * times
    for attempt in every:
        health.ended("a", attempt)
    last = every[-RECENT:]
    talked = [attempt.talk_ms for attempt in last if attempt.answered]
    rang = [attempt.pdd_ms for attempt in last if attempt.pdd_ms is not None]
    live = shown(health)
    assert live.asr == (len(talked) / len(last) if last else None)
    assert live.acd_s == (pytest.approx(sum(talked) / len(talked) / 1000) if talked else None)
    assert live.pdd_ms == (sum(rang) / len(rang) if rang else None)


@pytest.mark.parametrize(
    ("asked", "granted"), [(0, 0.0), (30, 30.0), (3600, 3600.0), (3601, 3600.0), (2**32, 3600.0)]
)
def test_retry_after_is_obeyed_up_to_an_hour(asked: int, granted: float) -> None:
    health = GatewayHealth()
    health.unavailable("a", asked, 100.0)
    assert granted <= MAX_RETRY_AFTER
    assert health.quarantined_until("a", 99.0) == 100.0 + granted
    assert health.quarantined_until("a", 100.0 + granted) is None


def test_a_gateway_that_is_silent_several_times_in_a_row_gets_a_pause() -> None:
    health = GatewayHealth()
    assert [health.timed_out("a", 5.0) for _ in range(MAX_TIMEOUTS)] == [False, False, True]
    assert health.quarantined_until("a", 5.0) == 5.0 + TIMEOUT_QUARANTINE
    after = 5.0 + TIMEOUT_QUARANTINE
    assert health.quarantined_until("a", after) is None
    assert not health.timed_out("a", after)  # it has to be silent as often again


def test_any_answer_between_them_begins_the_count_anew() -> None:
    health = GatewayHealth()
    health.responded("a")
    for _ in range(3):
        health.timed_out("a", 0.0)
        health.timed_out("a", 0.0)
        health.responded("a")
    assert health.quarantined_until("a", 0.0) is None


def test_a_quarantine_is_not_shortened_by_another_but_by_a_person() -> None:
    health = GatewayHealth()
    health.quarantine("a", 50.0)
    health.quarantine("a", 20.0)
    assert health.quarantined_until("a", 0.0) == 50.0
    health.release("a")
    health.release("unknown")
    assert health.quarantined_until("a", 0.0) is None


def test_the_text_of_a_failure_is_bounded_and_can_be_shown() -> None:
    health = GatewayHealth()
    health.failed("a", "bad\r\n" + "x" * 500, 1.0)
    text = shown(health).last_failure
    assert text.startswith("bad??x")
    assert len(text) == MAX_FAILURE_TEXT


def test_who_is_no_longer_configured_is_forgotten() -> None:
    health = GatewayHealth()
    health.attempted("a")
    health.attempted("b")
    health.keep(["b", "c"])
    live = health.live([A, GatewayConfig("b", "routing", ())], Usage(), 0.0, OFFSET)
    assert [entry.attempts for entry in live] == [0, 1]


def test_what_probes_found_out_is_kept_for_those_who_exist() -> None:
    health = GatewayHealth()
    assert health.reachable("a")
    health.set_reachable("a", False)
    health.keep(["a"])
    assert not health.reachable("a")
    health.keep([])
    assert health.reachable("a"), "another gateway of that name begins anew"
    health.set_reachable("a", True)
    assert health.reachable("a")


def test_calls_that_are_too_old_count_no_more() -> None:
    health = GatewayHealth()
    for at in (0.0, 50.0, 100.0):
        health.ended("a", Attempt(at == 100.0, 10_000, 500, at))
    assert shown(health, 200.0).asr == pytest.approx(1 / 3), "however old"
    health.window_s = 120
    assert shown(health, 170.0).asr == 0.5
    assert shown(health, 170.1).asr == 1.0
    assert (shown(health, 221.0).asr, shown(health, 221.0).acd_s) == (None, None)


def test_a_grade_is_the_answered_share_in_tenths_once_it_means_something() -> None:
    health = GatewayHealth()
    assert health.grade("a", 0.0) == BEST_GRADE
    for count in range(1, MIN_GRADED):
        health.ended("a", Attempt(False, at=float(count)))
        assert health.grade("a", 0.0) == BEST_GRADE
    health.ended("a", Attempt(True, at=10.0))
    assert health.grade("a", 10.0) == 1
    health.window_s = 5
    assert health.grade("a", 14.0) == BEST_GRADE, "forgotten, so it gets another chance"
