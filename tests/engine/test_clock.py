"""Deadlines follow the monotonic clock, records the wall clock, and a jump is seen."""

import time

import pytest

from engine.clock import Clock
from tests.helpers.clock import ManualClock


def test_the_clock_reads_the_clocks_of_the_machine() -> None:
    clock = Clock()
    before = time.monotonic(), time.time()
    assert before[0] <= clock.now() <= time.monotonic()
    assert before[1] <= clock.wall() <= time.time()
    assert abs(clock.jumped()) < 1


def test_a_deadline_converts_to_the_wall_clock_and_back() -> None:
    clock = ManualClock(mono=50.0, epoch=1000.0)
    assert clock.to_wall(80.0) == 1030.0
    assert clock.from_wall(1030.0) == 80.0
    assert clock.to_wall(40.0) == 990.0


def test_time_that_passes_is_not_a_jump() -> None:
    clock = ManualClock()
    clock.advance(3600.0)
    assert clock.jumped() == 0.0


@pytest.mark.parametrize("moved", [-3600.0, 3600.0])
def test_a_clock_that_is_set_moves_no_deadline_and_is_reported(moved: float) -> None:
    clock = ManualClock()
    deadline = clock.now() + 180.0
    clock.set_wall(clock.wall() + moved)
    assert clock.jumped() == moved
    assert deadline - clock.now() == 180.0
    assert clock.to_wall(deadline) - clock.wall() == 180.0
