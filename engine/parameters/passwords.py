"""The password policy of endpoints and operators (requirement 142).

Three parameters make it: ``SERVER_PASSWORD_LENGTH``, ``SERVER_PASSWORD_COMPLEXITY`` and, while that
one is on, ``SERVER_PASSWORD_STRENGTH``. The check is a pure function that answers every fault at
once, as sentences for the person who chose the password, so that one correction is enough. Beside
them it answers the score, which is kept as a fact with the endpoint or operator: later nobody can
tell from the hashes how good a password was.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from engine.parameters.password_strength import SCORES, repeats, score

#: No hash is computed over more than this; RFC 7616 and argon2 set no limit of their own.
MAX_LENGTH: Final = 256

_CLASSES: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("The password needs a lower case letter.", str.islower),
    ("The password needs an upper case letter.", str.isupper),
    ("The password needs a digit.", str.isdigit),
    (
        "The password needs a special character, such as - _ . !",
        lambda sign: not sign.isalnum() and not sign.isspace(),
    ),
)


class Policy(NamedTuple):
    """What a password must have.

    Attributes:
        length: least number of characters.
        complexity: whether all four classes of characters are wanted, and the rest counts too.
        strength: least score, 0 to 4, while ``complexity`` is on.
    """

    length: int = 12
    complexity: bool = True
    strength: int = 2


class Verdict(NamedTuple):
    """What is wrong with a password, nothing when the policy accepts it, and its score."""

    problems: list[str]
    score: int


def policy_of(values: Mapping[str, int | str]) -> Policy:
    """The policy in the values of the parameters."""
    return Policy(
        int(values["SERVER_PASSWORD_LENGTH"]),
        bool(values["SERVER_PASSWORD_COMPLEXITY"]),
        int(values["SERVER_PASSWORD_STRENGTH"]),
    )


def judge(password: str, policy: Policy, name: str = "", *known: str) -> Verdict:
    """What ``policy`` says of ``password``; no part of it is repeated in the answer.

    Args:
        password: the candidate; it is not kept.
        policy: what it must have.
        name: extension, operator or user name it belongs to.
        known: what else a guesser knows, such as a display name.
    """
    found = _form(password, policy)
    points = 0 if name and repeats(password, name) else score(password, name, *known)
    if policy.complexity and not found:
        found = _guessable(password, policy, name, points)
    return Verdict(found, points)


def _form(password: str, policy: Policy) -> list[str]:
    """What is missing of length and characters."""
    length = policy.length
    found = []
    if len(password) < length:
        found.append(f"The password has {len(password)} characters; at least {length} are needed.")
    if len(password) > MAX_LENGTH:
        found.append(f"The password is longer than {MAX_LENGTH} characters.")
    if not password.isprintable():
        found.append("The password holds a control character, such as a line end or a tab.")
    if policy.complexity:
        found += [text for text, has in _CLASSES if not any(has(sign) for sign in password)]
    return found


def _guessable(password: str, policy: Policy, name: str, points: int) -> list[str]:
    """What a guesser would find early, though it has the right form."""
    if name and repeats(password, name):
        return ["The password is the name that it belongs to."]
    if points < policy.strength:
        text = (
            "The password is easily guessed, as common words, names, years, repeated characters "
            f"and rows of keys are: it is {SCORES[points]}, {SCORES[policy.strength]} is wanted."
        )
        return [text]
    return []
