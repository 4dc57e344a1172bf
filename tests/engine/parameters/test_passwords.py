"""The password policy names every fault at once and repeats no part of the password."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.parameters.passwords import MAX_LENGTH, problems


def test_a_password_of_the_recommended_form_is_accepted() -> None:
    assert problems("Tr0ub4dor&3xyz", 12, True) == []  # req 142


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("TR0UB4DOR&3XYZ", "lower case"),
        ("tr0ub4dor&3xyz", "upper case"),
        ("Troubador&Exyz", "digit"),
        ("Tr0ub4dor33xyz", "special character"),
        ("Tr0ub4dor 3xyz", "special character"),
        ("Tr0ub4dor&3", "at least 12"),
    ],
)
def test_each_missing_class_is_named(password: str, word: str) -> None:
    # req 142
    (problem,) = problems(password, 12, True)
    assert word in problem


def test_all_faults_are_told_at_once() -> None:
    assert len(problems("", 12, True)) == 5


def test_without_complexity_only_the_length_counts() -> None:
    assert problems("1234", 4, False) == []
    assert len(problems("123", 4, False)) == 1


def test_control_characters_and_endless_passwords_are_refused_always() -> None:
    assert "control character" in problems("pass\nword", 1, False)[0]
    assert problems("x" * MAX_LENGTH, 1, False) == []
    assert "longer than" in problems("x" * (MAX_LENGTH + 1), 1, False)[0]


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=6, max_size=40), st.integers(1, 64), st.booleans())
def test_the_answer_never_repeats_the_password(
    password: str, length: int, complexity: bool
) -> None:
    found = problems("~" + password, length, complexity)
    assert not [text for text in found if "~" + password in text]
