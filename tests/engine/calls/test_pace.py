"""How many requests within a call are too many."""

from __future__ import annotations

from engine.calls.pace import MAX_PER_SECOND, RETRY_AFTER_MOST, Pace, retry_after


def test_as_many_as_the_limit_and_not_one_more() -> None:
    pace = Pace()
    assert all(pace.allow(100.0) for _ in range(MAX_PER_SECOND))
    assert not pace.allow(100.0)
    assert not pace.allow(100.99)


def test_the_next_second_is_another_one() -> None:
    pace = Pace()
    for _ in range(MAX_PER_SECOND + 5):
        pace.allow(100.0)
    assert pace.allow(101.0)
    assert pace.count == 1


def test_the_time_to_come_back_is_spread_and_in_range() -> None:
    values = [int(retry_after(number)[0][1]) for number in range(100)]
    assert set(values) == set(range(RETRY_AFTER_MOST + 1))
    assert retry_after(7) == retry_after(7)
