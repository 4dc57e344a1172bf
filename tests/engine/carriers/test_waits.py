import pytest

from engine.carriers.waits import (
    FIRST_LONG_WAIT,
    FIRST_WAIT,
    LONGEST_LONG_WAIT,
    MAX_RETRY_AFTER,
    after_denial,
    after_failure,
    renewal,
)


def test_a_registration_is_renewed_before_it_ends_and_not_every_moment() -> None:
    assert renewal(3600, 0.0) == 2880
    assert renewal(3600, 1.0) == 3240
    assert renewal(4, 0.5) == pytest.approx(3.4)
    assert renewal(0.1, 0.5) == 1.0


def test_the_wait_doubles_up_to_its_limit_and_is_spread_over_its_upper_half() -> None:
    assert [after_failure(count, 1.0, 60) for count in (1, 2, 3)] == [4.0, 8.0, 16.0]
    assert after_failure(1, 0.0, 60) == FIRST_WAIT / 2
    assert [after_failure(10_000, 1.0, longest) for longest in (30, 600)] == [30.0, 600.0]
    assert after_denial(1, 1.0) == FIRST_LONG_WAIT
    assert after_denial(9, 1.0) == LONGEST_LONG_WAIT


def test_what_the_carrier_asks_for_is_obeyed_within_reason() -> None:
    assert after_failure(1, 1.0, 60, 120.0) == 120.0
    assert after_failure(1, 1.0, 60, 1e9) == MAX_RETRY_AFTER
    assert after_denial(1, 1.0, 1.0) == FIRST_LONG_WAIT
