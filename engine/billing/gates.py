"""Which calls are recorded (requirements 1-62).

Three parameters are gates. ``SERVER_BILLING_RECORD_ZERO_HOLD_TIME`` stands before every call that
was never connected, ``SERVER_BILLING_RECORD_ILLEGAL_CALL`` before every unauthorised one, and
``SERVER_BILLING_RECORD_SERVER_HANG_UP`` before an authorised one that the switch itself ended
unconnected. A record is written when every gate that applies is open; an unauthorised call is never
connected, so the first two apply to it. A connected call has no gate before it at all, whoever ends
it: billing never loses one, not even one that ended within the millisecond of its answer.

A third reason to count instead of recording is a journal that can take no more lines while the
disk is full; further ones are a source on the blacklist, whose messages nobody reads, and one that
calls more often than its limit allows. None of them is a policy, so :func:`closed_gate` knows
nothing of them; the writer names them.
"""

from typing import Final, Literal, NamedTuple

Gate = Literal[
    "zero_hold_time", "illegal_call", "server_hang_up", "journal_full", "blacklist", "rate_limit"
]
"""What keeps a call out of the records."""

ZERO_HOLD_TIME: Final = "zero_hold_time"
ILLEGAL_CALL: Final = "illegal_call"
SERVER_HANG_UP: Final = "server_hang_up"
JOURNAL_FULL: Final = "journal_full"
BLACKLIST: Final = "blacklist"
RATE_LIMIT: Final = "rate_limit"


class RecordPolicy(NamedTuple):
    """The three parameters; the defaults are those of a fresh installation (req 2, 35)."""

    zero_hold_time: bool = True
    illegal_call: bool = True
    server_hang_up: bool = True


def closed_gate(
    illegal: bool, answered: bool, policy: RecordPolicy, *, by_server: bool = False
) -> Gate | None:
    """The gate that keeps a call out, None when it is to be recorded.

    When several are closed the call counts at the one that tells most about it, which is never
    ``zero_hold_time``: a call is counted once.
    """
    if illegal and not policy.illegal_call:
        return ILLEGAL_CALL
    if by_server and not illegal and not answered and not policy.server_hang_up:
        return SERVER_HANG_UP
    if not answered and not policy.zero_hold_time:
        return ZERO_HOLD_TIME
    return None
