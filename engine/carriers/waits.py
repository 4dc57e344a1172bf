"""How long a registration waits: until its renewal, and after a failure.

After a failure the wait doubles up to a limit, and is drawn from the upper half of it, so that the
customers of a carrier that comes back do not all knock at once (RFC 5626 section 4.5). All in
seconds.
"""

from typing import Final

FIRST_WAIT: Final = 4.0
"""The longest one is a parameter: a carrier that was down all night is found as soon as that."""

FIRST_LONG_WAIT: Final = 600.0
LONGEST_LONG_WAIT: Final = 3600.0
"""Of who was denied: carriers ban addresses that go on with a wrong password. An operator who
corrects it does not wait, see the table."""

MAX_RETRY_AFTER: Final = 3600.0
"""Longest wait a carrier can ask for: one that sends a wrong number must not be out for days."""

_MOST_DOUBLINGS: Final = 12


def renewal(granted: float, draw: float) -> float:
    """When a registration is renewed that is good for ``granted`` seconds.

    A tenth to a fifth of it is left for tries that fail; spread, so that a thousand registrations
    that began together do not stay together.
    """
    return max(1.0, granted * (0.8 + 0.1 * draw))


def after_failure(failures: int, draw: float, longest: float, asked: float = 0.0) -> float:
    """The wait after so many failures in a row, at least what the carrier asked for."""
    return max(_grown(FIRST_WAIT, longest, failures, draw), min(asked, MAX_RETRY_AFTER))


def after_denial(failures: int, draw: float, asked: float = 0.0) -> float:
    """The wait after our account was denied."""
    grown = _grown(FIRST_LONG_WAIT, LONGEST_LONG_WAIT, failures, draw)
    return max(grown, min(asked, MAX_RETRY_AFTER))


def _grown(first: float, longest: float, failures: int, draw: float) -> float:
    doubled = first * 2.0 ** min(max(failures - 1, 0), _MOST_DOUBLINGS)
    return float(min(doubled, longest) * (0.5 + 0.5 * draw))
