"""The score is that of zxcvbn, and long or strange passwords cost no more than others."""

import pytest

from engine.parameters.password_strength import LOOKED_AT, SCORES, WEAK_BELOW, repeats, score


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("1234", True),
        ("Password123!", True),
        ("Aa1!Aa1!Aa1!", True),
        ("Passw0rd!2026", True),
        ("Correct-Horse-7!", False),
        ("xK4-vw.Tq7_bn!Zr9s*M", False),
    ],
)
def test_what_guessers_try_first_is_weak(password: str, weak: bool) -> None:  # req 142
    assert (score(password) < WEAK_BELOW) is weak


def test_the_owner_is_known_to_the_guesser() -> None:
    assert score("Kowalczyk-2077!", "2077", "Kowalczyk") < score("Kowalczyk-2077!")


def test_every_score_has_its_words() -> None:
    assert len(SCORES) == 5
    assert {score(text) for text in ("1", "Password123!", "xK4-vw.Tq7_bn!Zr9s*M")} <= set(range(5))


def test_only_the_beginning_is_looked_at() -> None:
    beginning = "xK4-vw.Tq7_bn!Zr9s*MxK4-vw.Tq7_b"
    assert len(beginning) == LOOKED_AT
    assert score(beginning + "a" * 224) == score(beginning)


@pytest.mark.parametrize("password", ["", "\x00" * 8, "\ud800", "a\nb"])
def test_nothing_raises(password: str) -> None:
    assert score(password, "", "\ud800", "x" * 100_000) == 0


@pytest.mark.parametrize(
    ("password", "same"),
    [
        ("1001", True),
        ("10011001", True),
        ("7001", False),
        ("1001a", False),
        ("abc", False),
    ],
)
def test_the_name_is_no_password(password: str, same: bool) -> None:
    assert repeats(password, "1001") is same
    assert repeats(password[::-1], "1001") is same


def test_the_case_does_not_hide_the_name() -> None:
    assert repeats("FrontDESK", "frontdesk")
    assert not repeats("x", "")
