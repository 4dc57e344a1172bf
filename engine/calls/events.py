"""What happens to calls, as values.

Billing is built from these and from nothing else: it never reads SIP. A call begins with a
:class:`Setup`; one that is refused by this switch ends with a :class:`Refused`. Times are
monotonic seconds, texts are as the caller sent them.
"""

from enum import Enum

import msgspec


class Cause(Enum):
    """Why a call ended, where the SIP status does not tell all."""

    __hash__ = object.__hash__  # the one of Enum is a Python function

    STATUS = "status"
    """The status that was answered says it."""

    UNAUTHORISED = "unauthorised"
    """Its source may not call."""

    NOT_CONNECTED = "not connected"
    """The called endpoint is registered, but this release connects no calls."""


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
        account: Extension that proved its password, "" for an illegal call.
        illegal: Whether the source was not allowed to call (requirements 38, 39).
        status: SIP status it ended with, also where no answer was sent.
        cause: Why.
        at: When it ended.
    """

    setup: Setup
    account: str
    illegal: bool
    status: int
    cause: Cause
    at: float
