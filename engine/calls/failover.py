"""Which final answers of a gateway let the next one be tried.

The question is always whose fault it was. What the callee said (busy, declined, no such number any
more) is true through every gateway; what the carrier said of itself (no capacity, no route, will
not have our calls) is not. :data:`FAILOVER` is the table, and the classes of RFC 3261 section 21
decide about what is not in it: a 5xx is a server that erred, a 6xx is known to hold everywhere. A
time-out counts as 408 and a transport error as 503 (RFC 3261 section 8.1.3.1).
"""

from enum import Enum
from typing import Final

from engine.calls.policy import CallPolicy

TIMED_OUT: Final = 408
TRANSPORT_ERROR: Final = 503
BUSY: Final = 486

FAILOVER: Final[dict[int, bool]] = {
    # What a carrier says of itself or of our account with it.
    401: True,  # wants a password that we were not given
    402: True,  # our balance there is used up
    403: True,  # does not want our calls, or not to this number
    404: True,  # does not reach the number; another one may
    405: True,  # takes no calls at all at this address
    407: True,  # as 401
    408: True,  # did not answer, or its own carrier did not
    415: True,  # its codecs, not the callee's: another one may transcode
    420: True,  # lacks an extension that we require; another one may have it
    421: True,  # requires an extension that we do not offer
    422: True,  # wants longer sessions than were offered, twice
    480: True,  # used by carriers for "no line free" as well as for phones that are off
    488: True,  # as 415
    # What is true of the callee, or of what we sent.
    400: False,  # the same message would be as bad elsewhere
    410: False,  # the number is gone for good
    482: False,  # a loop: one more way out makes two of it
    483: False,  # as 482
    484: False,  # the number is too short everywhere
    485: False,  # the number is ambiguous everywhere
    487: False,  # we cancelled it
}
"""Status -> whether the next gateway is tried. 486 is decided by a parameter, and so is 408."""

ENDED: Final = frozenset({482, 483, 487})
"""What is final also while SS_GATEWAY_SWITCH_UNTIL_CONNECT is on: one more way out of a loop makes
two of it, and nobody waits for a call that was cancelled."""

_SERVER_FAILURES: Final = 5
_REDIRECTIONS: Final = 3


class Decision(Enum):
    """Whether a call moves on to the next gateway, and if it does not, why."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    NEXT = "next"
    """Try the next one."""

    FINAL = "final"
    """The answer would be the same everywhere."""

    BUSY = "busy"
    """The callee is busy, and SS_GATEWAY_SWITCH_STOP_AFTER_USER_BUSY is on."""

    SILENT = "silent"
    """No answer in time, and SS_SIP_USER_AGENT_STOP_SWITCH_AFTER_INVITE_TIMEOUT is on."""

    RANG = "rang"
    """A phone rang: to ring it once more would help nobody."""

    EARLY_MEDIA = "early media"
    """The caller heard early media, and SS_SIP_STOP_SWITCH_AFTER_SDP is on."""

    LIMIT = "limit"
    """The call moved as often as SS_GATEWAY_SWITCH_LIMIT allows."""


def decide(
    status: int, early_sdp: bool, switches: int, policy: CallPolicy, *, rang: bool = False
) -> Decision:
    """What follows from a final answer.

    Args:
        status: Of the answer, 300 to 699; :data:`TIMED_OUT` or :data:`TRANSPORT_ERROR` for none.
        early_sdp: Whether the gateway sent SDP before it.
        switches: How often the call moved to another gateway already.
        policy: What the operator decided.
        rang: Whether the gateway said 180 before it.
    """
    if status == BUSY and policy.stop_after_busy:
        return Decision.BUSY
    if status == TIMED_OUT and policy.stop_after_silence:
        return Decision.SILENT
    if status != BUSY and not (policy.until_connect or _by_status(status)):
        return Decision.FINAL
    if status in ENDED:
        return Decision.FINAL
    if rang and not policy.until_connect:
        return Decision.RANG
    if early_sdp and policy.stop_after_sdp:
        return Decision.EARLY_MEDIA
    if 0 < policy.switch_limit <= switches:
        return Decision.LIMIT
    return Decision.NEXT


def _by_status(status: int) -> bool:
    """The table, and the class of what is not in it: redirections are not followed here."""
    listed = FAILOVER.get(status)
    return status // 100 in {_REDIRECTIONS, _SERVER_FAILURES} if listed is None else listed
