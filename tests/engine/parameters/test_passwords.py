"""The password policy names every fault at once and repeats no part of the password."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.parameters.catalogue import CATALOGUE
from engine.parameters.passwords import MAX_LENGTH, Policy, judge, policy_of

DEFAULT = Policy()
LENGTH_ONLY = Policy(4, False, 4)


def problems(password: str, policy: Policy = DEFAULT, name: str = "") -> list[str]:
    return judge(password, policy, name).problems


def test_a_password_of_the_recommended_form_is_accepted() -> None:
    assert problems("Tr0ub4dor&3xyz") == []  # req 142


def test_the_policy_is_that_of_the_catalogue() -> None:
    values = {name: parameter.default for name, parameter in CATALOGUE.items()}
    assert policy_of(values) == DEFAULT == (12, True, 2)


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("TR0UB4DOR&3XYZ", "lower case"),
        ("tr0ub4dor&3xyz", "upper case"),
        ("Troubador&Exyz", "digit"),
        ("Tr0ub4dor33xyz", "special character"),
        ("Tr0ub4dor 3xyz", "special character"),
        ("Tr0ub4dor&3", "at least 12"),
        ("Password123!", "easily guessed"),
        ("Aa1!Aa1!Aa1!", "easily guessed"),
    ],
)
def test_each_missing_thing_is_named(password: str, word: str) -> None:
    # req 142
    (problem,) = problems(password)
    assert word in problem


def test_all_faults_are_told_at_once() -> None:
    assert len(problems("")) == 5


def test_the_extension_is_no_password() -> None:
    verdict = judge("Desk-1-Floor2", DEFAULT, "Desk-1-Floor2")
    assert verdict.problems == ["The password is the name that it belongs to."]
    assert verdict.score == 0
    assert not judge("Desk-1-Floor2", DEFAULT, "Desk-2-Floor2").problems


def test_without_complexity_only_the_length_counts() -> None:
    assert problems("1234", LENGTH_ONLY, "1234") == []
    assert len(problems("123", LENGTH_ONLY)) == 1


@pytest.mark.parametrize(("strength", "accepted"), [(0, True), (1, True), (2, False), (4, False)])
def test_the_strength_wanted_can_be_set(strength: int, accepted: bool) -> None:
    assert (problems("Password123!", Policy(12, True, strength)) == []) is accepted


def test_control_characters_and_endless_passwords_are_refused_always() -> None:
    least = Policy(1, False)
    assert "control character" in problems("pass\nword", least)[0]
    assert problems("x" * MAX_LENGTH, least) == []
    assert "longer than" in problems("x" * (MAX_LENGTH + 1), least)[0]


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=6, max_size=40), st.integers(1, 64), st.booleans())
def test_the_answer_never_repeats_the_password(
    password: str, length: int, complexity: bool
) -> None:
    found = problems("~" + password, Policy(length, complexity, 4), "~" + password)
    assert not [text for text in found if "~" + password in text]
