"""One INVITE in, one answer and its record out.

Every INVITE that gets a final answer is one attempt at a call and becomes one event (requirements
5, 38, 41): retransmissions never get here, and a 407 is no end but a question, whose answer is the
next INVITE. The event is there to be written down before the answer is sent.
"""

from collections.abc import Callable
from enum import Enum

import msgspec

from engine.calls.admission import Guard, Verdict, admit, nobody, unguarded
from engine.calls.events import Cause, Refused, Setup
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
    ADMITTED = "admitted"


class Admitted(msgspec.Struct, frozen=True, gc=False):
    """Who calls, and that he may.

    Attributes:
        setup: The call.
        account: Extension that proved its password, "" for a gateway.
        gateway: Mapping gateway it came from, "" for an endpoint.
    """

    setup: Setup
    account: str
    gateway: str


class InviteOutcome(msgspec.Struct, frozen=True, gc=False):
    """The answer to an INVITE.

    Attributes:
        status: Final SIP status; 100 for a call that was admitted.
        result: What happened, for counting.
        answered: Whether the status is sent; False means that nothing is.
        headers: Further headers of the answer, in order.
        ended: The attempt, for billing; None after a challenge, and while it goes on.
        admitted: The call that is to be sent on, None for every other.
        guessed: Extension that a wrong password was given for, "" for none.
    """

    status: int
    result: InviteResult
    answered: bool = True
    headers: tuple[Header, ...] = ()
    ended: Refused | None = None
    admitted: Admitted | None = None
    guessed: str = ""


def handle(
    request: Request,
    source: Source,
    registrar: Registrar,
    reply_unauthorised: bool,
    now: float,
    gateway_of: Callable[[str], str | None] = nobody,
    guard_of: Callable[[str], Guard | None] = unguarded,
) -> InviteOutcome:
    """Answer one INVITE, or admit it.

    Args:
        request: Parsed and validated.
        source: Where it came from.
        registrar: Who exists and where they are.
        reply_unauthorised: SS_REPLY_UNAUTHORIZED; False leaves illegal calls without an answer.
        now: Monotonic seconds.
        gateway_of: The mapping gateway that an address belongs to.
        guard_of: What calls of a mapping gateway have to prove.
    """
    decision = admit(request, source, registrar, now, gateway_of, guard_of)
    if decision.verdict is Verdict.ILLEGAL:
        setup, gateway = _setup(request, source, now), decision.gateway
        ended = Refused(setup, "", True, 403, Cause.UNAUTHORISED, now, gateway)
        guessed = decision.caller if decision.wrong else ""
        return InviteOutcome(
            403, InviteResult.ILLEGAL, reply_unauthorised, ended=ended, guessed=guessed
        )
    if decision.verdict is Verdict.CHALLENGE:
        return InviteOutcome(407, InviteResult.CHALLENGED, headers=decision.headers)
    setup = _setup(request, source, now)
    if decision.caller:
        setup = msgspec.structs.replace(setup, caller=decision.caller)
    admitted = Admitted(setup, decision.caller, decision.gateway)
    if request.to.tag:  # RFC 3261 §12.2.2: it belongs to a call that is not there
        return refuse(admitted, 481, Cause.STATUS, now)
    return InviteOutcome(100, InviteResult.ADMITTED, admitted=admitted)


def refuse(
    admitted: Admitted,
    status: int,
    cause: Cause,
    now: float,
    headers: tuple[Header, ...] = (),
) -> InviteOutcome:
    """End a call that may be made but leads nowhere."""
    setup, account, gateway = admitted.setup, admitted.account, admitted.gateway
    ended = Refused(setup, account, False, status, cause, now, gateway)
    return InviteOutcome(status, InviteResult.REFUSED, True, headers, ended)


def rejected(
    request: Request,
    source: Source,
    registrar: Registrar,
    status: int,
    now: float,
    gateway_of: Callable[[str], str | None] = nobody,
) -> Refused:
    """The end of an INVITE that was refused by ``status`` before anybody asked who may call.

    A hop limit, an unknown extension or a strange address is no way around the records: it is an
    attempt like any other (requirement 6), and an illegal one unless it came from a mapping gateway
    or from the address of a live binding of its caller. What of it cannot be read is left empty.
    """
    caller = _name(lambda: request.from_.uri)
    callee = _name(lambda: request.uri)
    call_id = request.header("call-id") or ""
    setup = Setup(caller, callee, source.ip, call_id, request.user_agent, now)
    gateway = gateway_of(source.ip)
    illegal = gateway is None and not registrar.locations.is_live_source(caller, source.ip, now)
    cause = Cause.UNAUTHORISED if illegal else Cause.STATUS
    return Refused(setup, "", illegal, status, cause, now, gateway or "")


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
