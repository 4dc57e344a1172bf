"""Billed time: the one rule of rounding at each of its edges, and what is free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.billing.rating import (
    DEFAULT_PRECISION,
    FreeNumbers,
    RatingPolicy,
    billed_seconds,
    whole_seconds,
)


@pytest.mark.parametrize(
    ("held_ms", "precision_ms", "seconds"),
    [
        (0, 1, 0),
        (1, 1, 1),
        (1000, 1, 1),
        (1001, 1, 2),
        (1049, 50, 1),
        (1050, 50, 2),
        (1499, 500, 1),
        (1500, 500, 2),
        (1999, 1000, 1),
        (2000, 1000, 2),
    ],
)
def test_the_precision_decides_where_a_second_begins(
    held_ms: int, precision_ms: int, seconds: int
) -> None:
    assert whole_seconds(held_ms, precision_ms) == seconds


@given(st.integers(0, 10**9), st.integers(1, 1000))
def test_hold_time_is_never_off_by_a_second(held_ms: int, precision_ms: int) -> None:
    off = whole_seconds(held_ms, precision_ms) * 1000 - held_ms
    assert -precision_ms < off <= 1000 - precision_ms


def test_free_seconds_are_taken_off_and_nothing_is_ever_owed_to_a_caller() -> None:
    policy = RatingPolicy(free_s=6)
    assert [billed_seconds(held, "1", policy) for held in (0, 5, 6, 7, 60)] == [0, 0, 0, 1, 54]


@pytest.mark.parametrize(
    ("callee", "free"),
    [("110", True), ("1100", False), ("800", True), ("8001234", True), ("80", False), ("", False)],
)
def test_free_numbers_are_whole_ones_and_beginnings(callee: str, free: bool) -> None:
    policy = RatingPolicy(free_numbers=FreeNumbers.of(["110", "800*"]))
    assert billed_seconds(60, callee, policy) == (0 if free else 60)


def test_a_fresh_installation_bills_what_was_talked() -> None:
    assert billed_seconds(60, "110", RatingPolicy()) == 60
    assert RatingPolicy().precision_ms == DEFAULT_PRECISION == 50
