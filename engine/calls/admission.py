"""Who may call (design section 3.4).

A call is authorised when it comes from an address of an enabled mapping gateway, and proves the
password of that gateway if it has one, or when its caller
is an enabled endpoint that calls from the address of one of its live bindings and answers a digest
challenge. Anything else is illegal. An address that nobody
registered from is told so at once, without a challenge: to whoever is outside, this switch looks
the same for every number he tries.

A wrong response here is illegal too, and counts towards the lockout of its extension as one of a
REGISTER does: whoever shares the address of a phone, behind a NAT, could try passwords without end
otherwise. The lockout is of registrations (requirement 91): the phone goes on calling from other
addresses, and from this one unless such a response came from here. The nonce is good at this
address alone: who only forges it gets none, and so cannot lock the phone out of calling.
"""

from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from engine.addresses import subscriber
from engine.registrar.authenticator import PROXY_AUTHENTICATE, Header, Proof
from engine.registrar.extension import extension_of
from engine.registrar.registrar import Registrar
from engine.sip.errors import PeerError
from engine.sip.identity import identity_of, is_anonymous
from engine.sip.nat import Source
from engine.sip.request import Request


class Verdict(Enum):
    """What is to be done with an INVITE."""

    AUTHORISED = "authorised"
    CHALLENGE = "challenge"
    ILLEGAL = "illegal"


class Decision(NamedTuple):
    """What was decided.

    Attributes:
        verdict: See there.
        headers: Of the 407, if it is one.
        caller: The extension that calls, also when From does not say so; "" for a gateway.
        gateway: The mapping gateway that the call comes from, "" when an endpoint calls. Also of
            an illegal call that came from its address and did not prove its password.
        wrong: Whether a complete wrong response is to be held against the extension that calls.
    """

    verdict: Verdict
    headers: tuple[Header, ...] = ()
    gateway: str = ""
    caller: str = ""
    wrong: bool = False


class Guard(NamedTuple):
    """What a call from the address of a mapping gateway has to prove.

    Attributes:
        username: Whom it must be.
        secret: The packed hashes of his password.
    """

    username: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Guard(username={self.username!a})"


_AUTHORISED: Final = Decision(Verdict.AUTHORISED)
_ILLEGAL: Final = Decision(Verdict.ILLEGAL)
_WRONG: Final = Decision(Verdict.ILLEGAL, wrong=True)


def nobody(_: str) -> str | None:
    """The mapping gateways of a switch that has none."""
    return None


def unguarded(_: str) -> Guard | None:
    """The guard of a gateway that is known by its address alone."""
    return None


def admit(
    request: Request,
    source: Source,
    registrar: Registrar,
    now: float,
    gateway_of: Callable[[str], str | None] = nobody,
    guard_of: Callable[[str], Guard | None] = unguarded,
) -> Decision:
    """Decide about ``request``, a valid INVITE that came from ``source``.

    Credentials that cannot be read prove nothing and ask for nothing: the call is illegal.

    Args:
        request: The INVITE.
        source: Where it came from.
        registrar: Who exists and where they are.
        now: Monotonic seconds.
        gateway_of: The mapping gateway that an address belongs to.
        guard_of: What calls of a mapping gateway have to prove besides, None for nothing.
    """
    gateway = gateway_of(source.ip)
    if gateway is not None:
        guard = guard_of(gateway)
        if guard is None:
            return Decision(Verdict.AUTHORISED, (), gateway)
        decided = _prove(request, registrar, guard.username, guard.secret, now)
        return decided._replace(gateway=gateway, wrong=False)  # it is no extension
    caller = request.from_user
    if caller is None or caller.lower() == "anonymous":
        caller = claimed(request)
    if not registrar.locations.is_live_source(caller, source.ip, now):
        return _ILLEGAL
    if registrar.lockouts.bars_calls(caller, source.ip, now):
        return _ILLEGAL._replace(caller=caller)
    secret, place = registrar.accounts.secret(caller), subscriber(source.ip)
    decided = _prove(request, registrar, caller, secret, now, place)
    return decided._replace(caller=caller)


def _prove(
    request: Request,
    registrar: Registrar,
    user: str,
    secret: bytes | None,
    now: float,
    place: str = "",
) -> Decision:
    """Decide by the credentials of an INVITE that must be those of ``user``, challenged there."""
    try:
        given = request.credentials("proxy-authorization")
    except PeerError:
        return _ILLEGAL
    proof = registrar.prove_by("INVITE", given, user, secret, now, place)
    if proof is Proof.RIGHT:
        return _AUTHORISED
    if proof is Proof.WRONG:
        return _WRONG
    stale = proof is not Proof.MISSING
    headers = registrar.challenge(
        PROXY_AUTHENTICATE, now, request.user_agent, stale=stale, place=place
    )
    return Decision(Verdict.CHALLENGE, headers)


def claimed(request: Request) -> str:
    """The extension that an INVITE of a phone claims to be from.

    A phone that withholds its number writes an anonymous From, and may say by P-Preferred-Identity
    whose number that is (RFC 3325 section 6). It has to prove it like any other.
    """
    uri = request.from_.uri
    found = identity_of(request, "p-preferred-identity") if is_anonymous(uri) else None
    return extension_of(uri if found is None else found.uri)
