"""Usage: limits at their edge, a second that slides, and nothing that grows for ever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls import usage as module
from engine.calls.usage import Refusal, Usage


def test_capacity_is_reached_and_given_back() -> None:
    usage = Usage()
    assert usage.admit("a", 2, 0, 0.0) is None
    assert usage.admit("a", 2, 0, 0.0) is None
    assert usage.admit("a", 2, 0, 0.0) is Refusal.CAPACITY
    assert usage.admit("b", 2, 0, 0.0) is None  # somebody else
    usage.release("a")
    assert usage.calls("a") == 1
    assert usage.admit("a", 2, 0, 0.0) is None


def test_the_second_slides() -> None:
    usage = Usage()
    assert usage.admit("a", 0, 2, 0.75) is None
    assert usage.admit("a", 0, 2, 1.5) is None
    assert usage.admit("a", 0, 2, 1.625) is Refusal.RATE
    assert usage.begun("a", 1.625) == 2
    assert usage.admit("a", 0, 2, 1.75) is None  # the first is a second old
    assert usage.admit("a", 0, 2, 2.25) is Refusal.RATE


def test_a_refused_call_counts_nowhere() -> None:
    usage = Usage()
    usage.admit("a", 1, 1, 0.0)
    for _ in range(5):
        assert usage.admit("a", 1, 1, 0.5) is Refusal.CAPACITY
    usage.release("a")
    assert usage.admit("a", 1, 1, 0.5) is Refusal.RATE
    assert usage.admit("a", 1, 1, 1.0) is None


def test_no_limit_is_none() -> None:
    usage = Usage()
    assert {usage.admit("a", 0, 0, 0.0) for _ in range(500)} == {None}
    assert (usage.calls("a"), usage.begun("a", 0.5), usage.begun("a", 1.0)) == (500, 500, 0)


def test_to_check_is_not_to_count() -> None:
    usage = Usage()
    assert usage.check("a", 1, 1, 0.0) is None
    assert len(usage) == 0
    usage.admit("a", 1, 1, 0.0)
    assert usage.check("a", 1, 1, 0.0) is Refusal.CAPACITY
    assert usage.check("a", 2, 1, 0.0) is Refusal.RATE


def test_calls_of_before_a_restart_count_whatever_the_limit_is() -> None:
    usage = Usage()
    usage.restore("a")
    usage.restore("a")
    assert usage.calls("a") == 2
    assert usage.begun("a", 0.0) == 0
    assert usage.admit("a", 1, 0, 0.0) is Refusal.CAPACITY
    usage.release("a")
    usage.release("a")
    assert len(usage) == 0


def test_to_release_what_is_not_there_does_nothing() -> None:
    usage = Usage()
    usage.release("a")
    usage.admit("a", 0, 0, 0.0)
    usage.release("a")
    usage.release("a")
    assert usage.calls("a") == 0


def test_who_is_idle_is_forgotten() -> None:
    usage = Usage()
    usage.admit("a", 0, 0, 0.0)
    usage.admit("b", 0, 0, 0.0)
    usage.release("a")
    usage.sweep(0.5)
    assert len(usage) == 2  # its call still counts for the second
    usage.sweep(1.0)
    assert len(usage) == 1
    assert usage.calls("b") == 1


def test_names_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TRACKED", 3)
    usage = Usage()
    for name in "abc":
        assert usage.admit(name, 0, 0, 0.0) is None
    assert usage.admit("d", 0, 0, 2.0) is Refusal.CAPACITY
    assert usage.admit("a", 0, 0, 2.0) is None
    usage.release("b")
    assert usage.admit("d", 0, 0, 2.0) is None  # b was idle


def test_beginnings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BEGINNINGS", 3)
    usage = Usage()
    for _ in range(5):
        assert usage.admit("a", 0, 0, 0.0) is None
    assert (usage.begun("a", 0.0), usage.calls("a")) == (3, 5)
    assert usage.admit("a", 0, 50, 0.0) is Refusal.RATE


STEP = st.tuples(st.sampled_from("ab"), st.booleans(), st.floats(0, 0.6))


@settings(max_examples=200, deadline=None)
@given(st.lists(STEP, max_size=40), st.integers(0, 4), st.integers(0, 4))
def test_it_counts_as_a_list_of_all_calls_would(
    steps: list[tuple[str, bool, float]], capacity: int, per_second: int
) -> None:
    usage, now = Usage(), 0.0
    running = {"a": 0, "b": 0}
    begun: list[tuple[str, float]] = []
    for name, ends, pause in steps:
        now += pause
        if ends:
            usage.release(name)
            running[name] = max(0, running[name] - 1)
            continue
        recent = sum(1 for other, at in begun if other == name and at > now - 1.0)
        expected = None
        if capacity and running[name] >= capacity:
            expected = Refusal.CAPACITY
        elif per_second and recent >= per_second:
            expected = Refusal.RATE
        assert usage.admit(name, capacity, per_second, now) is expected
        if expected is None:
            running[name] += 1
            begun.append((name, now))
        assert usage.calls(name) == running[name]
