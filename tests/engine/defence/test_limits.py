"""Buckets: a burst passes, the rest at the rate; own people get more; every table is bounded."""

import itertools

import pytest

from engine.defence import limits as module
from engine.defence.limits import ASK_AGAIN, QUIET, Limits
from engine.defence.rates import Limit, RatePolicy

STRANGER, OURS = "198.51.100.7", "192.0.2.10"
ON = RatePolicy(True, registrations=10, requests=5, calls=2, own_times=10)


def make(most: int = 100) -> Limits:
    numbers = itertools.count(1)
    limits = Limits(lambda: f"{next(numbers):06}", lambda address, _: address == OURS, most)
    limits.policy = ON
    return limits


def passed(limits: Limits, limit: Limit, address: str, times: int, now: float) -> int:
    return sum(limits.over(limit, address, now) is None for _ in range(times))


def test_off_at_first() -> None:
    limits = Limits(str, lambda *_: False)
    assert not limits.active
    assert passed(limits, Limit.CALLS, STRANGER, 1000, 0.0) == 1000
    assert len(limits) == 0


@pytest.mark.parametrize(
    ("limit", "burst", "after", "more"),
    [(Limit.REGISTRATIONS, 10, 60.0, 10), (Limit.REQUESTS, 5, 1.0, 5), (Limit.CALLS, 2, 0.5, 1)],
)
def test_a_burst_passes_and_then_the_rate(
    limit: Limit, burst: int, after: float, more: int
) -> None:  # req 136
    limits = make()
    assert passed(limits, limit, STRANGER, 50, 100.0) == burst
    assert passed(limits, limit, STRANGER, 50, 100.0 + after) == more
    assert passed(limits, limit, "198.51.100.8", 50, 100.0) == burst, "each has a bucket of his own"


def test_what_is_refused_costs_nothing_and_the_wait_is_told() -> None:
    limits = make()
    passed(limits, Limit.REGISTRATIONS, STRANGER, 500, 0.0)
    over = limits.over(Limit.REGISTRATIONS, STRANGER, 0.0)
    assert over is not None
    assert (over.wait_s, over.own, over.source) == (6, False, STRANGER)
    assert limits.over(Limit.REGISTRATIONS, STRANGER, 6.0) is None


def test_ipv6_counts_by_subscriber() -> None:
    limits = make()
    found = [limits.over(Limit.CALLS, f"2001:db8::{n}", 0.0) for n in range(3)]
    assert [each is None for each in found] == [True, True, False]
    assert found[-1] is not None
    assert found[-1].source == "2001:db8::/64"


def test_own_people_may_do_more_and_are_still_limited() -> None:
    limits = make()
    assert passed(limits, Limit.CALLS, OURS, 100, 0.0) == 20
    assert passed(limits, Limit.CALLS, OURS, 100, 1.0) == 20
    limits.policy = ON._replace(own_times=0)
    assert passed(limits, Limit.CALLS, OURS, 1000, 2.0) == 1000


def test_who_is_ours_is_asked_again() -> None:
    ours = {OURS}
    limits = Limits(str, lambda address, _: address in ours)
    limits.policy = ON
    assert passed(limits, Limit.CALLS, OURS, 100, 0.0) == 20
    ours.clear()
    assert passed(limits, Limit.CALLS, OURS, 100, 0.5) == 10, "remembered for a moment"
    later = 0.5 + ASK_AGAIN + 60
    assert passed(limits, Limit.CALLS, OURS, 100, later) == 2


def test_the_list_shows_who_which_limit_since_when_and_how_many() -> None:
    limits = make()
    for now in (0.0, 1.0):
        for _ in range(10):
            over = limits.over(Limit.CALLS, STRANGER, now)
            if over is not None:
                limits.refuse(over, now, "INVITE sip:9")
    (entry,) = limits.limited.values()
    assert (entry.value, entry.limit, entry.events, entry.per_s) == (STRANGER, "calls", 2, 1)
    assert (entry.since, entry.last, entry.refused, entry.own) == (0.0, 1.0, 16, False)
    assert entry.evidence == "INVITE sip:9"
    assert limits.take_changes() == [(True, entry)]
    limits.sweep(1.0 + QUIET)
    assert limits.limited
    limits.sweep(1.1 + QUIET)
    assert not limits.limited
    assert limits.take_changes() == [(False, entry)]


def test_one_refusal_a_second_is_answered() -> None:
    limits = make()
    passed(limits, Limit.CALLS, STRANGER, 2, 0.0)
    passed(limits, Limit.CALLS, OURS, 20, 0.0)
    answered = {STRANGER: 0, OURS: 0}
    for address in (STRANGER, OURS):
        for _ in range(100):
            over = limits.over(Limit.CALLS, address, 0.01)
            assert over is not None
            answered[address] += limits.refuse(over, 0.01)
    assert answered == {STRANGER: 1, OURS: 10}


def test_lifting_begins_anew() -> None:
    limits = make()
    passed(limits, Limit.CALLS, STRANGER, 2, 0.0)
    over = limits.over(Limit.CALLS, STRANGER, 0.0)
    assert over is not None
    limits.refuse(over, 0.0)
    (entry_id,) = limits.limited
    assert limits.lift(entry_id) is not None
    assert limits.lift(entry_id) is None
    assert passed(limits, Limit.CALLS, STRANGER, 5, 0.0) == 2


def test_the_tables_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LIMITED", 3)
    limits = make(most=5)
    for number in range(5):
        passed(limits, Limit.CALLS, f"10.0.0.{number}", 1, 0.0)
    assert len(limits) == 5
    passed(limits, Limit.CALLS, "10.0.0.9", 1, 0.0)
    assert len(limits) == 5, "who was quiet longest is forgotten"
    for number in range(4):
        address = f"10.0.1.{number}"
        passed(limits, Limit.CALLS, address, 2, 0.0)
        over = limits.over(Limit.CALLS, address, 0.0)
        assert over is not None
        limits.refuse(over, 0.0)
    assert [each.value for each in limits.limited.values()] == [f"10.0.1.{n}" for n in (1, 2, 3)]
