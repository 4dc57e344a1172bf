"""How many guesses a password withstands, on the scale of zxcvbn (Wheeler, USENIX Security 2016).

Counting classes of characters says nothing about ``Password123!``, which every guesser tries among
its first thousands. zxcvbn knows common passwords, names, words, keyboard rows, repetitions, dates
and the usual replacements of letters, and answers the number of guesses in powers of ten. The
library is the one in Rust: 0.5 ms for twelve characters, so that a file of ten thousand endpoints
still takes seconds. The client asks the same library while somebody types (ADR 35).

Its time grows with the cube of the length, so only the beginning of a long password is looked at:
what its beginning withstands, the whole does too.
"""

from typing import Final

from zxcvbn_rs_py import zxcvbn

LOOKED_AT: Final = 32
"""Characters; 3 ms at most."""

WEAK_BELOW: Final = 3
"""The least score that is not called weak: 10^8 guesses, as the authors of the scale advise."""

SCORES: Final = ("very weak", "weak", "fair", "good", "strong")
"""Scores from 0, in words: fewer than 10^3, 10^6, 10^8 and 10^10 guesses, and more."""


def score(password: str, *known: str) -> int:
    """The score of a password, 0 to 4.

    Args:
        password: the candidate; nothing of it is kept.
        known: what a guesser knows without guessing, such as the extension and the name.
    """
    if not password.isprintable():
        return 0
    words = [word[:LOOKED_AT] for word in known if word.isprintable() and word]
    return int(zxcvbn(password[:LOOKED_AT], words).score)


def repeats(password: str, name: str) -> bool:
    """Whether a password is nothing but ``name``, as it is, backwards or several times."""
    plain, given = password.casefold(), name.casefold()
    if not given or len(plain) % len(given):
        return False
    times = len(plain) // len(given)
    return plain in (given * times, given[::-1] * times)
