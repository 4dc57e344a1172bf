"""Where a call goes.

A number is an endpoint of this switch or it is nobody's. :class:`Route` names the live bindings
that a call to the number would be sent to; the call machine takes over from there. This release
has none, so even a route with bindings ends the call, with a cause of its own that tells it from a
phone that is switched off.
"""

from typing import NamedTuple

from engine.calls.events import Cause
from engine.registrar.registrar import Registrar
from engine.registrar.update import Bindings


class Route(NamedTuple):
    """What was found for a number.

    Attributes:
        status: SIP status that ends the call here.
        cause: Why.
        bindings: Where the called endpoint can be reached.
    """

    status: int
    cause: Cause
    bindings: Bindings = ()


def route(callee: str, registrar: Registrar, now: float) -> Route:
    """Look ``callee``, the user part of the Request-URI, up.

    404 is a number that nobody has, 480 an endpoint that is not reachable (RFC 3261 §21.4.18).
    """
    if not registrar.accounts.enabled(callee):
        return Route(404, Cause.STATUS)
    bindings = registrar.locations.live(callee, now)
    if not bindings:
        return Route(480, Cause.STATUS)
    return Route(480, Cause.NOT_CONNECTED, bindings)
