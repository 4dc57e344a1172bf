"""Where a call goes.

A number that is an endpoint of this switch rings at all of its live bindings. Every other number is
for the routing gateways (:mod:`engine.calls.plan`).
"""

from typing import NamedTuple

from engine.registrar.registrar import Registrar
from engine.registrar.update import Bindings


class Route(NamedTuple):
    """What was found for a number.

    Attributes:
        endpoint: Whether it is an enabled endpoint.
        bindings: Where that can be reached, perhaps nowhere.
    """

    endpoint: bool
    bindings: Bindings = ()


def route(callee: str, registrar: Registrar, now: float) -> Route:
    """Look ``callee``, the user part of the Request-URI, up.

    A suspended endpoint is called like any other (requirement 91).
    """
    if not registrar.accounts.enabled(callee):
        return Route(False)
    return Route(True, registrar.locations.live(callee, now))
