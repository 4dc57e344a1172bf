import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.stack.timers import DeadlineQueue, Timer, Timings


@pytest.mark.parametrize(
    ("timer", "unreliable", "reliable"),
    [
        (Timer.G, 0.5, 0.5),
        (Timer.H, 32.0, 32.0),
        (Timer.I, 5.0, 0.0),
        (Timer.J, 32.0, 0.0),
        (Timer.L, 32.0, 32.0),
        (Timer.A, 0.5, 0.5),
        (Timer.B, 32.0, 32.0),
        (Timer.D, 32.0, 0.0),
        (Timer.E, 0.5, 0.5),
        (Timer.F, 32.0, 32.0),
        (Timer.K, 5.0, 0.0),
        (Timer.M, 32.0, 32.0),
    ],
)
def test_durations_are_those_of_table_4(timer: Timer, unreliable: float, reliable: float) -> None:
    timings = Timings()
    assert timings.duration(timer, reliable=False) == unreliable
    assert timings.duration(timer, reliable=True) == reliable


def test_timer_g_doubles_until_t2() -> None:
    assert Timings().intervals() == [0.5, 1.0, 2.0, 4.0]
    assert Timings(t1=1.0, t2=3.0).intervals() == [1.0, 2.0, 3.0]


def test_timer_a_doubles_for_as_long_as_it_may_run() -> None:
    assert Timings().intervals(16.0) == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0]


def test_items_expire_in_order_and_not_before_their_time() -> None:
    queue: DeadlineQueue[str] = DeadlineQueue(5.0)
    queue.arm("a", 0.0)
    queue.arm("b", 1.0)
    assert (queue.deadline(), queue.oldest(), len(queue)) == (5.0, "a", 2)
    assert queue.expired(4.9) is None
    assert [queue.expired(6.0), queue.expired(6.0), queue.expired(6.0)] == ["a", "b", None]
    assert (queue.deadline(), queue.oldest()) == (None, None)


def test_a_cancelled_item_leaves_nothing_behind() -> None:
    queue: DeadlineQueue[str] = DeadlineQueue(5.0)
    queue.arm("a", 0.0)
    queue.cancel("a")
    queue.cancel("never armed")
    assert len(queue) == 0
    assert queue.expired(99.0) is None


@given(st.lists(st.floats(0, 10), max_size=20), st.sets(st.integers(0, 19)), st.floats(0, 20))
def test_expired_are_exactly_those_armed_long_enough_ago(
    gaps: list[float], cancelled: set[int], now: float
) -> None:
    queue: DeadlineQueue[int] = DeadlineQueue(5.0)
    armed, time = {}, 0.0
    for item, gap in enumerate(gaps):
        time += gap
        queue.arm(item, time)
        armed[item] = time
    for item in cancelled:
        queue.cancel(item)
        armed.pop(item, None)
    expired = []
    while (item_or_none := queue.expired(now)) is not None:
        expired.append(item_or_none)
    assert expired == [item for item, at in armed.items() if at + 5.0 <= now]
