"""Passwords of endpoints: what is wrong with one, how strong it is, and a generated one.

The engine decides (its policy is two parameters); this mirrors the policy so that the field can
say what is missing while it is typed. A generated password is random from the operating system,
long enough for any policy, and made of signs that survive being read over a telephone.
"""

import secrets
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

#: Signs without the pairs that look alike on paper and on small displays (0 O, 1 l I).
LOWER = "abcdefghijkmnpqrstuvwxyz"
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"
#: Signs that need no escaping in phones' web forms, URLs and provisioning files.
SPECIAL = "-_.!*"

#: Length of a generated password when the policy asks for less: 20 signs of about 60 are 118
#: bits, out of reach of any dictionary at any rate the lockout lets through.
GENERATED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """The two parameters a password must satisfy.

    Attributes:
        length: SERVER_PASSWORD_LENGTH, in characters.
        complexity: SERVER_PASSWORD_COMPLEXITY: upper and lower case, digit and special sign.
    """

    length: int = 12
    complexity: bool = True


def problems(password: str, policy: PasswordPolicy) -> tuple[str, ...]:
    """What a password lacks, a short sentence each; empty when the engine will take it."""
    found: list[str] = []
    if len(password) < policy.length:
        found.append(
            QCoreApplication.translate(
                "EndpointPasswords", "at least {length} characters ({missing} more)"
            ).format(length=policy.length, missing=policy.length - len(password))
        )
    if policy.complexity:
        found += [word for kind, word in _classes().items() if not _has(kind, password)]
    return tuple(found)


def strength(password: str, policy: PasswordPolicy) -> int:
    """How strong a password is, from 0 (refused or empty) over 1, 2 to 3 (generated class).

    A rough measure on purpose: length and variety, nothing that pretends to know dictionaries.
    """
    if not password or problems(password, policy):
        return 0
    variety = len(set(password))
    return 1 + (len(password) >= 14 and variety >= 8) + (len(password) >= 18 and variety >= 12)


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
