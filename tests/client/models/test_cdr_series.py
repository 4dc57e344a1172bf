from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from client.api.cdr_values import CdrSeries, SeriesPoint
from client.models.cdr_series import MOST_BARS, bucket_for, stack

START = datetime(2026, 11, 23, tzinfo=UTC)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


SERIES = CdrSeries(
    60,
    (
        SeriesPoint(minute(0), 0, 5),
        SeriesPoint(minute(0), 9, 7),
        SeriesPoint(minute(2), 9, 3),
        SeriesPoint(minute(99), 9, 1000),
    ),
    (SeriesPoint(minute(2), 9, 40),),
)


@pytest.mark.parametrize(
    ("hours", "bucket"), [(0.5, 10), (1, 60), (24, 300), (24 * 7, 3600), (24 * 365 * 3, 86_400)]
)
def test_the_bucket_fits_the_range(hours: float, bucket: int) -> None:
    chosen = bucket_for(START, START + timedelta(hours=hours))
    assert chosen == bucket
    assert hours * 3600 / chosen <= MOST_BARS or chosen == 86_400


def test_bars_stand_on_each_other_and_gaps_are_zero() -> None:
    chart = stack(SERIES, START, minute(4))
    assert [layer.mode for layer in chart.layers] == [0, 9]
    phone, illegal = chart.layers
    assert phone.heights.tolist() == [5, 0, 0, 0]
    assert illegal.base.tolist() == [5, 0, 0, 0]
    assert illegal.heights.tolist() == [7, 0, 3, 0]
    assert illegal.total == 10
    assert chart.not_recorded.base.tolist() == [12, 0, 3, 0]
    assert chart.not_recorded.heights.tolist() == [0, 0, 40, 0]
    assert chart.highest == 12
    assert np.diff(chart.times).tolist() == [60, 60, 60]


def test_a_hidden_mode_is_left_out_with_what_was_not_recorded_of_it() -> None:
    chart = stack(SERIES, START, minute(4), hidden=[9])
    assert [layer.mode for layer in chart.layers] == [0]
    assert chart.not_recorded.total == 0


def test_an_empty_series_is_a_flat_axis() -> None:
    chart = stack(CdrSeries(60), START, START)
    assert len(chart.times) == 1
    assert chart.highest == 1


@pytest.mark.parametrize(
    ("at_s", "height", "mode"),
    [
        (0, 4.9, 0),
        (59, 5, 9),
        (0, 12, -1),
        (130, 2.9, 9),
        (130, 3, -1),
        (61, 0, None),
        (-1, 0, None),
    ],
)
def test_the_bar_at_a_place_is_found(at_s: float, height: float, mode: int | None) -> None:
    chart = stack(SERIES, START, minute(4))
    bar = chart.bar_at(START.timestamp() + at_s, height)
    assert (bar and bar[2]) == mode
    assert bar is None or bar[0] <= START.timestamp() + at_s < bar[1] == bar[0] + 60


def test_a_bar_can_be_read() -> None:
    chart = stack(SERIES, START, minute(4))
    first = chart.reading(minute(0).timestamp() + 59)
    assert first is not None
    assert (first.first, first.last) == (minute(0).timestamp(), minute(1).timestamp())
    assert first.counts == ((0, 5), (9, 7))
    third = chart.reading(minute(2).timestamp())
    assert third is not None
    assert (third.counts, third.not_recorded) == (((9, 3),), 40)
    empty = chart.reading(minute(1).timestamp())
    assert empty is not None
    assert empty.counts == ()
    assert chart.reading(minute(4).timestamp()) is None
    assert chart.reading(START.timestamp() - 1) is None
