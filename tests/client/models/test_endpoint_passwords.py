"""Password policy mirrored, strength, generation."""

import pytest

from client.models.endpoint_passwords import (
    GENERATED_LENGTH,
    PasswordPolicy,
    generate,
    problems,
    strength,
)


@pytest.mark.parametrize(
    ("password", "wanting"),
    [
        ("Abcdefgh-123", 0),
        ("Abc-123", 1),
        ("abcdefgh-123", 1),
        ("ABCDEFGH-123", 1),
        ("Abcdefgh-xyz", 1),
        ("Abcdefgh1234", 1),
        ("", 5),
    ],
)
def test_each_thing_a_password_lacks_is_named(password: str, wanting: int) -> None:
    assert len(problems(password, PasswordPolicy(12, True))) == wanting


def test_the_length_says_how_many_signs_are_missing() -> None:
    (sentence,) = problems("Ab-1", PasswordPolicy(12, True))
    assert "12" in sentence
    assert "8" in sentence


def test_without_complexity_only_the_length_counts() -> None:
    assert problems("aaaaaaaa", PasswordPolicy(8, False)) == ()


def test_a_space_is_no_special_sign() -> None:
    assert problems("Abcdefgh 123", PasswordPolicy(12, True))


@pytest.mark.parametrize("length", [1, 12, 64])
def test_a_generated_password_satisfies_every_policy_and_is_strong(length: int) -> None:
    policy = PasswordPolicy(length, True)
    password = generate(policy)
    assert problems(password, policy) == ()
    assert len(password) == max(GENERATED_LENGTH, length)
    assert strength(password, policy) == 3


def test_generated_passwords_differ() -> None:
    assert len({generate(PasswordPolicy()) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("password", "grade"),
    [("", 0), ("short", 0), ("Abcdefgh-123", 1), ("Abcdefgh-12345", 2), ("Aaaaaaaaaaa-1", 1)],
)
def test_strength_grows_with_length_and_variety(password: str, grade: int) -> None:
    assert strength(password, PasswordPolicy()) == grade
