"""What happens to calls, as values.

Billing is built from these and from nothing else: it never reads SIP. A call begins with a
:class:`Setup`. One that this switch refuses ends with a :class:`Refused`; one that was sent on
ends with an :class:`Ended`, answered or not. Times are monotonic seconds, texts are as the caller
sent them.
"""

from enum import Enum, IntEnum

import msgspec


class Cause(Enum):
    """Why a call ended, where the SIP status does not tell all."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    STATUS = "status"
    """The status that was answered says it."""

    UNAUTHORISED = "unauthorised"
    """Its source may not call."""

    CLEARED = "cleared"
    """It was answered, and one of the two hung up."""

    CANCELLED = "cancelled"
    """The caller gave up before it was answered."""

    NO_ANSWER = "no answer"
    """Nobody answered in time."""

    NO_ROUTE = "no route"
    """No gateway serves the number."""

    CAPACITY = "capacity"
    """Every gateway, or the caller, has as many calls as it may have."""

    RATE = "rate"
    """The caller's gateway begins more calls a second than it may."""

    BLACKLISTED = "blacklisted"
    """The number that calls, or is called, is on the blacklist."""

    UNREACHABLE = "unreachable"
    """The callee's side did not answer at all."""

    MAX_DURATION = "max duration"
    """It lasted as long as a call may."""

    OPERATOR = "operator"
    """An operator hung it up."""

    SERVER_STOPPED = "server stopped"
    """The switch was stopped before it was answered."""

    UNCONFIRMED = "unconfirmed"
    """The caller never acknowledged the answer."""

    LOST = "lost"
    """One side no longer knows of the call: it was found gone."""

    SESSION_EXPIRED = "session expired"
    """Its session timer ran out on one side (RFC 4028)."""


class Side(IntEnum):
    """Who ended a call; the numbers are those of ``end_direction`` (design section 3.2)."""

    CALLER = 0
    CALLEE = 1
    SERVER = 2


class Setup(msgspec.Struct, frozen=True, gc=False):
    """Somebody wants to call.

    Attributes:
        caller: User part of From.
        callee: User part of the Request-URI.
        source_ip: Address the INVITE came from.
        call_id: Its Call-ID.
        user_agent: What the caller's device calls itself.
        at: When it came.
    """

    caller: str
    callee: str
    source_ip: str
    call_id: str
    user_agent: str
    at: float


class Refused(msgspec.Struct, frozen=True, gc=False):
    """The switch ended a call before it was sent anywhere.

    Attributes:
        setup: The call.
        account: Extension that proved its password, "" for any other call.
        illegal: Whether the source was not allowed to call (requirements 38, 39).
        status: SIP status it ended with, also where no answer was sent.
        cause: Why.
        at: When it ended.
        gateway: Mapping gateway it came from, "" when it came from none.
    """

    setup: Setup
    account: str
    illegal: bool
    status: int
    cause: Cause
    at: float
    gateway: str = ""


class Ended(msgspec.Struct, frozen=True, gc=False):
    """A call that was sent on has ended, answered or not.

    Attributes:
        id: UUIDv7, given when it began.
        setup: The call.
        account: Extension that proved its password, "" for a call of a gateway.
        caller_gateway: Mapping gateway, "" when an endpoint called.
        callee_gateway: Routing gateway it was sent to last, "" when an endpoint was called.
        callee_ip: Address it was sent to last.
        status: SIP status the caller got: 200 for an answered call.
        cause: Why it ended.
        by: Who ended it.
        at: When.
        answered_at: When the answer came, None for a call that was never answered.
        rang_at: When the first sign of ringing came, None when none did.
    """

    id: str
    setup: Setup
    account: str
    caller_gateway: str
    callee_gateway: str
    callee_ip: str
    status: int
    cause: Cause
    by: Side
    at: float
    answered_at: float | None
    rang_at: float | None
