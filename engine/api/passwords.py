"""The password policy of the moment, applied to whatever password a request brings.

Requirement 142; the rules themselves are in :mod:`engine.parameters.passwords`. A refusal lists
every missing thing at once and never repeats the password.
"""

from collections.abc import Callable

from engine.api.problems import Refused
from engine.api.services import Services
from engine.parameters.passwords import problems


def policy(services: Services) -> Callable[[str], list[str]]:
    """What is wrong with a password under the parameters in force; they are read once."""
    values = services.config.parameters.values()
    length = int(values["SERVER_PASSWORD_LENGTH"])
    complexity = bool(values["SERVER_PASSWORD_COMPLEXITY"])
    return lambda password: problems(password, length, complexity)


def require_strong(services: Services, password: str) -> None:
    """Let a password through that the policy accepts.

    Raises:
        Refused: 422 with one error for each missing thing.
    """
    found = policy(services)(password)
    if found:
        errors = [("password", text) for text in found]
        raise Refused(422, f"The password is too weak. {' '.join(found)}", errors=errors)
