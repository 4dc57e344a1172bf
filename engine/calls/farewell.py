"""What the switch says of the end of a call: the Reason of its BYE and CANCEL (RFC 3326).

One table beside the causes, as :mod:`engine.billing.reasons` is for the records. What the side that
left says itself goes first: a carrier tells by the cause of Q.850 why its network ended the call,
and the other side may want to know. It is read and written anew (:mod:`engine.sip.reason`).
"""

from collections.abc import Sequence
from typing import Final

from engine.calls.events import Cause
from engine.sip.reason import Q850, SIP, Reason

Farewell = tuple[tuple[str, str], ...]
"""Headers that go along with a BYE or CANCEL."""

_CLEARED: Final = (Reason(Q850, 16),)
_TIMER: Final = Reason(Q850, 102)
_FAILURE: Final = Reason(Q850, 41)

REASONS: Final[dict[str, tuple[Reason, ...]]] = {
    "cleared": _CLEARED,
    "cancelled": _CLEARED,
    "no answer": (Reason(SIP, 480), Reason(Q850, 19)),
    "unreachable": (Reason(SIP, 408), _TIMER),
    "max duration": (_TIMER,),
    "operator": (Reason(Q850, 31),),
    "unconfirmed": (Reason(SIP, 408), _TIMER),
    "lost": (Reason(SIP, 481), _FAILURE),
    "session expired": (Reason(SIP, 408), _TIMER),
    "server stopped": (Reason(SIP, 503), _FAILURE),
}
"""The value of a cause -> what is said; for any other the status of the call says it."""

ELSEWHERE: Final[Farewell] = (("Reason", str(Reason(SIP, 200))),)
"""For everybody who still rings when somebody else has answered."""

SILENT: Final[Farewell] = tuple(("Reason", str(each)) for each in REASONS["unreachable"])
"""For a gateway that answers when it has been given up."""


def farewell(cause: Cause, status: int, said: Sequence[Reason] = ()) -> Farewell:
    """The headers that tell a peer why its call is over.

    Args:
        cause: Why it is.
        status: What the caller was told.
        said: What the side that left said itself.
    """
    reasons = said or REASONS.get(cause.value) or (Reason(SIP, status),)
    return tuple(("Reason", str(each)) for each in reasons)
