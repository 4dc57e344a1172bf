"""What a carrier asks proof for, sent again with it: once for each request.

A 401 or 407 of the callee's side is about our account there, never about the caller, who hears
nothing of it. It is answered when the routing gateway has a user name, and when the proof was not
given already: a second challenge is an answer like any other. An INVITE goes out again outside of
any dialog with the same Call-ID and From, its CSeq one higher (RFC 3261 section 22.2); its
credentials are repeated by the ACK of the 2xx (section 22.1).
"""

from collections.abc import Sequence

from engine.calls.call import EarlyLeg, Leg, Outbound
from engine.calls.credentials import Header, Keyring, Taken
from engine.calls.effects import Effects
from engine.calls.tools import Parting, Relayed, Tools
from engine.sip.errors import PeerError
from engine.sip.request import Request
from engine.sip.response import Response

CHALLENGES = (401, 407)


def gateway_of(leg: Leg) -> str:
    """The routing gateway of a leg, "" when it leads to an endpoint or is the caller's."""
    place = leg.place if isinstance(leg, (EarlyLeg, Outbound)) else None
    return "" if place is None else place.gateway


def proof(tools: Tools, leg: Leg, method: str, uri: str, response: Response) -> list[Header]:
    """The headers that answer a challenge, none when it cannot be answered."""
    account = tools.gates.account(gateway_of(leg)) if response.status in CHALLENGES else None
    if account is None:
        return []
    keyring = Keyring(account, tools.names.tag)
    return [] if keyring.take(response) is Taken.NONE else keyring.headers(method, uri)


def invite_again(
    tools: Tools, outbound: Outbound, owner: object, response: Response, fx: Effects
) -> bool:
    """Send an INVITE again with what its challenge asks for; False when that is not to be done."""
    if outbound.proved or outbound.place is None:
        return False
    headers = proof(tools, outbound, "INVITE", outbound.place.uri, response)
    if not headers:
        return False
    branch = tools.names.branch()
    data = with_proof(outbound.invite, branch, headers)
    destination = outbound.place.destination
    try:
        sent = tools.clients.start(data, "INVITE", branch, destination, fx.now, owner)
    except PeerError:  # no room for another one
        return False
    outbound.proved, outbound.asked_times = True, outbound.asked_times + 1
    outbound.invite, outbound.transaction = data, sent
    outbound.credentials = tuple(headers)
    fx.sends.append((data, destination))
    return True


def relayed_proof(
    tools: Tools, owner: Relayed, response: Response, method: str = ""
) -> list[Header]:
    """What a request within a dialog that one side sent to the other is sent again with.

    Args:
        tools: Of the call machine.
        owner: Of the request.
        response: Its challenge.
        method: By which it was handed on, "" for that by which it came.
    """
    reply, leg = owner.reply, owner.leg
    if reply is None or owner.proved:
        return []
    return dialog_proof(tools, leg, method or reply.request.method, response)


def dialog_proof(tools: Tools, leg: Leg, method: str, response: Response) -> list[Header]:
    """What a request within the dialog of ``leg`` is sent again with, nothing if it is not.

    The ACK of a re-INVITE repeats its credentials.
    """
    if leg.dialog is None:
        return []
    headers = proof(tools, leg, method, leg.dialog.remote_target, response)
    if headers and method == "INVITE":
        leg.credentials = tuple(headers)
    return headers


def parting(tools: Tools, leg: Leg, why: Sequence[Header]) -> Parting | None:
    """The owner of a BYE to ``leg``, None where no proof can be asked for."""
    return None if tools.gates.account(gateway_of(leg)) is None else Parting(leg, why)


def part_again(tools: Tools, owner: Parting, response: Response, fx: Effects) -> None:
    """The same for the BYE of a call that is over; nobody waits for its answer."""
    headers = dialog_proof(tools, owner.leg, "BYE", response)
    if headers:
        tools.send(owner.leg, "BYE", fx, None, [*owner.why, *headers])


def with_proof(data: bytes, branch: str, headers: Sequence[Header]) -> bytes:
    """A request of ours with another branch, the next CSeq, and further headers.

    Everything else stays byte for byte: it was written by us, one header a line.
    """
    request = Request.parse(data)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode(request.encoding, "replace").split("\r\n")
    old, number = request.via.branch, request.cseq.number
    via = next(place for place, line in enumerate(lines) if line.startswith("Via: "))
    cseq = next(place for place, line in enumerate(lines) if line.startswith("CSeq: "))
    lines[via] = lines[via].replace(f"branch={old}", f"branch={branch}", 1)
    lines[cseq] = f"CSeq: {number + 1} {request.method}"
    lines[cseq + 1 : cseq + 1] = [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode(request.encoding, "replace") + b"\r\n\r\n" + body
