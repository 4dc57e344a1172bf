from hypothesis import given
from hypothesis import strategies as st

from engine.registrar.deadlines import Deadlines

KEYS = st.sampled_from("abcdefgh")
MOMENTS = st.floats(0, 5000, allow_nan=False)


def test_a_key_is_never_due_early_and_at_most_a_second_late() -> None:
    deadlines = Deadlines(0.0)
    deadlines.add("a", 10.3)
    assert deadlines.due(10.9) == []
    assert deadlines.due(11.0) == ["a"]
    assert deadlines.due(20.0) == []


def test_a_deadline_in_the_past_is_due_at_the_next_second() -> None:
    deadlines = Deadlines(100.0)
    deadlines.add("a", 3.0)
    assert deadlines.due(100.5) == []
    assert deadlines.due(101.0) == ["a"]


def test_a_discarded_key_is_not_due_and_leaves_no_bucket() -> None:
    deadlines = Deadlines(0.0)
    second = deadlines.add("a", 5.0)
    deadlines.discard("a", second)
    deadlines.discard("a", second)
    assert len(deadlines) == 0
    assert deadlines.due(100.0) == []


def test_a_long_pause_hands_out_everything_in_order() -> None:
    deadlines = Deadlines(0.0)
    for key, moment in (("c", 9000.0), ("a", 20.0), ("b", 300.0)):
        deadlines.add(key, moment)
    assert deadlines.due(1_000_000.0) == ["a", "b", "c"]


@given(st.dictionaries(KEYS, MOMENTS), st.lists(MOMENTS, max_size=5))
def test_every_key_comes_out_once_after_its_deadline(
    keys: dict[str, float], sweeps: list[float]
) -> None:
    deadlines = Deadlines(0.0)
    for key, moment in keys.items():
        deadlines.add(key, moment)
    seen: list[str] = []
    for now in [*sorted(sweeps), 6000.0]:
        found = deadlines.due(now)
        assert all(keys[key] <= now for key in found)
        seen += found
        late = [key for key, moment in keys.items() if moment + 1 <= now and key not in seen]
        assert not [key for key in late if keys[key] > 0 or now >= 1]
    assert sorted(seen) == sorted(keys)
