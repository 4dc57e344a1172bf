"""The waits between two times a request is sent."""

import pytest

from engine.stack.resending import Resending
from engine.stack.timers import Timings

USUAL = Resending.of(Timings())


def test_the_usual_waits_are_those_of_rfc_3261() -> None:
    assert USUAL.waits == (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
    assert USUAL.patience == 64 * 0.5
    assert [USUAL.of_other(count) for count in range(5)] == [0.5, 1.0, 2.0, 4.0, 4.0]
    assert [USUAL.of_invite(count) for count in (0, 5, 6)] == [0.5, 16.0, None]


@pytest.mark.parametrize("waits", [(0.5,), (1.0, 1.0), (0.5, 5.0, 9.0)])
def test_after_the_last_wait_there_is_time_for_one_answer(waits: tuple[float, ...]) -> None:
    resending = Resending(waits, 4.0, 0.5)
    assert resending.patience == sum(waits) + 0.5
    assert resending.of_invite(len(waits)) is None
    assert resending.of_other(99) == min(waits[-1], 4.0)


def test_every_wait_that_can_come_is_named() -> None:
    resending = Resending((1.0, 5.0), 4.0, 0.5)
    found = {resending.of_invite(count) for count in range(2)}
    found |= {resending.of_other(count) for count in range(3)}
    assert found | {4.0} == resending.every
