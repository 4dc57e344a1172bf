"""Passwords of endpoints: what is wrong with one, how strong it is, and a generated one.

The engine decides (its policy is three parameters); this mirrors the policy so that the field can
say what is missing while it is typed. How strong a password is, both ask the same library, zxcvbn.
A generated password is random from the operating system,
long enough for any policy, and made of signs that survive being read over a telephone.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from zxcvbn_rs_py import zxcvbn

#: Signs without the pairs that look alike on paper and on small displays (0 O, 1 l I).
LOWER = "abcdefghijkmnpqrstuvwxyz"
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"
#: Signs that need no escaping in phones' web forms, URLs and provisioning files.
SPECIAL = "-_.!*"

#: Characters of a password that are judged; as in the engine.
LOOKED_AT = 32

#: Length of a generated password when the policy asks for less: 20 signs of about 60 are 118
#: bits, out of reach of any dictionary at any rate the lockout lets through.
GENERATED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """The three parameters a password must satisfy.

    Attributes:
        length: SERVER_PASSWORD_LENGTH, in characters.
        complexity: SERVER_PASSWORD_COMPLEXITY: upper and lower case, digit and special sign.
        strength: SERVER_PASSWORD_STRENGTH: the least score, 0 to 4, while ``complexity`` is on.
    """

    length: int = 12
    complexity: bool = True
    strength: int = 2


def problems(password: str, policy: PasswordPolicy, known: Sequence[str] = ()) -> tuple[str, ...]:
    """What a password lacks, a short sentence each; empty when the engine will take it.

    ``known`` is what a guesser knows: the extension first, then the name.
    """
    found: list[str] = []
    if len(password) < policy.length:
        found.append(
            _tr("at least %Ln character(s) ({missing} more)", policy.length).format(
                missing=policy.length - len(password)
            )
        )
    if policy.complexity:
        found += [word for kind, word in _classes().items() if not _has(kind, password)]
        if not found and repeats(password, known):
            found.append(_tr("something else than the extension"))
        elif not found and score(password, known) < policy.strength:
            found.append(
                _tr(
                    "something that is harder to guess: no common words, names or years, and no "
                    "repeated characters or rows of keys",
                )
            )
    return tuple(found)


def score(password: str, known: Sequence[str] = ()) -> int:
    """How many guesses a password withstands: 0 to 4, fewer than 10^3, 10^6, 10^8, 10^10, more.

    Only its beginning is looked at, because the time grows with the cube of the length.
    """
    if not password.isprintable() or repeats(password, known):
        return 0
    words = [word[:LOOKED_AT] for word in known if word and word.isprintable()]
    return int(zxcvbn(password[:LOOKED_AT], words).score)


def repeats(password: str, known: Sequence[str]) -> bool:
    """Whether a password is nothing but the extension, as it is, backwards or several times."""
    plain, name = password.casefold(), known[0].casefold() if known else ""
    if not name or len(plain) % len(name):
        return False
    times = len(plain) // len(name)
    return plain in (name * times, name[::-1] * times)


def strength_word(score: int | None) -> str:
    """A score in a word; None is one that nobody judged."""
    return {
        0: _tr("Very weak"),
        1: _tr("Weak"),
        2: _tr("Fair"),
        3: _tr("Good"),
        4: _tr("Strong"),
    }.get(-1 if score is None else score, _tr("Not known"))


def strength_tone(score: int | None) -> str:
    """The colour name that belongs to a score."""
    return "muted" if score is None else ("bad", "bad", "warning", "ok", "ok")[score]


def generate(policy: PasswordPolicy) -> str:
    """A random password that satisfies the policy."""
    length = max(GENERATED_LENGTH, policy.length)
    alphabet = LOWER + UPPER + DIGITS + SPECIAL
    signs = [secrets.choice(group) for group in (LOWER, UPPER, DIGITS, SPECIAL)]
    signs += [secrets.choice(alphabet) for _ in range(length - len(signs))]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def _classes() -> dict[str, str]:
    return {
        "lower": _tr("a small letter"),
        "upper": _tr("a capital letter"),
        "digit": _tr("a digit"),
        "special": _tr("a special sign, such as - _ . !"),
    }


def _has(kind: str, password: str) -> bool:
    tests = {
        "lower": str.islower,
        "upper": str.isupper,
        "digit": str.isdigit,
        "special": lambda sign: not sign.isalnum() and not sign.isspace(),
    }
    return any(tests[kind](sign) for sign in password)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EndpointPasswords", text, "", count)
