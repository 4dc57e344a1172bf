"""Names of dialogs that were ended by us."""

from __future__ import annotations

from engine.calls.crossing import Crossing


def key(number: int) -> tuple[str, str, str]:
    return f"call{number}", "ours", "theirs"


def test_a_dialog_is_known_until_its_time_is_over() -> None:
    crossing = Crossing()
    crossing.add(key(1), 100.0, 132.0)
    assert crossing.holds(key(1), 131.9)
    assert not crossing.holds(key(1), 132.0)
    assert not crossing.holds(key(2), 100.0)


def test_what_is_over_makes_room() -> None:
    crossing = Crossing()
    crossing.add(key(1), 100.0, 132.0)
    crossing.add(key(2), 110.0, 142.0)
    crossing.add(key(3), 135.0, 167.0)
    assert len(crossing) == 2
    assert crossing.holds(key(2), 135.0)


def test_at_the_limit_the_oldest_is_forgotten() -> None:
    crossing = Crossing(limit=2)
    for number in (1, 2):
        crossing.add(key(number), 100.0, 132.0)
    assert crossing.holds(key(1), 100.0)
    crossing.add(key(3), 100.0, 132.0)
    assert len(crossing) == 2
    assert [crossing.holds(key(number), 100.0) for number in (1, 2, 3)] == [False, True, True]


def test_a_dialog_that_is_added_again_counts_once() -> None:
    crossing = Crossing(limit=2)
    for now in (100.0, 101.0, 102.0):
        crossing.add(key(1), now, now + 32)
    assert len(crossing) == 1
    assert crossing.holds(key(1), 133.5)
