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
            QCoreApplication.translate(
                "EndpointPasswords", "at least {length} characters ({missing} more)"
            ).format(length=policy.length, missing=policy.length - len(password))
        )
    if policy.complexity:
        found += [word for kind, word in _classes().items() if not _has(kind, password)]
        if not found and repeats(password, known):
            found.append(
                QCoreApplication.translate("EndpointPasswords", "something else than the extension")
            )
        elif not found and score(password, known) < policy.strength:
            found.append(
                QCoreApplication.translate(
                    "EndpointPasswords",
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
        0: QCoreApplication.translate("EndpointPasswords", "Very weak"),
        1: QCoreApplication.translate("EndpointPasswords", "Weak"),
        2: QCoreApplication.translate("EndpointPasswords", "Fair"),
        3: QCoreApplication.translate("EndpointPasswords", "Good"),
        4: QCoreApplication.translate("EndpointPasswords", "Strong"),
    }.get(
        -1 if score is None else score, QCoreApplication.translate("EndpointPasswords", "Not known")
    )


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
        "lower": QCoreApplication.translate("EndpointPasswords", "a small letter"),
        "upper": QCoreApplication.translate("EndpointPasswords", "a capital letter"),
        "digit": QCoreApplication.translate("EndpointPasswords", "a digit"),
        "special": QCoreApplication.translate(
            "EndpointPasswords", "a special sign, such as - _ . !"
        ),
    }


def _has(kind: str, password: str) -> bool:
    tests = {
        "lower": str.islower,
        "upper": str.isupper,
        "digit": str.isdigit,
        "special": lambda sign: not sign.isalnum() and not sign.isspace(),
    }
    return any(tests[kind](sign) for sign in password)
