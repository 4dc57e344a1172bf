from __future__ import annotations

from datetime import timedelta

import pytest

from client.models.cdr_filter import CdrFilter
from client.models.cdr_zoom import LEAST, MOST_BACK, Trail, wider, widest, zoomed
from tests.helpers.cdr_stubs import NOW

HOUR = timedelta(hours=1)
DAY = NOW, NOW + 24 * HOUR


@pytest.mark.parametrize(
    ("around", "times", "first", "length"),
    [
        (NOW + 6 * HOUR, 0.5, NOW + 3 * HOUR, 12 * HOUR),
        (NOW, 0.5, NOW, 12 * HOUR),
        (NOW + 24 * HOUR, 2, NOW - 24 * HOUR, 48 * HOUR),
        (NOW - 5 * HOUR, 2, NOW - 5 * HOUR, 48 * HOUR),
    ],
)
def test_what_is_pointed_at_stays_where_it_is(
    around: object, times: float, first: object, length: timedelta
) -> None:
    start, end = zoomed(DAY, around, times, 31)  # type: ignore[arg-type]
    assert (start, end - start) == (first, length)


def test_twice_as_much_time_has_the_same_middle() -> None:
    assert wider(DAY, 31) == (NOW - 12 * HOUR, NOW + 36 * HOUR)


def test_a_range_grows_to_what_the_engine_answers_and_no_further() -> None:
    moments, days = DAY, 31
    for _ in range(10):
        moments = wider(moments, days)
        assert moments[1] - moments[0] <= timedelta(days=days)
    assert moments[1] - moments[0] == timedelta(days=days)
    assert widest(moments, days)
    assert not widest(moments, days + 1)
    assert not widest(DAY, 31)


def test_a_range_shrinks_to_a_minute() -> None:
    moments = DAY
    for _ in range(20):
        moments = zoomed(moments, NOW + HOUR, 0.4, 31)
    assert moments[1] - moments[0] == LEAST
    assert moments[0] <= NOW + HOUR <= moments[1]


def test_the_way_back_is_bounded_and_gone_once() -> None:
    trail = Trail()
    assert not trail
    assert trail.back() is None
    shown = [CdrFilter(text=str(number)) for number in range(MOST_BACK + 1)]
    for each in shown:
        trail.add(each)
        trail.add(each)
    back = [trail.back() for _ in range(MOST_BACK + 1)]
    assert back == [*reversed(shown[1:]), None]
