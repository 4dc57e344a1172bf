"""Each limit has its rate, and none while limits are off."""

import pytest

from engine.defence.rates import WORDS, Limit, Rate, RatePolicy


def test_each_limit_has_a_rate_and_words() -> None:
    policy = RatePolicy(True, 10, 50, 5, 3)
    rates = {limit: policy.rate(limit) for limit in Limit}
    assert rates == {
        Limit.REGISTRATIONS: Rate(10, 60),
        Limit.REQUESTS: Rate(50, 1),
        Limit.CALLS: Rate(5, 1),
    }
    assert set(WORDS) == set(Limit)


@pytest.mark.parametrize("limit", Limit)
def test_off_is_no_limit(limit: Limit) -> None:
    assert RatePolicy().rate(limit).events == 0
