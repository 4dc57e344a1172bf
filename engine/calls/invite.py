"""One INVITE in, one answer and its record out.

Every INVITE that gets a final answer is one attempt at a call and becomes one event (requirements
5, 38, 41): retransmissions never get here, and a 407 is no end but a question, whose answer is the
next INVITE. The event is there to be written down before the answer is sent.
"""

from collections.abc import Callable
from enum import Enum

import msgspec

from engine.calls.admission import Verdict, admit
from engine.calls.events import Cause, Refused, Setup
from engine.calls.routing import route
from engine.registrar.authenticator import Header
from engine.registrar.extension import extension_of
from engine.registrar.registrar import Registrar
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.uri import Uri


class InviteResult(Enum):
    """What became of an INVITE; the label of its metric."""

    CHALLENGED = "challenged"
    ILLEGAL = "illegal"
    REFUSED = "refused"


class InviteOutcome(msgspec.Struct, frozen=True, gc=False):
    """The answer to an INVITE.

    Attributes:
        status: Final SIP status.
        result: What happened, for counting.
        answered: Whether the status is sent; False means that nothing is.
        headers: Further headers of the answer, in order.
        ended: The attempt, for billing; None after a challenge.
    """

    status: int
    result: InviteResult
    answered: bool = True
    headers: tuple[Header, ...] = ()
    ended: Refused | None = None


def handle(
    request: Request, source: Source, registrar: Registrar, reply_unauthorised: bool, now: float
) -> InviteOutcome:
    """Answer one INVITE.

    Args:
        request: Parsed and validated.
        source: Where it came from.
        registrar: Who exists and where they are.
        reply_unauthorised: SS_REPLY_UNAUTHORIZED; False leaves illegal calls without an answer.
        now: Monotonic seconds.
    """
    decision = admit(request, source, registrar, now)
    if decision.verdict is Verdict.ILLEGAL:
        ended = Refused(_setup(request, source, now), "", True, 403, Cause.UNAUTHORISED, now)
        return InviteOutcome(403, InviteResult.ILLEGAL, reply_unauthorised, ended=ended)
    if decision.verdict is Verdict.CHALLENGE:
        return InviteOutcome(407, InviteResult.CHALLENGED, headers=decision.headers)
    return _authorised(request, source, registrar, now)


def _authorised(
    request: Request, source: Source, registrar: Registrar, now: float
) -> InviteOutcome:
    setup = _setup(request, source, now)
    if request.to.tag:  # RFC 3261 §12.2.2: it belongs to a call that is not there
        status, cause = 481, Cause.STATUS
    else:
        status, cause, _ = route(setup.callee, registrar, now)
    ended = Refused(setup, setup.caller, False, status, cause, now)
    return InviteOutcome(status, InviteResult.REFUSED, ended=ended)


def rejected(
    request: Request, source: Source, registrar: Registrar, status: int, now: float
) -> Refused:
    """The end of an INVITE that was refused by ``status`` before anybody asked who may call.

    A hop limit, an unknown extension or a strange address is no way around the records: it is an
    attempt like any other (requirement 6), and an illegal one unless it came from the address of a
    live binding of its caller. What of it cannot be read is left empty.
    """
    caller = _name(lambda: request.from_.uri)
    callee = _name(lambda: request.uri)
    call_id = request.header("call-id") or ""
    setup = Setup(caller, callee, source.ip, call_id, request.user_agent, now)
    illegal = not registrar.locations.is_live_source(caller, source.ip, now)
    cause = Cause.UNAUTHORISED if illegal else Cause.STATUS
    return Refused(setup, "", illegal, status, cause, now)


def _name(read: Callable[[], Uri]) -> str:
    try:
        return extension_of(read())
    except PeerError:
        return ""


def _setup(request: Request, source: Source, now: float) -> Setup:
    caller, callee = request.from_user, request.uri_user
    if caller is None or callee is None:
        caller, callee = extension_of(request.from_.uri), extension_of(request.uri)
    fields = request.fields
    return Setup(caller, callee, source.ip, fields["call-id"], fields.get("user-agent", ""), now)
