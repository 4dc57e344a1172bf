from engine.control.messages import CounterSample
from engine.management.flood_figures import FloodRate, fruitless


def sample(name: str, value: float, **labels: str) -> CounterSample:
    return CounterSample(name, value, "counter", "", labels)


def figures(scale: int) -> list[CounterSample]:
    return [
        sample("cdr_journaled_total", 10 * scale, mode="0"),
        sample("cdr_journaled_total", 100 * scale, mode="9"),
        sample("calls_connected_total", 4 * scale),
        sample("cdr_not_recorded_total", 1000 * scale, gate="zero_hold_time"),
        sample("cdr_not_recorded_total", 2000 * scale, gate="illegal_call"),
        sample("cdr_not_recorded_total", 7000 * scale, gate="blacklist"),
        sample("registrations_total", 50_000),
    ]


def test_records_and_counts_are_one_sum_and_connected_and_blocked_calls_are_not_in_it() -> None:
    assert fruitless(figures(1)) == 10 + 100 - 4 + 1000 + 2000


def test_the_rate_is_the_same_whatever_the_gates_say() -> None:
    rate = FloodRate()
    assert rate.add(figures(0), 10.0) is None
    assert rate.add(figures(1), 12.0) == 3106 / 2
    rate.lose()
    assert rate.add(figures(2), 13.0) is None
