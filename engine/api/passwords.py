"""The password policy of the moment, applied to whatever password a request brings.

Requirement 142; the rules themselves are in :mod:`engine.parameters.passwords`. A refusal lists
every missing thing at once and never repeats the password.
"""

from collections.abc import Callable

from engine.api.problems import Refused
from engine.api.services import Services
from engine.parameters.passwords import Verdict, judge, policy_of


def policy(services: Services) -> Callable[..., Verdict]:
    """What is to be said of a password, see :func:`engine.parameters.passwords.judge`.

    The parameters in force are read once.
    """
    wanted = policy_of(services.config.parameters.values())
    return lambda password, *names: judge(password, wanted, *names)


def require_strong(services: Services, password: str, *names: str) -> int:
    """Let a password through that the policy accepts; its score.

    Args:
        services: the engine.
        password: the candidate.
        names: whom it belongs to, first the extension or name, then what else is known.

    Raises:
        Refused: 422 with one error for each missing thing.
    """
    found, score = policy(services)(password, *names)
    if found:
        errors = [("password", text) for text in found]
        raise Refused(422, f"The password is too weak. {' '.join(found)}", errors=errors)
    return score
