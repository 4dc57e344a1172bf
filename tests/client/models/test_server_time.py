"""The server's clock, learned."""

from datetime import UTC, datetime, timedelta

import pytest

from client.models.server_time import TOLERANCE_S, ServerTime, seconds_left

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clocks:
    def __init__(self) -> None:
        self.wall = NOON.timestamp() - 300  # this computer is five minutes slow
        self.monotonic = 1000.0

    def server_time(self) -> ServerTime:
        return ServerTime(lambda: self.wall, lambda: self.monotonic)


def test_before_the_first_answer_the_local_clock_is_the_guess() -> None:
    assert Clocks().server_time().now() == NOON - timedelta(seconds=300)


def test_after_an_answer_the_server_counts_even_when_the_local_clock_is_set() -> None:
    clocks = Clocks()
    server = clocks.server_time()
    server.learn(NOON)
    clocks.wall += 7200
    clocks.monotonic += 2
    assert server.now() == NOON + timedelta(seconds=2)


def test_a_slow_answer_does_not_make_countdowns_jump() -> None:
    clocks = Clocks()
    server = clocks.server_time()
    server.learn(NOON)
    server.learn(NOON - timedelta(seconds=TOLERANCE_S / 2))
    assert server.now() == NOON
    server.learn(NOON - timedelta(seconds=30))
    assert server.now() == NOON - timedelta(seconds=30)


def test_the_time_is_learned_from_a_deadline_and_what_is_left() -> None:
    server = Clocks().server_time()
    server.learn_from_deadline(NOON + timedelta(seconds=552), 552.0)
    assert server.now() == NOON


@pytest.mark.parametrize(
    ("ahead", "left"), [(10.0, 10), (9.2, 10), (0.4, 1), (0.0, 0), (-5.0, 0), (552.0, 552)]
)
def test_seconds_left_round_up_and_end_at_zero(ahead: float, left: int) -> None:  # req 111
    assert seconds_left(NOON + timedelta(seconds=ahead), NOON) == left
