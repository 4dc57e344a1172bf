"""The password policy of endpoints and operators (requirement 142).

Two parameters make it: ``SERVER_PASSWORD_LENGTH`` and ``SERVER_PASSWORD_COMPLEXITY``. The check is
a pure function that answers every fault at once, as sentences for the person who chose the
password, so that one correction is enough. It says nothing about dictionaries: the lockout is what
stands between a guesser and a password, and a generated one needs no such list.
"""

from collections.abc import Callable
from typing import Final

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


def problems(password: str, length: int, complexity: bool) -> list[str]:
    """What is wrong with ``password``; an empty list when the policy accepts it.

    Args:
        password: the candidate; it is not kept and no part of it is repeated in the answer.
        length: least number of characters.
        complexity: whether all four classes of characters are wanted.
    """
    found = []
    if len(password) < length:
        found.append(f"The password has {len(password)} characters; at least {length} are needed.")
    if len(password) > MAX_LENGTH:
        found.append(f"The password is longer than {MAX_LENGTH} characters.")
    if not password.isprintable():
        found.append("The password holds a control character, such as a line end or a tab.")
    if complexity:
        found += [text for text, has in _CLASSES if not any(has(sign) for sign in password)]
    return found
