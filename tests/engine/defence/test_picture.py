"""Five rates and their minutes, out of counters that may begin anew."""

from engine.control.messages import CounterSample
from engine.defence.picture import FIGURES, Meter, Minute, totals


def sample(name: str, value: float, **labels: str) -> CounterSample:
    return CounterSample(name, value, "counter", "", labels)


def test_each_figure_has_its_counters() -> None:
    found = totals(
        [
            sample("registrations_total", 1),
            sample("auth_failures_total", 2),
            sample("suspensions_total", 3),
            sample("illegal_calls_total", 9),
            sample("cdr_not_recorded_total", 100, gate="zero_hold_time"),
            sample("blacklist_dropped_total", 6),
            sample("limited_requests_total", 7),
            sample("udp_datagrams_total", 100),
        ]
    )
    assert dict(zip(FIGURES, found, strict=True)) == {
        "registrations": 1, "failures": 2, "suspensions": 3, "illegal": 9, "dropped": 13,
    }  # fmt: skip


def test_rates_are_what_grew_in_a_second() -> None:
    meter = Meter()
    assert meter.add((0, 0, 0, 0, 0), 10.0, 600.0) == (None, None)
    assert meter.add((4, 2, 0, 0, 0), 12.0, 602.0)[0] == (2, 1, 0, 0, 0)
    assert meter.add((4, 2, 0, 0, 0), 12.0, 602.0)[0] is None


def test_a_minute_is_told_when_it_is_over() -> None:
    meter = Meter()
    for second in range(61):
        _, done = meter.add((second, 0, 0, 0, 0), float(second), 600.0 + second)
        assert (done is None) is (second < 60)
    assert done == Minute(10, (59, 0, 0, 0, 0))
    assert meter.take() == Minute(11, (1, 0, 0, 0, 0))
    assert meter.take() is None


def test_a_minute_without_anything_is_none() -> None:
    meter = Meter()
    for second in (0, 60, 120):
        assert meter.add((5, 5, 5, 5, 5), float(second), 600.0 + second)[1] is None


def test_a_restarted_switch_counts_from_nothing() -> None:
    meter = Meter()
    meter.add((100, 0, 0, 0, 0), 0.0, 600.0)
    assert meter.add((3, 0, 0, 0, 0), 1.0, 601.0)[0] == (3, 0, 0, 0, 0)
    meter.lose()
    assert meter.add((50, 0, 0, 0, 0), 9.0, 609.0)[0] is None


def test_a_clock_that_jumps_back_loses_nothing() -> None:
    meter = Meter()
    meter.add((0, 0, 0, 0, 0), 0.0, 660.0)
    meter.add((7, 0, 0, 0, 0), 1.0, 661.0)
    _, done = meter.add((9, 0, 0, 0, 0), 2.0, 3.0)
    assert done == Minute(11, (7, 0, 0, 0, 0))
    assert meter.take() == Minute(0, (2, 0, 0, 0, 0))
