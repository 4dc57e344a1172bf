"""Password policy mirrored, strength, generation."""

import pytest

from client.models.endpoint_passwords import (
    GENERATED_LENGTH,
    PasswordPolicy,
    generate,
    problems,
    repeats,
    score,
    strength_tone,
    strength_word,
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
    assert score(password) == 4


def test_generated_passwords_differ() -> None:
    assert len({generate(PasswordPolicy()) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("password", "points"),
    [
        ("", 0),
        ("1001", 1),
        ("Password123!", 1),
        ("Aaaaaaaaaaa-1", 2),
        ("Abcdefgh-123", 3),
        ("Correct-Horse-7!", 4),
        ("a\nb", 0),
    ],
)
def test_the_score_is_that_of_the_engine(password: str, points: int) -> None:
    assert score(password) == points


def test_what_is_easily_guessed_is_refused_as_the_engine_will() -> None:  # req 142
    assert "harder to guess" in problems("Password123!", PasswordPolicy())[0]
    assert problems("Password123!", PasswordPolicy(12, True, 1)) == ()
    assert problems("Kowalczyk-2077!", PasswordPolicy(12, True, 4)) == ()
    assert problems("Kowalczyk-2077!", PasswordPolicy(12, True, 4), ("2077", "Kowalczyk"))


def test_the_extension_is_no_password() -> None:
    assert problems("Desk-1-Floor2", PasswordPolicy(), ("desk-1-floor2",))
    assert not problems("Desk-1-Floor2", PasswordPolicy(), ("desk-2-floor2",))
    assert repeats("10011001", ("1001",))
    assert not repeats("1001", ())


def test_every_score_has_a_word_and_a_tone() -> None:
    words = [strength_word(points) for points in (None, 0, 1, 2, 3, 4)]
    assert words == ["Not known", "Very weak", "Weak", "Fair", "Good", "Strong"]
    assert [strength_tone(points) for points in (None, 1, 2, 4)] == [
        "muted",
        "bad",
        "warning",
        "ok",
    ]
