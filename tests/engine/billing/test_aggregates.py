from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.billing.aggregates import MAX_MINUTES, OTHER, Aggregates
from engine.billing.gates import ILLEGAL_CALL, ZERO_HOLD_TIME
from engine.billing.records import AggregateRecord

MINUTE = 60_000
NOW = 29_833_333 * MINUTE


def test_calls_are_counted_by_minute_mode_source_prefix_and_gate() -> None:
    counts = Aggregates()
    counts.add(NOW + 5, 9, "192.0.2.1", "00442071", ILLEGAL_CALL)
    counts.add(NOW + 59_999, 9, "192.0.2.1", "00449999", ILLEGAL_CALL)
    counts.add(NOW + 60_000, 9, "192.0.2.1", "00442071", ILLEGAL_CALL)
    counts.add(NOW, 0, "192.0.2.1", "1", ZERO_HOLD_TIME)
    assert counts.drain() == [
        AggregateRecord(NOW, 9, "192.0.2.1", "0044", ILLEGAL_CALL, 2),
        AggregateRecord(NOW, 0, "192.0.2.1", "1", ZERO_HOLD_TIME, 1),
        AggregateRecord(NOW + MINUTE, 9, "192.0.2.1", "0044", ILLEGAL_CALL, 1),
    ]
    assert counts.drain() == []


def test_what_is_drained_are_deltas() -> None:
    counts = Aggregates()
    for expected in (2, 3):
        for _ in range(expected):
            counts.add(NOW, 9, "a", "b", ILLEGAL_CALL)
        (row,) = counts.drain()
        assert row.count == expected


def test_too_many_sources_share_a_row_and_none_is_lost() -> None:
    counts = Aggregates(max_keys=3)
    for number in range(100):
        counts.add(NOW, 9, f"192.0.2.{number}", "0044", ILLEGAL_CALL)
        if number == 50:
            first = counts.drain()
    rows = [*first, *counts.drain()]
    assert sum(row.count for row in rows) == 100
    assert {row.source for row in rows} == {"192.0.2.0", "192.0.2.1", "192.0.2.2", OTHER}
    assert {row.callee_prefix for row in rows if row.source == OTHER} == {OTHER}


def test_a_known_source_keeps_its_row_in_a_full_minute() -> None:
    counts = Aggregates(max_keys=1)
    for source in ("a", "b", "a"):
        counts.add(NOW, 9, source, "0044", ILLEGAL_CALL)
    assert {row.source: row.count for row in counts.drain()} == {"a": 2, OTHER: 1}


@given(st.lists(st.integers(-5 * MINUTE, 5 * MINUTE), max_size=60))
def test_a_clock_that_jumps_neither_loses_calls_nor_grows(moments: list[int]) -> None:
    counts = Aggregates(max_keys=2)
    for moment in moments:
        counts.add(NOW + moment, 9, "a", "0044", ILLEGAL_CALL)
        assert len(counts._minutes) <= MAX_MINUTES
    assert sum(row.count for row in counts.drain()) == len(moments)
